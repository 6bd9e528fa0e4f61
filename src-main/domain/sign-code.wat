;; The inner loops of turning a vector and of coding it. Compiled into sign-code-wasm.ts.
(module
  (memory (export "memory") 1)

  ;; Multiplies the floats of a vector by `flips` and transforms them by Walsh and Hadamard, `rotations` times with flips of
  ;; their own. `bytes` are those of the vector: a power of two from 32 on.
  (func (export "rotate")
    (param $vector i32) (param $flips i32) (param $bytes i32) (param $rotations i32)
    (local $end i32) (local $at i32) (local $other i32) (local $middle i32) (local $step i32)
    (local $four v128) (local $a v128) (local $b v128)
    (local.set $end (i32.add (local.get $vector) (local.get $bytes)))
    (loop $rotation
      (local.set $at (local.get $vector))
      ;; The first two steps lie within four neighbours.
      (loop $within
        (local.set $four (f32x4.mul (v128.load (local.get $at)) (v128.load (local.get $flips))))
        (local.set $four
          (f32x4.add
            (i8x16.shuffle 4 5 6 7 0 1 2 3 12 13 14 15 8 9 10 11 (local.get $four) (local.get $four))
            (f32x4.mul (local.get $four) (v128.const f32x4 1 -1 1 -1))))
        (v128.store
          (local.get $at)
          (f32x4.add
            (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $four) (local.get $four))
            (f32x4.mul (local.get $four) (v128.const f32x4 1 1 -1 -1))))
        (local.set $flips (i32.add (local.get $flips) (i32.const 16)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $within (i32.lt_u (local.get $at) (local.get $end))))
      (local.set $step (i32.const 16))
      (loop $wider
        (local.set $at (local.get $vector))
        (loop $pairs
          (local.set $middle (i32.add (local.get $at) (local.get $step)))
          (local.set $other (local.get $middle))
          (loop $pair
            (local.set $a (v128.load (local.get $at)))
            (local.set $b (v128.load (local.get $other)))
            (v128.store (local.get $at) (f32x4.add (local.get $a) (local.get $b)))
            (v128.store (local.get $other) (f32x4.sub (local.get $a) (local.get $b)))
            (local.set $at (i32.add (local.get $at) (i32.const 16)))
            (local.set $other (i32.add (local.get $other) (i32.const 16)))
            (br_if $pair (i32.lt_u (local.get $at) (local.get $middle))))
          (local.set $at (local.get $other))
          (br_if $pairs (i32.lt_u (local.get $at) (local.get $end))))
        (local.set $step (i32.shl (local.get $step) (i32.const 1)))
        (br_if $wider (i32.lt_u (local.get $step) (local.get $bytes))))
      (local.set $rotations (i32.sub (local.get $rotations) (i32.const 1)))
      (br_if $rotation (local.get $rotations))))

  ;; The signs of a vector's difference to `mean`, of eight places a byte, 16 bytes apart from `target` on; 1 for plus. Writes
  ;; to `sums`, each in four parts that are to be added up: the difference's squares, its amounts, its product with the mean,
  ;; and the product of its signs with the mean.
  (func (export "code")
    (param $vector i32) (param $mean i32) (param $bytes i32) (param $target i32) (param $sums i32)
    (local $end i32) (local $m v128) (local $n v128) (local $a v128) (local $b v128)
    (local $squares v128) (local $amounts v128) (local $along v128) (local $signed v128)
    (local.set $end (i32.add (local.get $vector) (local.get $bytes)))
    (loop $eight
      (local.set $m (v128.load (local.get $mean)))
      (local.set $n (v128.load offset=16 (local.get $mean)))
      (local.set $a (f32x4.sub (v128.load (local.get $vector)) (local.get $m)))
      (local.set $b (f32x4.sub (v128.load offset=16 (local.get $vector)) (local.get $n)))
      (local.set $squares
        (f32x4.add
          (local.get $squares)
          (f32x4.add
            (f32x4.mul (local.get $a) (local.get $a))
            (f32x4.mul (local.get $b) (local.get $b)))))
      (local.set $amounts
        (f32x4.add (local.get $amounts) (f32x4.add (f32x4.abs (local.get $a)) (f32x4.abs (local.get $b)))))
      (local.set $along
        (f32x4.add
          (local.get $along)
          (f32x4.add
            (f32x4.mul (local.get $a) (local.get $m))
            (f32x4.mul (local.get $b) (local.get $n)))))
      (local.set $signed
        (f32x4.add
          (local.get $signed)
          (f32x4.add
            (v128.xor (local.get $m) (v128.and (local.get $a) (v128.const f32x4 -0 -0 -0 -0)))
            (v128.xor (local.get $n) (v128.and (local.get $b) (v128.const f32x4 -0 -0 -0 -0))))))
      (i32.store8
        (local.get $target)
        (i32.xor
          (i32.const 255)
          (i32.or (i32x4.bitmask (local.get $a)) (i32.shl (i32x4.bitmask (local.get $b)) (i32.const 4)))))
      (local.set $target (i32.add (local.get $target) (i32.const 16)))
      (local.set $mean (i32.add (local.get $mean) (i32.const 32)))
      (local.set $vector (i32.add (local.get $vector) (i32.const 32)))
      (br_if $eight (i32.lt_u (local.get $vector) (local.get $end))))
    (v128.store (local.get $sums) (local.get $squares))
    (v128.store offset=16 (local.get $sums) (local.get $amounts))
    (v128.store offset=32 (local.get $sums) (local.get $along))
    (v128.store offset=48 (local.get $sums) (local.get $signed))))

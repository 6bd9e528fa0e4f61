;; The inner loop of looking through signs of vectors, 16 vectors at once. Compiled into code-scan-wasm.ts.
(module
  (memory (export "memory") 1)

  ;; For each of 16 vectors of each block the sum of what its signs stand for. A block holds `bytes` times 16 bytes: of each
  ;; eight places the signs of all 16 vectors. `tables` has 32 bytes for each eight places: what the 16 patterns of the first
  ;; four signs add, then those of the other four. Writes 16 sums of 16 bits for each block; none may exceed 65535.
  (func (export "sums")
    (param $codes i32) (param $tables i32) (param $target i32) (param $blocks i32) (param $bytes i32)
    (local $table i32) (local $left i32) (local $signs v128) (local $first v128) (local $second v128)
    (local $low v128) (local $high v128)
    (loop $block
      (local.set $low (v128.const i64x2 0 0))
      (local.set $high (v128.const i64x2 0 0))
      (local.set $table (local.get $tables))
      (local.set $left (local.get $bytes))
      (loop $byte
        (local.set $signs (v128.load (local.get $codes)))
        (local.set $first
          (i8x16.swizzle
            (v128.load (local.get $table))
            (v128.and (local.get $signs) (i8x16.splat (i32.const 15)))))
        (local.set $second
          (i8x16.swizzle (v128.load offset=16 (local.get $table)) (i8x16.shr_u (local.get $signs) (i32.const 4))))
        (local.set $low
          (i16x8.add
            (local.get $low)
            (i16x8.add
              (i16x8.extend_low_i8x16_u (local.get $first))
              (i16x8.extend_low_i8x16_u (local.get $second)))))
        (local.set $high
          (i16x8.add
            (local.get $high)
            (i16x8.add
              (i16x8.extend_high_i8x16_u (local.get $first))
              (i16x8.extend_high_i8x16_u (local.get $second)))))
        (local.set $codes (i32.add (local.get $codes) (i32.const 16)))
        (local.set $table (i32.add (local.get $table) (i32.const 32)))
        (local.set $left (i32.sub (local.get $left) (i32.const 1)))
        (br_if $byte (local.get $left)))
      (v128.store (local.get $target) (local.get $low))
      (v128.store offset=16 (local.get $target) (local.get $high))
      (local.set $target (i32.add (local.get $target) (i32.const 32)))
      (local.set $blocks (i32.sub (local.get $blocks) (i32.const 1)))
      (br_if $block (local.get $blocks)))))

;; The inner loop of comparing a vector with one that is kept in whole numbers. Compiled into kept-product-wasm.ts.
(module
  (memory (export "memory") 1)

  ;; The product of `count` floats with as many whole numbers of 16 bits, which need not lie at even places; `count` is a
  ;; multiple of 8.
  (func (export "product") (param $floats i32) (param $numbers i32) (param $count i32) (result f32)
    (local $end i32) (local $eight v128) (local $low v128) (local $high v128)
    (local.set $end (i32.add (local.get $numbers) (i32.shl (local.get $count) (i32.const 1))))
    (loop $more
      (local.set $eight (v128.load align=1 (local.get $numbers)))
      (local.set $low
        (f32x4.add
          (local.get $low)
          (f32x4.mul
            (v128.load (local.get $floats))
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $eight))))))
      (local.set $high
        (f32x4.add
          (local.get $high)
          (f32x4.mul
            (v128.load offset=16 (local.get $floats))
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $eight))))))
      (local.set $floats (i32.add (local.get $floats) (i32.const 32)))
      (local.set $numbers (i32.add (local.get $numbers) (i32.const 16)))
      (br_if $more (i32.lt_u (local.get $numbers) (local.get $end))))
    (local.set $low (f32x4.add (local.get $low) (local.get $high)))
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $low)) (f32x4.extract_lane 1 (local.get $low)))
      (f32.add (f32x4.extract_lane 2 (local.get $low)) (f32x4.extract_lane 3 (local.get $low))))))

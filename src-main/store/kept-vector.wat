;; The inner loops of keeping a vector in whole numbers, and of comparing another with it. Compiled into kept-vector-wasm.ts.
(module
  (memory (export "memory") 1)

  ;; Writes `count` floats as whole numbers of 16 bits, `steps` for 1 and no more; `count` is a multiple of 8.
  (func (export "keep") (param $floats i32) (param $numbers i32) (param $count i32) (param $steps f32)
    (local $end i32) (local $scale v128) (local $least v128)
    (local.set $scale (f32x4.splat (local.get $steps)))
    (local.set $least (f32x4.neg (local.get $scale)))
    (local.set $end (i32.add (local.get $floats) (i32.shl (local.get $count) (i32.const 2))))
    (loop $more
      (v128.store
        (local.get $numbers)
        (i16x8.narrow_i32x4_s
          (i32x4.trunc_sat_f32x4_s
            (f32x4.nearest
              (f32x4.max
                (local.get $least)
                (f32x4.min (local.get $scale) (f32x4.mul (local.get $scale) (v128.load (local.get $floats)))))))
          (i32x4.trunc_sat_f32x4_s
            (f32x4.nearest
              (f32x4.max
                (local.get $least)
                (f32x4.min
                  (local.get $scale)
                  (f32x4.mul (local.get $scale) (v128.load offset=16 (local.get $floats)))))))))
      (local.set $floats (i32.add (local.get $floats) (i32.const 32)))
      (local.set $numbers (i32.add (local.get $numbers) (i32.const 16)))
      (br_if $more (i32.lt_u (local.get $floats) (local.get $end)))))

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

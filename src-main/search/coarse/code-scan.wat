;; The inner loop of looking through signs of vectors, 16 vectors at once. Compiled into code-scan-wasm.ts.
(module
  (memory (export "memory") 1)

  ;; The estimated products of vectors, and a bit for each that exceeds `bound`: 16 floats and 16 bits for each block of 16
  ;; vectors. A block holds `bytes` times 16 bytes: of each eight places the signs of all 16 vectors; `bytes` is even. `tables`
  ;; has 32 bytes for each eight places: what the 16 patterns of the first four signs add in `steps`, then those of the other
  ;; four, at most 63 each, so that four fit in a byte; all added may not exceed 65535. A product is
  ;; `base + along * miss + scale * (least + step * sum)`.
  (func (export "scan")
    (param $codes i32) (param $tables i32) (param $scales i32) (param $misses i32) (param $products i32)
    (param $marks i32) (param $blocks i32) (param $bytes i32)
    (param $base f32) (param $along f32) (param $least f32) (param $step f32) (param $bound f32)
    (local $table i32) (local $left i32) (local $first v128) (local $second v128) (local $sum v128)
    (local $low v128) (local $high v128) (local $nibble v128)
    (local.set $nibble (i8x16.splat (i32.const 15)))
    (loop $block
      (local.set $low (v128.const i64x2 0 0))
      (local.set $high (v128.const i64x2 0 0))
      (local.set $table (local.get $tables))
      (local.set $left (local.get $bytes))
      (loop $pair
        (local.set $first (v128.load (local.get $codes)))
        (local.set $second (v128.load offset=16 (local.get $codes)))
        (local.set $sum
          (i8x16.add
            (i8x16.add
              (i8x16.swizzle
                (v128.load (local.get $table))
                (v128.and (local.get $first) (local.get $nibble)))
              (i8x16.swizzle
                (v128.load offset=16 (local.get $table))
                (v128.and (i16x8.shr_u (local.get $first) (i32.const 4)) (local.get $nibble))))
            (i8x16.add
              (i8x16.swizzle
                (v128.load offset=32 (local.get $table))
                (v128.and (local.get $second) (local.get $nibble)))
              (i8x16.swizzle
                (v128.load offset=48 (local.get $table))
                (v128.and (i16x8.shr_u (local.get $second) (i32.const 4)) (local.get $nibble))))))
        (local.set $low (i16x8.add (local.get $low) (i16x8.extend_low_i8x16_u (local.get $sum))))
        (local.set $high (i16x8.add (local.get $high) (i16x8.extend_high_i8x16_u (local.get $sum))))
        (local.set $codes (i32.add (local.get $codes) (i32.const 32)))
        (local.set $table (i32.add (local.get $table) (i32.const 64)))
        (local.set $left (i32.sub (local.get $left) (i32.const 2)))
        (br_if $pair (local.get $left)))
      (v128.store
        (local.get $products)
        (f32x4.add
          (f32x4.add
            (f32x4.splat (local.get $base))
            (f32x4.mul (f32x4.splat (local.get $along)) (v128.load (local.get $misses))))
          (f32x4.mul
            (v128.load (local.get $scales))
            (f32x4.add
              (f32x4.splat (local.get $least))
              (f32x4.mul
                (f32x4.splat (local.get $step))
                (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_u (local.get $low))))))))
      (v128.store offset=16
        (local.get $products)
        (f32x4.add
          (f32x4.add
            (f32x4.splat (local.get $base))
            (f32x4.mul (f32x4.splat (local.get $along)) (v128.load offset=16 (local.get $misses))))
          (f32x4.mul
            (v128.load offset=16 (local.get $scales))
            (f32x4.add
              (f32x4.splat (local.get $least))
              (f32x4.mul
                (f32x4.splat (local.get $step))
                (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_u (local.get $low))))))))
      (v128.store offset=32
        (local.get $products)
        (f32x4.add
          (f32x4.add
            (f32x4.splat (local.get $base))
            (f32x4.mul (f32x4.splat (local.get $along)) (v128.load offset=32 (local.get $misses))))
          (f32x4.mul
            (v128.load offset=32 (local.get $scales))
            (f32x4.add
              (f32x4.splat (local.get $least))
              (f32x4.mul
                (f32x4.splat (local.get $step))
                (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_u (local.get $high))))))))
      (v128.store offset=48
        (local.get $products)
        (f32x4.add
          (f32x4.add
            (f32x4.splat (local.get $base))
            (f32x4.mul (f32x4.splat (local.get $along)) (v128.load offset=48 (local.get $misses))))
          (f32x4.mul
            (v128.load offset=48 (local.get $scales))
            (f32x4.add
              (f32x4.splat (local.get $least))
              (f32x4.mul
                (f32x4.splat (local.get $step))
                (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_u (local.get $high))))))))
      (i32.store16
        (local.get $marks)
        (i32.or
          (i32.or
            (i32x4.bitmask
            (f32x4.gt (v128.load (local.get $products)) (f32x4.splat (local.get $bound))))
            (i32.shl
              (i32x4.bitmask
            (f32x4.gt (v128.load offset=16 (local.get $products)) (f32x4.splat (local.get $bound))))
              (i32.const 4)))
          (i32.or
            (i32.shl
              (i32x4.bitmask
            (f32x4.gt (v128.load offset=32 (local.get $products)) (f32x4.splat (local.get $bound))))
              (i32.const 8))
            (i32.shl
              (i32x4.bitmask
            (f32x4.gt (v128.load offset=48 (local.get $products)) (f32x4.splat (local.get $bound))))
              (i32.const 12)))))
      (local.set $products (i32.add (local.get $products) (i32.const 64)))
      (local.set $scales (i32.add (local.get $scales) (i32.const 64)))
      (local.set $misses (i32.add (local.get $misses) (i32.const 64)))
      (local.set $marks (i32.add (local.get $marks) (i32.const 2)))
      (local.set $blocks (i32.sub (local.get $blocks) (i32.const 1)))
      (br_if $block (local.get $blocks)))))

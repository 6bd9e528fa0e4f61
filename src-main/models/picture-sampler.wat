;; The inner loops of sampling pictures, on 16 bytes at once. Compiled into picture-sampler-wasm.ts.
;; All may read up to 16 bytes past the end of the source, and write up to 16 past the end of the target.
(module
  (memory (export "memory") 1)

  ;; Averages blocks of 2 x 2 RGB pixels, rounded: `width` blocks (1 or more) in each of `rows` rows (1 or more).
  ;; `stride` is the source's, in bytes; the target's rows follow each other without a gap.
  (func (export "averagePairs")
    (param $source i32) (param $stride i32) (param $target i32) (param $width i32) (param $rows i32)
    (local $lower i32) (local $upper i32) (local $end i32) (local $beside v128) (local $sums v128)
    ;; Brings each channel of a pixel beside the same of its right neighbour: two blocks of a line in 12 bytes.
    (local.set $beside (v128.const i8x16 0 3 1 4 2 5 6 9 7 10 8 11 255 255 255 255))
    (loop $row
      (local.set $upper (local.get $source))
      (local.set $lower (i32.add (local.get $source) (local.get $stride)))
      (local.set $end (i32.add (local.get $target) (i32.mul (local.get $width) (i32.const 3))))
      ;; Four blocks at a time: 24 bytes of either line. A row's last may run into the next, which is written after.
      (loop $blocks
        (local.set $sums
          (i8x16.narrow_i16x8_u
            (i16x8.shr_u
              (i16x8.add
                (i16x8.add
                  (i16x8.extadd_pairwise_i8x16_u
                    (i8x16.swizzle (v128.load (local.get $upper)) (local.get $beside)))
                  (i16x8.extadd_pairwise_i8x16_u
                    (i8x16.swizzle (v128.load (local.get $lower)) (local.get $beside))))
                (v128.const i16x8 2 2 2 2 2 2 2 2))
              (i32.const 2))
            (i16x8.shr_u
              (i16x8.add
                (i16x8.add
                  (i16x8.extadd_pairwise_i8x16_u
                    (i8x16.swizzle (v128.load offset=12 (local.get $upper)) (local.get $beside)))
                  (i16x8.extadd_pairwise_i8x16_u
                    (i8x16.swizzle (v128.load offset=12 (local.get $lower)) (local.get $beside))))
                (v128.const i16x8 2 2 2 2 2 2 2 2))
              (i32.const 2))))
        (v128.store64_lane 0 (local.get $target) (local.get $sums))
        (v128.store64_lane offset=6 1 (local.get $target) (local.get $sums))
        (local.set $upper (i32.add (local.get $upper) (i32.const 24)))
        (local.set $lower (i32.add (local.get $lower) (i32.const 24)))
        (local.set $target (i32.add (local.get $target) (i32.const 12)))
        (br_if $blocks (i32.lt_u (local.get $target) (local.get $end))))
      (local.set $target (local.get $end))
      (local.set $source (i32.add (local.get $source) (i32.shl (local.get $stride) (i32.const 1))))
      (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
      (br_if $row (local.get $rows))))

  ;; As averagePairs, for blocks of `block` x `block` pixels, 2 to 255; `sums` has room for 6 bytes per pixel of a row.
  (func (export "averageBlocks")
    (param $source i32) (param $stride i32) (param $target i32) (param $width i32) (param $rows i32)
    (param $block i32) (param $sums i32)
    (local $line i32) (local $at i32) (local $to i32) (local $end i32) (local $pixel i32)
    (local $rowBytes i32) (local $bytes v128) (local $total v128) (local $half v128) (local $area v128)
    (local.set $rowBytes (i32.mul (i32.mul (local.get $width) (local.get $block)) (i32.const 3)))
    (local.set $half (i32x4.splat (i32.shr_u (i32.mul (local.get $block) (local.get $block)) (i32.const 1))))
    (local.set $area (f32x4.splat (f32.convert_i32_u (i32.mul (local.get $block) (local.get $block)))))
    (loop $row
      ;; The block's lines are added up, byte by byte, into 16 bits each.
      (memory.fill (local.get $sums) (i32.const 0) (i32.shl (local.get $rowBytes) (i32.const 1)))
      (local.set $line (local.get $block))
      (loop $lines
        (local.set $at (local.get $source))
        (local.set $to (local.get $sums))
        (local.set $end (i32.add (local.get $source) (local.get $rowBytes)))
        (loop $columns
          (local.set $bytes (v128.load (local.get $at)))
          (v128.store (local.get $to)
            (i16x8.add (v128.load (local.get $to)) (i16x8.extend_low_i8x16_u (local.get $bytes))))
          (v128.store offset=16 (local.get $to)
            (i16x8.add (v128.load offset=16 (local.get $to)) (i16x8.extend_high_i8x16_u (local.get $bytes))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (local.set $to (i32.add (local.get $to) (i32.const 32)))
          (br_if $columns (i32.lt_u (local.get $at) (local.get $end))))
        (local.set $source (i32.add (local.get $source) (local.get $stride)))
        (local.set $line (i32.sub (local.get $line) (i32.const 1)))
        (br_if $lines (local.get $line)))
      ;; Then the sums of each block's columns: red, green and blue at once.
      (local.set $at (local.get $sums))
      (local.set $end (i32.add (local.get $target) (i32.mul (local.get $width) (i32.const 3))))
      (loop $blocks
        (local.set $total (local.get $half))
        (local.set $pixel (local.get $block))
        (loop $pixels
          (local.set $total (i32x4.add (local.get $total) (v128.load16x4_u (local.get $at))))
          (local.set $at (i32.add (local.get $at) (i32.const 6)))
          (local.set $pixel (i32.sub (local.get $pixel) (i32.const 1)))
          (br_if $pixels (local.get $pixel)))
        (local.set $total
          (i32x4.trunc_sat_f32x4_u (f32x4.div (f32x4.convert_i32x4_u (local.get $total)) (local.get $area))))
        (v128.store32_lane 0 (local.get $target)
          (i8x16.swizzle (local.get $total) (v128.const i8x16 0 4 8 255 255 255 255 255 255 255 255 255 255 255 255 255)))
        (local.set $target (i32.add (local.get $target) (i32.const 3)))
        (br_if $blocks (i32.lt_u (local.get $target) (local.get $end))))
      (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
      (br_if $row (local.get $rows))))

  ;; Samples `count` pixels (1 or more) bilinearly into floats of `value * scale + offset`. The first lies at (x, y) of
  ;; the source, counted between the centres of pixels, each next one (a, c) further; all four neighbours of each must
  ;; lie in the source. Places are counted in 2^-32 of a pixel, so that the whole part and the rest are but shifts.
  (func (export "sampleRow")
    (param $source i32) (param $stride i32) (param $x f64) (param $y f64) (param $a f64) (param $c f64)
    (param $target i32) (param $count i32) (param $scale f32) (param $offset f32)
    (local $column i64) (local $line i64) (local $columnStep i64) (local $lineStep i64)
    (local $at i32) (local $end i32) (local $lineAt i32) (local $newLine i32)
    (local $pixels v128) (local $above v128) (local $below v128) (local $fx v128) (local $fy v128)
    (local $scales v128) (local $offsets v128)
    (local.set $column (i64.trunc_sat_f64_s (f64.mul (local.get $x) (f64.const 0x1p32))))
    (local.set $line (i64.trunc_sat_f64_s (f64.mul (local.get $y) (f64.const 0x1p32))))
    (local.set $columnStep (i64.trunc_sat_f64_s (f64.mul (local.get $a) (f64.const 0x1p32))))
    (local.set $lineStep (i64.trunc_sat_f64_s (f64.mul (local.get $c) (f64.const 0x1p32))))
    (local.set $scales (f32x4.splat (local.get $scale)))
    (local.set $offsets (f32x4.splat (local.get $offset)))
    (local.set $end (i32.add (local.get $target) (i32.mul (local.get $count) (i32.const 12))))
    (local.set $newLine (i32.const 1))
    (loop $pixel
      ;; Asked anew only where the map is turned.
      (if (local.get $newLine)
        (then
          (local.set $lineAt
            (i32.add
              (local.get $source)
              (i32.mul (i32.wrap_i64 (i64.shr_u (local.get $line) (i64.const 32))) (local.get $stride))))
          (local.set $fy
            (f32x4.splat
              (f32.mul
                (f32.convert_i32_s (i32.shr_u (i32.wrap_i64 (local.get $line)) (i32.const 8)))
                (f32.const 0x1p-24))))
          (local.set $newLine (i64.ne (local.get $lineStep) (i64.const 0)))))
      (local.set $at
        (i32.add
          (local.get $lineAt)
          (i32.mul (i32.wrap_i64 (i64.shr_u (local.get $column) (i64.const 32))) (i32.const 3))))
      (local.set $fx
        (f32x4.splat
          (f32.mul
            (f32.convert_i32_s (i32.shr_u (i32.wrap_i64 (local.get $column)) (i32.const 8)))
            (f32.const 0x1p-24))))
      ;; Red, green and blue of the pixel and of its right neighbour; what the fourth lanes hold means nothing.
      (local.set $pixels (v128.load64_zero (local.get $at)))
      (local.set $above
        (f32x4.convert_i32x4_s
          (i8x16.swizzle (local.get $pixels) (v128.const i8x16 0 255 255 255 1 255 255 255 2 255 255 255 255 255 255 255))))
      (local.set $above
        (f32x4.add
          (local.get $above)
          (f32x4.mul
            (local.get $fx)
            (f32x4.sub
              (f32x4.convert_i32x4_s
                (i8x16.swizzle (local.get $pixels) (v128.const i8x16 3 255 255 255 4 255 255 255 5 255 255 255 255 255 255 255)))
              (local.get $above)))))
      (local.set $pixels (v128.load64_zero (i32.add (local.get $at) (local.get $stride))))
      (local.set $below
        (f32x4.convert_i32x4_s
          (i8x16.swizzle (local.get $pixels) (v128.const i8x16 0 255 255 255 1 255 255 255 2 255 255 255 255 255 255 255))))
      (local.set $below
        (f32x4.add
          (local.get $below)
          (f32x4.mul
            (local.get $fx)
            (f32x4.sub
              (f32x4.convert_i32x4_s
                (i8x16.swizzle (local.get $pixels) (v128.const i8x16 3 255 255 255 4 255 255 255 5 255 255 255 255 255 255 255)))
              (local.get $below)))))
      (v128.store (local.get $target)
        (f32x4.add
          (f32x4.mul
            (f32x4.add
              (local.get $above)
              (f32x4.mul
                (f32x4.sub (local.get $below) (local.get $above))
                (local.get $fy)))
            (local.get $scales))
          (local.get $offsets)))
      (local.set $column (i64.add (local.get $column) (local.get $columnStep)))
      (local.set $line (i64.add (local.get $line) (local.get $lineStep)))
      (local.set $target (i32.add (local.get $target) (i32.const 12)))
      (br_if $pixel (i32.lt_u (local.get $target) (local.get $end))))))

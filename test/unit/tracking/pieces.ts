import { normalised } from '../../../src-main/domain/vector.ts';
import type { PieceSight } from '../../../src-main/tracking/piece.ts';

/** Looks of three things; the last two are alike. */
export const looks = {
  red: normalised(Float32Array.of(1, 0, 0)),
  blue: normalised(Float32Array.of(0, 1, 0.2)),
  bluish: normalised(Float32Array.of(0, 1, 0.4)),
};

/** Ten sights a second of a thing that is at `x` in frame 0 and moves by `speed` pixels a frame. */
export function sightsOf(
  from: number,
  to: number,
  look: Float32Array,
  x: number,
  { speed = 0, plain = true } = {},
): PieceSight[] {
  return Array.from({ length: to - from }, (_, i) => ({
    index: from + i,
    time: (from + i) / 10,
    box: { x: x + speed * (from + i), y: 0, width: 40, height: 80 },
    confidence: 0.9,
    appearance: look,
    plain,
  }));
}

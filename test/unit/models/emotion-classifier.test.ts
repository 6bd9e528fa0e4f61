import { expect, it } from 'vitest';
import { greyOf } from '../../../src-main/models/emotion-classifier.ts';

it('grey is bright where green is and dark where blue is, and black and white stay the ends of the range', () => {
  const [black, white, red, green, blue] = greyOf(
    Float32Array.of(-1, -1, -1, 1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1),
  );
  expect(black).toBeCloseTo(-1, 3);
  expect(white).toBeCloseTo(1, 3);
  expect([blue, red, green]).toEqual([blue, red, green].toSorted((a, b) => a! - b!));
});

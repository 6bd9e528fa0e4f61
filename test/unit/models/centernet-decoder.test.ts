import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centerNetGrid, decodeCenterNet } from '../../../src-main/models/centernet-decoder.ts';

const classes = 3;
const cells = centerNetGrid * centerNetGrid;

/** Maps with peaks set by hand: class, row, column, confidence and the four distances in pixels. */
function mapsWith(...peaks: readonly [number, number, number, number, [number, number, number, number]][]) {
  const heat = new Float32Array(cells * classes);
  const sides = new Float32Array(cells * 4);
  for (const [classIndex, row, column, confidence, distances] of peaks) {
    heat[(row * centerNetGrid + column) * classes + classIndex] = confidence;
    sides.set(distances, (row * centerNetGrid + column) * 4);
  }
  return { heat, sides };
}

describe("CenterNet's maps", () => {
  it('give a box from the corner of the cell and the four distances, as fractions of the picture', () => {
    const maps = mapsWith([2, 32, 64, 0.75, [64, 32, 128, 96]]);
    expect(decodeCenterNet(maps, 0.5)).toEqual([
      {
        classIndex: 2,
        confidence: 0.75,
        box: { x: (256 - 64) / 512, y: (128 - 32) / 512, width: 192 / 512, height: 128 / 512 },
      },
    ]);
  });

  it('give only the warmest of neighbouring cells of one class, and every class for itself', () => {
    const side: [number, number, number, number] = [8, 8, 8, 8];
    const maps = mapsWith([0, 10, 10, 0.5, side], [0, 11, 11, 0.75, side], [1, 10, 10, 0.625, side]);
    expect(decodeCenterNet(maps, 0.25).map(({ classIndex, confidence }) => [classIndex, confidence])).toEqual(
      [
        [0, 0.75],
        [1, 0.625],
      ],
    );
  });

  it('give nothing below the least confidence, nothing from numbers that are none, and no box without a size', () => {
    expect(decodeCenterNet(mapsWith([0, 5, 5, 0.25, [8, 8, 8, 8]]), 0.5)).toEqual([]);
    expect(decodeCenterNet(mapsWith([0, 5, 5, Number.NaN, [8, 8, 8, 8]]), 0.5)).toEqual([]);
    expect(decodeCenterNet(mapsWith([0, 5, 5, 0.75, [-8, 8, 0, 8]]), 0.5)).toEqual([]);
  });

  it('give boxes within the picture, best first, whatever the maps hold', () => {
    const peak = fc.tuple(
      fc.nat(classes - 1),
      fc.nat(centerNetGrid - 1),
      fc.nat(centerNetGrid - 1),
      fc.float({ min: 0, max: 1, noNaN: true }),
      fc.tuple(
        ...([1, 2, 3, 4].map(() => fc.integer({ min: -600, max: 600 })) as [
          fc.Arbitrary<number>,
          fc.Arbitrary<number>,
          fc.Arbitrary<number>,
          fc.Arbitrary<number>,
        ]),
      ),
    );
    fc.assert(
      fc.property(fc.array(peak, { maxLength: 12 }), (peaks) => {
        const found = decodeCenterNet(mapsWith(...peaks), 0.2);
        for (const { box } of found) {
          expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
          expect(Math.min(box.width, box.height)).toBeGreaterThan(0);
          expect(Math.max(box.x + box.width, box.y + box.height)).toBeLessThanOrEqual(1);
        }
        const confidences = found.map(({ confidence }) => confidence);
        expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
      }),
      { numRuns: 40 },
    );
  });
});

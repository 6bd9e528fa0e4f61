import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMoveNet, gridSize, keypointNames } from '../../../src-main/models/movenet-decoder.ts';

const cells = gridSize * gridSize;
const count = keypointNames.length;
const place = (row: number, column: number): number => row * gridSize + column;

/** Maps in which a person stands in one cell and every keypoint is expected there. */
function mapsOf(row: number, column: number) {
  const maps = {
    centres: new Float32Array(cells),
    regressions: new Float32Array(cells * count * 2),
    heat: new Float32Array(cells * count),
    offsets: new Float32Array(cells * count * 2),
  };
  maps.centres[place(row, column)] = 1;
  return maps;
}

const nose = 0;

describe('a pose read from the maps', () => {
  it('lies where the heat is, moved by the offset of that cell and keypoint alone', () => {
    const maps = mapsOf(24, 24);
    maps.heat[place(10, 30) * count + nose] = 0.9;
    maps.offsets[place(10, 30) * 2 * count + 2 * nose] = 0.5;
    maps.offsets[place(10, 30) * 2 * count + 2 * nose + 1] = 0.25;
    const [found] = decodeMoveNet(maps);
    expect(found?.name).toBe('nose');
    expect(found?.confidence).toBeCloseTo(0.9);
    expect(found?.y).toBeCloseTo(10.5 / gridSize, 3);
    expect(found?.x).toBeCloseTo(30.25 / gridSize, 3);
  });

  it('takes the nearer of two equally hot places, and the farther one when it is much hotter', () => {
    const maps = mapsOf(24, 24);
    maps.regressions[place(24, 24) * 2 * count + 2 * nose] = -10;
    maps.heat[place(14, 24) * count + nose] = 0.4;
    maps.heat[place(40, 40) * count + nose] = 0.4;
    expect(decodeMoveNet(maps)[nose]?.y).toBeCloseTo(14 / gridSize, 2);
    maps.heat[place(14, 24) * count + nose] = 0.01;
    expect(decodeMoveNet(maps)[nose]?.y).toBeCloseTo(40 / gridSize, 2);
  });

  it('names every keypoint once and stays in the picture for any maps without offsets', () => {
    const values = fc.float({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(values, { minLength: 8, maxLength: 40 }), fc.nat(cells - 1), (seeds, centre) => {
        const maps = mapsOf(0, 0);
        maps.centres[centre] = 2;
        maps.heat.forEach((_, at) => (maps.heat[at] = seeds[(at * 7) % seeds.length]!));
        maps.regressions.forEach((_, at) => (maps.regressions[at] = 20 * seeds[at % seeds.length]! - 10));
        const pose = decodeMoveNet(maps);
        expect(pose.map(({ name }) => name)).toEqual(keypointNames);
        for (const { x, y } of pose) expect(Math.min(x, y) >= 0 && Math.max(x, y) < 1).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

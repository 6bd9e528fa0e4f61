import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleAffine } from '../../../src-main/models/affine-sampler.ts';
import { FloatBuffers } from '../../../src-main/models/float-buffers.ts';
import { pictureSamplerWasm } from '../../../src-main/models/picture-sampler-wasm.ts';
import type { RgbImage } from '../../../src-main/domain/image.ts';
import { compileLoop } from '../../compile-loops.ts';

function noise(width: number, height: number, seed = 1): RgbImage {
  let state = seed;
  const data = Uint8Array.from({ length: width * height * 3 }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state >> 16;
  });
  return { width, height, data };
}

/** The rounded mean of a block, by plain arithmetic. */
function meanOf(image: RgbImage, block: number, column: number, row: number, channel: number): number {
  let sum = 0;
  for (let y = row * block; y < (row + 1) * block; y++) {
    for (let x = column * block; x < (column + 1) * block; x++) {
      sum += image.data[(y * image.width + x) * 3 + channel]!;
    }
  }
  return Math.floor((sum + ((block * block) >> 1)) / (block * block));
}

describe('the inner loops of sampling', () => {
  it('are what their text says', async () => {
    expect(await compileLoop('models/picture-sampler.wat')).toBe(pictureSamplerWasm);
  });

  it.each([2, 3, 4, 5, 7, 16, 17, 40])(
    'average blocks of %i pixels to the byte, whatever the width',
    (block) => {
      for (const columns of [1, 2, 3, 5, 8, 9]) {
        const image = noise(columns * block + (block - 1), 3 * block + 1, columns);
        const map = { a: block, b: 0, tx: 0, c: 0, d: block, ty: 0 };
        const values = sampleAffine(image, map, columns, 3, { scale: 1, offset: 0 });
        for (let at = 0; at < values.length; at++) {
          const pixel = Math.floor(at / 3);
          const mean = meanOf(image, block, pixel % columns, Math.floor(pixel / columns), at % 3);
          expect(values[at]).toBeCloseTo(mean, 4);
        }
      }
    },
  );

  it('average a picture that goes through the memory in strips as one that does not', () => {
    // 3200 x 1500 pixels are 14 MB.
    const image = noise(3200, 1500);
    for (const block of [2, 3]) {
      const map = { a: block, b: 0, tx: 0, c: 0, d: block, ty: 0 };
      const values = sampleAffine(image, map, 4, 1500 / block, { scale: 1, offset: 0 });
      for (let row = 0; row < 1500 / block; row++) {
        expect(values[row * 12 + 4]).toBeCloseTo(meanOf(image, block, 1, row, 1), 4);
      }
    }
  });

  it('mix four pixels as plain arithmetic does, in every position', () => {
    const image = noise(9, 8);
    const at = (x: number, y: number, channel: number) => image.data[(y * 9 + x) * 3 + channel]!;
    const place = (most: number) => fc.double({ min: 0, max: most, noNaN: true, maxExcluded: true });
    fc.assert(
      fc.property(place(8), place(7), (x, y) => {
        const map = { a: 1, b: 0, tx: x, c: 0, d: 1, ty: y };
        const values = sampleAffine(image, map, 1, 1, { scale: 2, offset: -3 });
        const [left, top, fx, fy] = [Math.floor(x), Math.floor(y), x % 1, y % 1];
        for (let channel = 0; channel < 3; channel++) {
          const upper = at(left, top, channel) * (1 - fx) + at(left + 1, top, channel) * fx;
          const lower = at(left, top + 1, channel) * (1 - fx) + at(left + 1, top + 1, channel) * fx;
          expect(values[channel]).toBeCloseTo((upper * (1 - fy) + lower * fy) * 2 - 3, 3);
        }
      }),
    );
  });

  it('leave nothing of the picture before in the next one', () => {
    const range = { scale: 1, offset: -7 };
    const map = { a: 1, b: 0, tx: -2, c: 0, d: 1, ty: -2 };
    sampleAffine(noise(64, 64), map, 32, 32, range);
    const target = new Float32Array(6 * 6 * 3).fill(99);
    const values = sampleAffine(
      { width: 2, height: 2, data: new Uint8Array(12).fill(50) },
      map,
      6,
      6,
      range,
      target,
    );
    expect(values).toBe(target);
    expect(values.filter((value) => value === 43)).toHaveLength(2 * 2 * 3);
    expect(values.filter((value) => value === -7)).toHaveLength(32 * 3);
  });
});

describe('arrays that are used again', () => {
  it('are lent to one work at a time, and come back when it fails', async () => {
    const buffers = new FloatBuffers(4);
    const ends: (() => void)[] = [];
    const seen: Float32Array[] = [];
    const work = (buffer: Float32Array) => {
      seen.push(buffer);
      return new Promise<void>((resolve) => ends.push(resolve));
    };
    const both = [buffers.lend(work), buffers.lend(work)];
    expect(seen[0]).not.toBe(seen[1]);
    ends.forEach((end) => end());
    await Promise.all(both);
    await expect(buffers.lend(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await buffers.lend(async (buffer) => expect(seen).toContain(buffer));
  });
});

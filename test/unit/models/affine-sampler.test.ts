import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleAffine, type AffineMap } from '../../../src-main/models/affine-sampler.ts';
import type { RgbImage } from '../../../src-main/domain/image.ts';

const plain = { scale: 1, offset: 0 };
const identity: AffineMap = { a: 1, b: 0, tx: 0, c: 0, d: 1, ty: 0 };
const scaled = (step: number): AffineMap => ({ ...identity, a: step, d: step });

function picture(
  width: number,
  height: number,
  value: (x: number, y: number, channel: number) => number,
): RgbImage {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return value(pixel % width, Math.floor(pixel / width), at % 3);
  });
  return { width, height, data };
}

describe('sampling a picture through a map', () => {
  it('copies it under the identity', () => {
    const image = picture(5, 4, (x, y, channel) => x * 40 + y * 10 + channel);
    expect(Array.from(sampleAffine(image, identity, 5, 4, plain))).toEqual(Array.from(image.data));
  });

  it('brings values to the range that the model wants', () => {
    const image = picture(1, 2, (_, y) => y * 255);
    const values = sampleAffine(image, identity, 1, 2, { scale: 1 / 127.5, offset: -1 });
    expect(Array.from(values)).toEqual([-1, -1, -1, 1, 1, 1]);
  });

  it('moves by whole pixels exactly, and is black outside', () => {
    const image = picture(3, 1, (x) => 50 * (x + 1));
    const moved = sampleAffine(image, { ...identity, tx: 1 }, 3, 1, plain);
    expect(Array.from(moved).filter((_, at) => at % 3 === 0)).toEqual([100, 150, 0]);
  });

  it('mixes the two nearest pixels half way between them', () => {
    const image = picture(2, 1, (x) => x * 100);
    expect(sampleAffine(image, { ...identity, tx: 0.5 }, 1, 1, plain)[0]).toBeCloseTo(50);
  });

  it('turns by a quarter', () => {
    const image = picture(2, 2, (x, y) => x * 100 + y * 10);
    const turned = sampleAffine(image, { a: 0, b: 1, tx: 0, c: 1, d: 0, ty: 0 }, 2, 2, plain);
    expect(Array.from(turned).filter((_, at) => at % 3 === 0)).toEqual([0, 10, 100, 110]);
  });

  it('keeps a slope of brightness straight at every scale', () => {
    const image = picture(60, 8, (x) => x * 4);
    for (const step of [0.5, 1.5, 2, 3, 4.4]) {
      const width = Math.floor(60 / step);
      const values = sampleAffine(image, scaled(step), width, 1, plain);
      for (let column = 2; column < width - 2; column++) {
        expect(Math.abs(values[column * 3]! - ((column + 0.5) * step - 0.5) * 4)).toBeLessThan(1);
      }
    }
  });

  it('averages every pixel when it makes the picture much smaller, so that a fine pattern turns grey', () => {
    const stripes = picture(64, 64, (x) => (x % 2) * 200);
    for (const value of sampleAffine(stripes, scaled(4), 16, 16, plain)) expect(value).toBeCloseTo(100, 0);
  });

  it('never leaves the range of the picture, wherever the map leads', () => {
    const image = picture(7, 5, (x, y, channel) => ((x * 7 + y * 13 + channel * 29) % 100) + 100);
    const number = fc.double({ min: -12, max: 12, noNaN: true });
    fc.assert(
      fc.property(number, number, number, number, number, number, (a, b, tx, c, d, ty) => {
        const values = sampleAffine(image, { a, b, tx, c, d, ty }, 6, 6, plain);
        expect(values.every((value) => value === 0 || (value >= 99.999 && value <= 200))).toBe(true);
      }),
    );
  });
});

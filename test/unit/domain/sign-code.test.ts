import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockRows, rotated, rotatedPlaces, signCodesOf } from '../../../src-main/domain/sign-code.ts';

const vector = (length: number) =>
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: length, maxLength: length });
const product = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);

describe('A rotation', () => {
  it('keeps every product, whatever the length', () => {
    const pair = fc.integer({ min: 1, max: 200 }).chain((length) => fc.tuple(vector(length), vector(length)));
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(rotated(a)).toHaveLength(rotatedPlaces(a.length));
        expect(product(rotated(a), rotated(b))).toBeCloseTo(product(a, b), 3);
      }),
      { numRuns: 50 },
    );
  });
});

describe('Codes of vectors', () => {
  it('have a scale for each, and room for whole blocks of signs', () => {
    const { places, mean, scales, signs } = signCodesOf(
      Array.from({ length: 17 }, (_, row) => Float32Array.from({ length: 100 }, (_, i) => (row * i) % 7)),
    );
    expect([places, mean.length, scales.length]).toEqual([128, 128, 17]);
    expect(signs).toHaveLength(2 * blockRows * 16);
  });

  it('of a single vector and of equal ones are their mean alone', () => {
    const one = Float32Array.of(0.6, 0.8);
    for (const vectors of [[one], [one, one, one]]) {
      const { mean, scales } = signCodesOf(vectors);
      expect(product(mean, rotated(one))).toBeCloseTo(1, 5);
      for (const scale of scales) expect(scale).toBeCloseTo(0, 5);
    }
  });
});

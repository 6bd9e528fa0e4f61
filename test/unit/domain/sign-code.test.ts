import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signCodeWasm } from '../../../src-main/domain/sign-code-wasm.ts';
import { blockRows, rotated, rotatedPlaces, signCodesOf } from '../../../src-main/domain/sign-code.ts';
import { compileLoop } from '../../compile-loops.ts';

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
  it('have the inner loops that their text says', async () => {
    expect(await compileLoop('domain/sign-code.wat')).toBe(signCodeWasm);
  });

  it('tell the product with the mean exactly', () => {
    const vectors = Array.from({ length: 20 }, (_, row) =>
      Float32Array.from({ length: 96 }, (_value, i) => Math.sin(row * i) + Math.cos(i)),
    );
    const { places, mean, scales, misses, signs } = signCodesOf(vectors);
    for (const [row, vector] of vectors.entries()) {
      const first = Math.floor(row / blockRows) * (places / 8) * blockRows + (row % blockRows);
      let signed = 0;
      for (let i = 0; i < places; i++) {
        const isPlus = (signs[first + (i >> 3) * blockRows]! >> (i & 7)) & 1;
        signed += isPlus ? mean[i]! : -mean[i]!;
      }
      const told = product(mean, mean) + misses[row]! + scales[row]! * signed;
      expect(told).toBeCloseTo(product(rotated(vector), mean), 2);
    }
  });

  it('have a scale for each, and room for whole blocks of signs', () => {
    const { places, mean, scales, misses, signs } = signCodesOf(
      Array.from({ length: 17 }, (_, row) => Float32Array.from({ length: 100 }, (_, i) => (row * i) % 7)),
    );
    expect([places, mean.length, scales.length, misses.length]).toEqual([128, 128, 17, 17]);
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

import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src-main/domain/random.ts';
import { fitLogisticCurve, type Judged } from '../../../src-main/evaluation/logistic-fit.ts';

describe('fitting a logistic curve', () => {
  test('finds the curve that scores were drawn from', () => {
    const random = seededRandom(5);
    const judged = Array.from({ length: 20_000 }, (): Judged => {
      const score = 0.4 + 0.5 * random.next();
      return { score, isSo: random.next() < 1 / (1 + Math.exp(-40 * (score - 0.7))) };
    });
    const { midpoint, slope } = fitLogisticCurve(judged);
    expect(midpoint).toBeCloseTo(0.7, 2);
    expect(Math.abs(slope - 40)).toBeLessThan(2);
  });

  test('stays finite where the two kinds do not overlap', () => {
    const judged = [0.1, 0.2, 0.8, 0.9].map((score) => ({ score, isSo: score > 0.5 }));
    const { midpoint, slope } = fitLogisticCurve(judged);
    expect(midpoint).toBeCloseTo(0.5, 2);
    expect(slope).toBeGreaterThan(10);
    expect(Number.isFinite(slope)).toBe(true);
  });

  test('refuses scores of one kind', () => {
    expect(() => fitLogisticCurve([{ score: 0.5, isSo: true }])).toThrow(RangeError);
  });
});

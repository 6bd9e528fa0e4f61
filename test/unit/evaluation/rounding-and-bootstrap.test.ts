import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bootstrapIntervals, ratioIntervals } from '../../../src-main/evaluation/bootstrap.ts';
import { rounded, roundedByScaling } from '../../../src-main/evaluation/rounding.ts';

describe('Rounding', () => {
  test('goes to the even digit only where the float lies exactly in the middle', () => {
    expect(rounded(3.125, 2)).toBe(3.12);
    expect(rounded(3.375, 2)).toBe(3.38);
    expect(rounded(-3.125, 2)).toBe(-3.12);
    // As floats these lie just below and just above the middle.
    expect(rounded(1.005, 2)).toBe(1);
    expect(rounded(8.925, 2)).toBe(8.93);
    expect(rounded(0.5, 0)).toBe(0);
    expect(rounded(1.5, 0)).toBe(2);
  });

  test('by scaling takes what is left of the middle after scaling', () => {
    expect(roundedByScaling(3.125, 2)).toBe(3.12);
    expect(roundedByScaling(3.375, 2)).toBe(3.38);
    expect(roundedByScaling(1.005, 2)).toBe(1);
    expect(roundedByScaling(0.285, 2)).toBe(0.28);
    expect(rounded(0.285, 2)).toBe(0.28);
    expect(roundedByScaling(2.675, 2)).toBe(2.68);
    expect(rounded(2.675, 2)).toBe(2.67);
  });

  test('nothing measured is null', () => {
    expect(rounded(NaN, 2)).toBeNull();
    expect(roundedByScaling(NaN, 2)).toBeNull();
  });

  test('never moves a value by more than half a step', () => {
    fc.assert(
      fc.property(fc.double({ min: -1000, max: 1000, noNaN: true }), (value) => {
        expect(Math.abs(rounded(value, 2)! - value)).toBeLessThanOrEqual(0.005 + 1e-9);
      }),
    );
  });
});

describe('Bootstrap intervals', () => {
  const shares = Array.from({ length: 400 }, (_, index) => ({ part: index % 4 === 0 ? 1 : 0, whole: 1 }));

  test('enclose the metric, as wide as the binomial law has it', () => {
    const [interval] = ratioIntervals([{ name: 'hits', shares }]);
    const deviation = 100 * Math.sqrt((0.25 * 0.75) / 400);
    expect(interval!.metric).toBe('hits');
    expect(interval!.low).toBeCloseTo(25 - 1.96 * deviation, -0.5);
    expect(interval!.high).toBeCloseTo(25 + 1.96 * deviation, -0.5);
  });

  test('are the same each time', () => {
    expect(ratioIntervals([{ name: 'hits', shares }])).toEqual(ratioIntervals([{ name: 'hits', shares }]));
  });

  test('draw as many units as there are', () => {
    const drawn = new Set<number>();
    bootstrapIntervals(['sum'], 5, (times) => {
      drawn.add(times.reduce((sum, count) => sum + count, 0));
      return [0];
    });
    expect([...drawn]).toEqual([5]);
  });

  test('are not given for a single unit, nor for a metric that nothing counts for', () => {
    expect(ratioIntervals([{ name: 'hits', shares: shares.slice(0, 1) }])).toEqual([]);
    const nothing = [1, 2, 3].map(() => ({ part: 0, whole: 0 }));
    expect(ratioIntervals([{ name: 'hits', shares: nothing }])).toEqual([]);
  });
});

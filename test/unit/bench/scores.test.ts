import { describe, expect, test } from 'vitest';
import {
  boundaryAgreement,
  edgeErrors,
  f1Of,
  gridOf,
  medianOf,
  precisionOf,
  presenceAgreement,
  recallOf,
  spanAgreement,
} from '../../bench/scores.ts';

describe('scores of the measuring bench', () => {
  test('presence is counted frame by frame', () => {
    const agreement = presenceAgreement([{ start: 0, end: 2 }], [{ start: 1, end: 4 }], gridOf(4, 2));
    expect(agreement).toEqual({ truePositives: 2, falsePositives: 4, falseNegatives: 2 });
    expect(precisionOf(agreement)).toBeCloseTo(1 / 3);
    expect(recallOf(agreement)).toBe(0.5);
    expect(f1Of(agreement)).toBeCloseTo(0.4);
  });

  test('a boundary is found once, by the nearest', () => {
    expect(boundaryAgreement([1, 5], [1.05, 1.1, 9], 0.2)).toEqual({
      truePositives: 1,
      falsePositives: 2,
      falseNegatives: 1,
    });
  });

  test('a span is found once, by the time nearest to its middle', () => {
    const spans = [
      { start: 1, end: 2 },
      { start: 5, end: 6 },
    ];
    expect(spanAgreement(spans, [1.9, 1.5, 2.1, 6])).toEqual({
      truePositives: 2,
      falsePositives: 2,
      falseNegatives: 0,
    });
  });

  test('edges are compared with the interval that overlaps most; a missed one is infinitely far', () => {
    const errors = edgeErrors(
      [
        { start: 1, end: 2 },
        { start: 8, end: 9 },
      ],
      [{ start: 1.1, end: 2.3 }],
    );
    expect(errors.map((error) => Math.round(error * 10) / 10)).toEqual([0.1, 0.3, Infinity, Infinity]);
  });

  test('the median of an even number of values lies between the middle two', () => {
    expect(medianOf([4, 1, 3, 2])).toBe(2.5);
  });
});

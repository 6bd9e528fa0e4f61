import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../../../src-main/models/sessions/agreement.ts';
import { floatTensor } from '../../../../src-main/models/onnx-session.ts';

const answer = (...values: number[]) => ({ y: floatTensor(Float32Array.from(values), [values.length]) });

describe('comparing what two providers answer', () => {
  it('counts the largest difference as a share of the range', () => {
    expect(differenceOf(answer(0, 50, 100), answer(0, 51, 100))).toBeCloseTo(0.01);
    expect(differenceOf(answer(1, 2), answer(1, 2))).toBe(0);
  });

  it('never takes something that is not a number, is missing or has another size for the same', () => {
    expect(differenceOf(answer(1, 2), answer(1, Number.NaN))).toBe(Infinity);
    expect(differenceOf(answer(1, 2), answer(1))).toBe(Infinity);
    expect(differenceOf(answer(1, 2), {})).toBe(Infinity);
  });
});

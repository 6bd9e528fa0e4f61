import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aggregated, gatesOf } from '../../../src-main/tracking/gates.ts';
import { queryKinds } from '../../../src-main/tracking/tracker-settings.ts';

test('the gates of whatever queries are present sum to one', () => {
  fc.assert(
    fc.property(fc.subarray([...queryKinds], { minLength: 1 }), (present) => {
      const sum = Object.values(gatesOf(present)).reduce((total, gate) => total + gate, 0);
      expect(sum).toBeCloseTo(1);
    }),
  );
});

test('a query alone decides alone, and none says nothing', () => {
  expect(aggregated({ pos: 0.7 })).toBeCloseTo(0.7);
  expect(aggregated({})).toBe(0);
});

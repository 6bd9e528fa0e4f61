import { describe, expect, test } from 'vitest';
import { billingOf } from '../../../src-main/indexing/billing.ts';

const people = [
  { id: 1, name: 'Ada Vale', colour: 0 },
  { id: 2, name: 'Grandma', colour: 1 },
];
const castOf = (videoId: number, ...names: string[]) =>
  names.map((name) => ({ videoId, name, role: `${name} as herself`, picturePath: null }));
const others = ['Bo Lund', 'Cleo Park', 'Dan Roe'];

describe('casts beside films', () => {
  test('speak against somebody who is billed in another film and not in this one', () => {
    const isUnbilled = billingOf(
      [...castOf(1, 'ADA VALE', ...others), ...castOf(2, ...others, 'Eve Stone')],
      people,
    );
    expect(isUnbilled(1, 1)).toBe(false);
    expect(isUnbilled(1, 2)).toBe(true);
  });

  test('say nothing of somebody whom no list names, nor of films without a list', () => {
    const isUnbilled = billingOf(
      [...castOf(1, 'Ada Vale', ...others), ...castOf(2, ...others, 'Eve Stone')],
      people,
    );
    expect(isUnbilled(2, 2)).toBe(false);
    expect(isUnbilled(1, 3)).toBe(false);
  });

  test('say nothing where they name the leading parts alone', () => {
    expect(billingOf([...castOf(1, 'Ada Vale', ...others), ...castOf(2, 'Eve Stone')], people)(1, 2)).toBe(
      false,
    );
  });

  test('name people by their parts too', () => {
    const part = { videoId: 2, name: 'Ivy Hall', role: 'grandma', picturePath: null };
    const isUnbilled = billingOf(
      [part, ...castOf(2, ...others), ...castOf(1, ...others, 'Eve Stone')],
      people,
    );
    expect([isUnbilled(2, 2), isUnbilled(2, 1)]).toEqual([false, true]);
  });
});

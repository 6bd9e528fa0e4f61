import { expect, test } from 'vitest';
import { movedTo } from '../../../src-main/domain/moved-to.ts';

const moved = (letter: string, place: number) =>
  movedTo([...'abcd'], (one) => one === letter, place).join('');

test('an item stands where it was put, and the others keep their order', () => {
  expect(moved('a', 2)).toBe('bcad');
  expect(moved('d', 0)).toBe('dabc');
  expect(moved('b', 1)).toBe('abcd');
  expect(moved('b', 99)).toBe('acdb');
  expect(moved('x', 0)).toBe('abcd');
});

import { expect, it } from 'vitest';
import { reckonedLength } from '../../../src-main/domain/film-length.ts';

const hour = 3600;

it('a file of a few kilobytes does not last for centuries', () => {
  expect(reckonedLength({ duration: 1_785_422 * hour, size: 40_000 })).toBe(0);
});

it('a short film may be small, and a camera may have run for days', () => {
  expect(reckonedLength({ duration: 2, size: 1 })).toBe(2);
  expect(reckonedLength({ duration: 90 * hour, size: 40_000_000_000 })).toBe(90 * hour);
});

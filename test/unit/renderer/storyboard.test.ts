import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storyboard } from '../../../src-renderer/rules/storyboard.ts';

const shots = [
  { start: 0, end: 2 },
  { start: 2, end: 9 },
  { start: 9, end: 10 },
  { start: 10, end: 12 },
  { start: 12, end: 20 },
];

describe('a storyboard', () => {
  it('shows every shot of a film that has few', () => {
    expect(storyboard(shots, 20, 5)).toEqual(shots);
  });

  it('shows the longest shot of each stretch of a film that has many', () => {
    expect(storyboard(shots, 20, 2)).toEqual([shots[1], shots[4]]);
  });

  it('keeps the order of the film, and no more shots than it may', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { maxLength: 60 });
    fc.assert(
      fc.property(cuts, fc.integer({ min: 1, max: 20 }), (times, most) => {
        const bounds = [0, ...times.toSorted((a, b) => a - b), 1000];
        const made = bounds.slice(1).map((end, at) => ({ start: bounds[at]!, end }));
        const shown = storyboard(made, 1000, most);
        expect(shown.length).toBeLessThanOrEqual(most);
        expect(shown.length).toBeGreaterThan(0);
        expect(shown).toEqual(made.filter((shot) => shown.includes(shot)));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastBegun, nextStretch } from '../../../src-renderer/rules/follow.ts';
import { barsPath, densityPath, scoresPath, ticksPath } from '../../../src-renderer/rules/lane-path.ts';
import { spriteTile } from '../../../src-renderer/rules/sprite-tile.ts';

const lines = [
  { start: 1, end: 2 },
  { start: 4, end: 6 },
  { start: 9, end: 10 },
];

describe('following the film', () => {
  it('finds the line that has begun last', () => {
    expect([0, 1, 3, 4, 20].map((time) => lastBegun(lines, time))).toEqual([-1, 0, 0, 1, 2]);
  });

  it('finds the same line as looking at all of them', () => {
    const starts = fc
      .array(fc.integer({ min: 0, max: 500 }))
      .map((values) => values.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(starts, fc.integer({ min: -1, max: 501 }), (values, time) => {
        const items = values.map((start) => ({ start, end: start + 1 }));
        expect(lastBegun(items, time)).toBe(items.findLastIndex((item) => item.start <= time));
      }),
    );
  });

  it('walks through all appearances and begins again', () => {
    expect(nextStretch(lines, 0)?.start).toBe(1);
    expect(nextStretch(lines, 4)?.start).toBe(9);
    expect(nextStretch(lines, 9)?.start).toBe(1);
    expect(nextStretch([], 9)).toBeNull();
  });
});

describe('a lane', () => {
  it('draws a bar for each stretch', () => {
    expect(barsPath([{ start: 10, end: 20 }], 100)).toBe('M10 0h10v10h-10z');
  });

  it('widens what is too short to be seen and keeps it inside the film', () => {
    expect(barsPath([{ start: 5999.9, end: 6000 }], 6000)).toBe('M5990 0h10v10h-10z');
  });

  it('widens less where less of the film is shown', () => {
    expect(barsPath([{ start: 10, end: 10.1 }], 6000, 60)).toBe('M10 0h0.1v10h-0.1z');
  });

  it('draws what was found as high as its score', () => {
    expect(scoresPath([{ start: 10, end: 20, score: 0.5 }], 100, 100)).toBe('M10 5h10V10h-10z');
    expect(scoresPath([{ start: 10, end: 20, score: 0 }], 100, 100)).toBe('M10 8h10V10h-10z');
  });

  it('draws a hill that is as high as the share of the time that is filled', () => {
    const hill = densityPath([{ start: 30, end: 90 }], 240, 240);
    const heights = new Map(
      [...hill.matchAll(/L([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), 10 - Number(y)] as const),
    );
    expect(hill).toMatch(/^M0 10L0\.5 10.*L240 10z$/);
    expect([10.5, 60.5, 200.5].map((time) => heights.get(time))).toEqual([0, 10, 0]);
    // Its sides are not steep.
    expect([29.5, 30.5].map((time) => heights.get(time))).toEqual([2.5, 7.5]);
  });

  it('draws a hill of half the height where half of the time is filled, and of none above all of it', () => {
    const half = Array.from({ length: 600 }, (_, at) => ({ start: 10 * at, end: 10 * at + 5 }));
    expect(densityPath(half, 6000, 6000)).toContain('L3012.5 5L');
    const twice = [...half, ...half, ...half].toSorted((a, b) => a.start - b.start);
    expect(densityPath(twice, 6000, 6000)).toContain('L3012.5 0L');
    expect(densityPath([], 6000, 6000)).toBe('');
  });

  it('draws a tick for each cut', () => {
    expect(ticksPath([3, 4.5])).toBe('M3 0v10M4.5 0v10');
  });
});

describe('the picture under the pointer', () => {
  const sheet = { interval: 2, columns: 10, rows: 5, count: 41, tileWidth: 160, tileHeight: 90 };

  it('is the tile of that time', () => {
    expect(spriteTile(sheet, 0)).toEqual({ column: 0, row: 0 });
    expect(spriteTile(sheet, 21.9)).toEqual({ column: 0, row: 1 });
  });

  it('is the last one beyond the end, and none on an empty sheet', () => {
    expect(spriteTile(sheet, 1e6)).toEqual({ column: 0, row: 4 });
    expect(spriteTile({ ...sheet, count: 0 }, 3)).toBeNull();
  });
});

import { describe, expect, test } from 'vitest';
import type { Box } from '../../../src-main/domain/box.ts';
import { fillGaps, type GapRules } from '../../../src-main/tracking/fill-gaps.ts';
import type { TrailBox } from '../../../src-main/tracking/trail.ts';

function seenAt(index: number, x: number): TrailBox {
  const box = { x, y: 50, width: 40, height: 80 };
  return { index, time: index / 10, box, confidence: 0.8, seen: true };
}

function rules(others: readonly Box[] | null): GapRules {
  return { mostSeconds: 3, picture: { width: 400, height: 200 }, others: others && (() => others) };
}

test('a thing that is missed for some frames is where the line between its sightings runs', () => {
  const filled = fillGaps([seenAt(0, 100), seenAt(3, 130)], rules([]));
  expect(filled.map(({ box }) => box.x)).toEqual([100, 110, 120, 130]);
  expect(filled.map(({ seen }) => seen)).toEqual([true, false, false, true]);
  expect(filled[1]!.confidence).toBeCloseTo(0.4);
});

describe('a thing that is not seen for longer', () => {
  const trail = [seenAt(0, 100), seenAt(20, 140)];

  test('is filled in where something else hides it', () => {
    expect(fillGaps(trail, rules([{ x: 80, y: 60, width: 120, height: 140 }]))).toHaveLength(21);
  });

  test('stays open where nothing could hide it', () => {
    expect(fillGaps(trail, rules([{ x: 300, y: 60, width: 50, height: 100 }]))).toHaveLength(2);
  });

  test('stays open where the very place is somebody else’s', () => {
    expect(fillGaps(trail, rules([{ x: 120, y: 50, width: 40, height: 80 }])).length).toBeLessThan(21);
  });

  test('is filled in where nothing else is followed', () => {
    expect(fillGaps(trail, rules(null))).toHaveLength(21);
  });

  test('stays open for longer than the most that is filled', () => {
    expect(fillGaps([seenAt(0, 100), seenAt(31, 140)], rules(null))).toHaveLength(2);
  });

  test('stays open where the thing was at the picture’s edge', () => {
    expect(fillGaps([seenAt(0, 0), seenAt(20, 140)], rules(null))).toHaveLength(2);
  });
});

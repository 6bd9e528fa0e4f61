import { expect, test } from 'vitest';
import { smoothTrail } from '../../../src-main/tracking/smooth-trail.ts';
import type { TrailBox } from '../../../src-main/tracking/trail.ts';

function trailAlong(x: (index: number) => number): TrailBox[] {
  return Array.from({ length: 20 }, (_, index) => ({
    index,
    time: index / 12.5,
    box: { x: x(index), y: 40, width: 30, height: 60 },
    confidence: 0.9,
    seen: true,
  }));
}

test('a thing that moves evenly stays where it is, at both ends too', () => {
  const trail = trailAlong((index) => 10 + 4 * index);
  smoothTrail(trail).forEach(({ box }, index) => {
    expect(box.x).toBeCloseTo(trail[index]!.box.x);
    expect(box.width).toBeCloseTo(30);
  });
});

test('boxes that jump to and fro come together', () => {
  const trail = trailAlong((index) => 100 + (index % 2 === 0 ? 3 : -3));
  const off = smoothTrail(trail)
    .slice(3, -3)
    .map(({ box }) => Math.abs(box.x - 100));
  expect(Math.max(...off)).toBeLessThan(1.5);
});

test('what was seen before a pause says nothing of what comes after it', () => {
  const before = trailAlong(() => 0).slice(0, 5);
  const after = trailAlong(() => 500).slice(15);
  expect(smoothTrail([...before, ...after]).map(({ box }) => Math.round(box.x))).toEqual([
    ...before.map(() => 0),
    ...after.map(() => 500),
  ]);
});

import { expect, test } from 'vitest';
import type { Box } from '../../../src-main/domain/box.ts';
import { extendRuns } from '../../../src-main/tracking/extend-runs.ts';
import type { TrailBox } from '../../../src-main/tracking/trail.ts';

const picture = { width: 400, height: 200 };

/** Seen in frames `from` to `to`, at `x` in frame 0, moving by `speed` pixels a frame; cut off at the picture's sides. */
function trail(from: number, to: number, x: number, speed: number): TrailBox[] {
  return Array.from({ length: to - from }, (_, i) => {
    const at = x + speed * (from + i);
    const left = Math.max(0, at);
    const box = { x: left, y: 50, width: Math.min(picture.width, at + 60) - left, height: 80 };
    return { index: from + i, time: (from + i) / 10, box, confidence: 0.8, seen: true };
  });
}

function extended(boxes: readonly TrailBox[], others: readonly Box[] = []): TrailBox[] {
  return extendRuns(boxes, { picture, first: 0, last: 60, others: () => others });
}

test('a thing that walks in is followed back until a third of it is outside', () => {
  const boxes = extended(trail(15, 40, -100, 6));
  expect(boxes[0]!.index).toBe(10);
  expect(boxes[0]!.seen).toBe(false);
  expect(boxes[0]!.box.x).toBe(0);
  expect(boxes[0]!.box.width).toBeCloseTo(20);
});

test('a thing that stands in the picture ends where it was seen last', () => {
  expect(extended(trail(10, 40, 150, 0))).toHaveLength(30);
});

test('a thing that goes behind another is there for a moment', () => {
  const boxes = extended(trail(10, 30, 0, 5), [{ x: 150, y: 40, width: 100, height: 160 }]);
  expect(boxes.at(-1)!.index).toBe(34);
  expect(boxes.at(-1)!.box.x).toBeCloseTo(170);
});

test('nothing is added outside of the sequence', () => {
  expect(extended(trail(2, 30, -30, 6))[0]!.index).toBe(0);
});

test('what was hardly seen is left as it is', () => {
  expect(extended(trail(10, 15, 0, -6))).toHaveLength(5);
});

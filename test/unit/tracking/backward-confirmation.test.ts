import { expect, test } from 'vitest';
import { confirmedTrails } from '../../../src-main/tracking/backward-confirmation.ts';
import type { TrailBox } from '../../../src-main/tracking/trail.ts';

function trail(from: number, to: number, x: number): TrailBox[] {
  return Array.from({ length: to - from }, (_, i) => ({
    index: from + i,
    time: (from + i) / 10,
    box: { x, y: 0, width: 40, height: 80 },
    confidence: 0.9,
    seen: true,
  }));
}

const frames = (boxes: readonly TrailBox[]): number[] => boxes.map(({ index }) => index);

test('what only the forward pass saw is dropped', () => {
  expect(confirmedTrails([trail(0, 10, 0), trail(0, 10, 200)], [trail(0, 10, 0)])).toHaveLength(1);
});

test('boxes that only the backward pass saw are added', () => {
  const [only] = confirmedTrails([trail(5, 15, 0)], [trail(0, 15, 0)]);
  expect(frames(only!)).toEqual(frames(trail(0, 15, 0)));
});

test('two trails that one backward trail runs through are one thing', () => {
  const joined = confirmedTrails([trail(0, 10, 0), trail(15, 25, 0)], [trail(0, 25, 0)]);
  expect(joined).toHaveLength(1);
  expect(frames(joined[0]!)).toEqual(frames(trail(0, 25, 0)));
});

test('two trails that share a frame are never one thing', () => {
  expect(confirmedTrails([trail(0, 10, 0), trail(8, 20, 0)], [trail(0, 20, 0)])).toHaveLength(2);
});

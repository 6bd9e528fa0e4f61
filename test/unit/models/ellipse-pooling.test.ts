import { describe, expect, test } from 'vitest';
import { poolEllipse, type FeatureMap } from '../../../src-main/models/ellipse-pooling.ts';

/** A map of one channel, 1 where `inside` says so. */
function mapOf(side: number, inside: (x: number, y: number) => boolean): FeatureMap {
  const values = Float32Array.from({ length: side * side }, (_, at) =>
    inside(at % side, Math.floor(at / side)) ? 1 : 0,
  );
  return { values, side, channels: 1 };
}

describe('pooling over an ellipse', () => {
  test('leaves out what a box shows in its corners', () => {
    const corners = mapOf(16, (x, y) => Math.hypot(x - 7.5, y - 7.5) > 9);
    const { mean, deviation } = poolEllipse(corners, { x: 0, y: 0, width: 1, height: 1 });
    expect(mean[0]).toBe(0);
    expect(deviation[0]).toBe(0);
  });

  test('weighs cells alike whatever the size of the box', () => {
    const left = mapOf(16, (x) => x < 8);
    for (const width of [0.1, 0.4, 1]) {
      const { mean, deviation } = poolEllipse(left, { x: 0.5 - width / 2, y: 0.2, width, height: 0.6 });
      expect(mean[0]).toBeCloseTo(0.5, 2);
      expect(deviation[0]).toBeCloseTo(0.5, 2);
    }
  });

  test('finds something in boxes smaller than a cell, and in those that reach out of the picture', () => {
    const all = mapOf(8, () => true);
    expect(poolEllipse(all, { x: 0.99, y: 0.99, width: 0.001, height: 0.001 }).mean[0]).toBe(1);
    expect(poolEllipse(all, { x: -0.3, y: 0.8, width: 0.6, height: 0.6 }).mean[0]).toBe(1);
  });
});

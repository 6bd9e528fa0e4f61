import { describe, expect, test } from 'vitest';
import { boxBetween, nudged } from '../../../src-renderer/rules/outlined-box.ts';

describe('a box drawn over a picture', () => {
  test('lies between two points, whichever came first, inside the picture', () => {
    const box = boxBetween({ x: 0.8, y: 0.25 }, { x: -0.5, y: 0.75 });
    expect(box).toEqual({ x: 0, y: 0.25, width: 0.8, height: 0.5 });
  });

  test('is none when somebody only clicked', () => {
    expect(boxBetween({ x: 0.5, y: 0.5 }, { x: 0.51, y: 0.9 })).toBeNull();
  });

  test('moves with arrows and grows with shift', () => {
    const box = { x: 0.2, y: 0.2, width: 0.4, height: 0.4 };
    expect(nudged(box, 'ArrowRight', false)).toMatchObject({ x: 0.22, y: 0.2 });
    expect(nudged(box, 'ArrowRight', false)!.width).toBeCloseTo(0.4);
    expect(nudged(box, 'ArrowDown', true)!.height).toBeCloseTo(0.42);
    expect(nudged(box, 'Enter', false)).toBeNull();
  });
});

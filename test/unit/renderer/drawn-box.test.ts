import { describe, expect, test } from 'vitest';
import { boxBetween, isDrawn, middleBox, steppedBox } from '../../../src-renderer/rules/drawn-box.ts';

const picture = { width: 640, height: 360 };

test('a box is drawn between two corners, in whatever direction, and cut off at the picture’s edges', () => {
  const box = { x: 100, y: 50, width: 200, height: 100 };
  expect(boxBetween({ x: 100, y: 50 }, { x: 300, y: 150 }, picture)).toEqual(box);
  expect(boxBetween({ x: 300, y: 150 }, { x: 100, y: 50 }, picture)).toEqual(box);
  expect(boxBetween({ x: 600, y: 300 }, { x: 900, y: 900 }, picture)).toEqual({
    x: 600,
    y: 300,
    width: 40,
    height: 60,
  });
});

test('a click draws nothing', () => {
  expect(isDrawn(boxBetween({ x: 10, y: 10 }, { x: 11, y: 12 }, picture))).toBe(false);
});

describe('keys', () => {
  test('begin with a box in the picture’s middle', () => {
    expect(middleBox(picture)).toEqual({ x: 260, y: 120, width: 120, height: 120 });
  });

  test('move a box up to the picture’s edge', () => {
    let box = middleBox(picture);
    for (let i = 0; i < 100; i++) box = steppedBox(box, 'ArrowRight', false, picture);
    expect(box).toEqual({ x: 520, y: 120, width: 120, height: 120 });
  });

  test('resize a box, never to nothing and never out of the picture', () => {
    let box = middleBox(picture);
    for (let i = 0; i < 100; i++) box = steppedBox(box, 'ArrowUp', true, picture);
    expect(box).toEqual({ x: 260, y: 120, width: 120, height: 8 });
    for (let i = 0; i < 100; i++) box = steppedBox(box, 'ArrowDown', true, picture);
    expect(box.y + box.height).toBe(360);
  });
});

import { describe, expect, test } from 'vitest';
import { cutThing, markThing } from '../../../../src-main/indexing/concepts/token/thing-pictures.ts';
import type { RgbImage } from '../../../../src-main/domain/image.ts';

const picture = (width: number, height: number): RgbImage => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height * 3 }, (_, at) => at % 200),
});
const pixel = ({ width, data }: RgbImage, x: number, y: number) => [
  ...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];
const red = [255, 0, 0];

describe('a marked thing', () => {
  const image = picture(200, 100);
  const marked = markThing(image, { x: 0.25, y: 0.2, width: 0.5, height: 0.6 });

  test('has a red ellipse through the centres of its box’s sides, and nothing else is changed', () => {
    for (const [x, y] of [
      [50, 50],
      [149, 50],
      [100, 20],
      [100, 79],
    ] as const) {
      expect(pixel(marked, x, y)).toEqual(red);
    }
    for (const [x, y] of [
      [100, 50],
      [50, 20],
      [149, 79],
      [0, 0],
    ] as const) {
      expect(pixel(marked, x, y)).toEqual(pixel(image, x, y));
    }
  });

  test('leaves the picture itself as it was', () => {
    expect(pixel(image, 50, 50)).not.toEqual(red);
  });

  test('may fill its picture or be smaller than the line', () => {
    expect(pixel(markThing(image, { x: 0, y: 0, width: 1, height: 1 }), 0, 50)).toEqual(red);
    const dot = markThing(image, { x: 0.5, y: 0.5, width: 0.001, height: 0.001 });
    expect(dot.data.length).toBe(image.data.length);
  });
});

test('a cut thing is what its box shows, at least one pixel', () => {
  const image = picture(10, 10);
  const cut = cutThing(image, { x: 0.3, y: 0.5, width: 0.2, height: 0.4 });
  expect([cut.width, cut.height]).toEqual([2, 4]);
  expect(pixel(cut, 1, 3)).toEqual(pixel(image, 4, 8));
  expect(cutThing(image, { x: 1, y: 1, width: 0, height: 0 })).toMatchObject({ width: 1, height: 1 });
});

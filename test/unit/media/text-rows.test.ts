import { describe, expect, it } from 'vitest';
import type { RgbImage } from '../../../src-main/domain/image.ts';
import { textRows } from '../../../src-main/media/cues/text-rows.ts';

/** White rectangles on a black screen of 200 x 100: left, top, width, height. */
function screen(...boxes: readonly (readonly [number, number, number, number])[]): RgbImage {
  const data = new Uint8Array(200 * 100 * 3);
  for (const [left, top, width, height] of boxes) {
    for (let row = top; row < top + height; row++) {
      data.fill(255, (row * 200 + left) * 3, (row * 200 + left + width) * 3);
    }
  }
  return { width: 200, height: 100, data };
}
const sizes = (image: RgbImage) => textRows(image).map(({ width, height }) => [width, height]);

describe('the rows of text in a picture', () => {
  it('are found from top to bottom, each cut out with a little black about it', () => {
    const rows = textRows(screen([50, 60, 80, 20], [20, 20, 100, 20]));
    expect(rows.map(({ width, height }) => [width, height])).toEqual([
      [106, 26],
      [86, 26],
    ]);
    expect([...rows[0]!.data.subarray(0, 3)]).toEqual([0, 0, 0]);
    const middle = (13 * 106 + 53) * 3;
    expect([...rows[0]!.data.subarray(middle, middle + 3)]).toEqual([255, 255, 255]);
  });

  it('keep their dots and accents, and leave specks out', () => {
    expect(sizes(screen([20, 20, 4, 3], [20, 24, 100, 20]))).toEqual([[108, 32]]);
    expect(sizes(screen([20, 60, 100, 20], [10, 5, 3, 2]))).toEqual([[106, 26]]);
  });

  it('are none in a black picture, and hold black where the text touches the edge of the screen', () => {
    expect(textRows(screen())).toEqual([]);
    const [row] = textRows(screen([0, 80, 200, 20]));
    expect([row!.width, row!.height]).toEqual([206, 26]);
    expect(row!.data.at(-1)).toBe(0);
  });
});

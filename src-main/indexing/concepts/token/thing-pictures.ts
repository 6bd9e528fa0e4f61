import type { Box } from '../../../domain/box.ts';
import type { RgbImage } from '../../../domain/image.ts';

const red = [255, 0, 0] as const;
/** Width of the line as a share of the picture's shorter side, and pixels at least. */
const line = { share: 0.012, least: 2 };

/**
 * A copy of a picture with a red ellipse through the centres of a box's sides, which draws a CLIP's attention to what is
 * inside (Shtedritski et al., "What does CLIP know about a red circle?", 2023).
 * @param box fractions of the picture
 */
export function markThing({ width, height, data }: RgbImage, box: Box): RgbImage {
  const marked = Uint8Array.from(data);
  const centre = { x: (box.x + box.width / 2) * width, y: (box.y + box.height / 2) * height };
  const radius = { x: Math.max(1, (box.width * width) / 2), y: Math.max(1, (box.height * height) / 2) };
  const half = Math.max(line.least, line.share * Math.min(width, height)) / 2;
  const [top, bottom] = within(centre.y - radius.y - half, centre.y + radius.y + half, height);
  const [left, right] = within(centre.x - radius.x - half, centre.x + radius.x + half, width);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const [over, down] = [x + 0.5 - centre.x, y + 0.5 - centre.y];
      const outside = Math.hypot(over / (radius.x + half), down / (radius.y + half)) > 1;
      const inside = Math.hypot(over / Math.max(1, radius.x - half), down / Math.max(1, radius.y - half)) < 1;
      if (!outside && !inside) marked.set(red, (y * width + x) * 3);
    }
  }
  return { width, height, data: marked };
}

function within(first: number, last: number, size: number): [number, number] {
  return [Math.max(0, Math.floor(first)), Math.min(size, Math.ceil(last))];
}

/** The part of a picture inside a box, at least one pixel. */
export function cutThing({ width, height, data }: RgbImage, box: Box): RgbImage {
  const [left, right] = wholePixels(box.x, box.width, width);
  const [top, bottom] = wholePixels(box.y, box.height, height);
  const cut = new Uint8Array((right - left) * (bottom - top) * 3);
  for (let y = top; y < bottom; y++) {
    const row = data.subarray((y * width + left) * 3, (y * width + right) * 3);
    cut.set(row, (y - top) * (right - left) * 3);
  }
  return { width: right - left, height: bottom - top, data: cut };
}

function wholePixels(start: number, length: number, size: number): [number, number] {
  const first = Math.min(size - 1, Math.max(0, Math.floor(start * size)));
  return [first, Math.max(first + 1, Math.min(size, Math.ceil((start + length) * size)))];
}

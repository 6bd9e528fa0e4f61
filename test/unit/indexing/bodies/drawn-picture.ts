import type { RgbImage } from '../../../../src-main/domain/image.ts';

type Colour = readonly [number, number, number];

/** A picture whose pixels a function gives: a light 0..1, or three channels 0..1. */
export function drawnPicture(
  width: number,
  height: number,
  pixel: (x: number, y: number) => number | Colour,
): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const value = pixel(x, y);
      const channels = typeof value === 'number' ? [value, value, value] : value;
      channels.forEach((channel, index) => (data[at + index] = Math.round(channel * 255)));
    }
  }
  return { width, height, data };
}

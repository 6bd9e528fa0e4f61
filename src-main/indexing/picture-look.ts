import type { RgbImage } from '../domain/image.ts';

/** What can be told of a picture from its pixels alone. */
export interface PictureLook {
  /** Mean luma, 0..255. */
  readonly light: number;
  /** Standard deviation of the luma, 0..127.5. */
  readonly contrast: number;
  /** Mean absolute second difference of the luma, 0..255: low where nothing is in focus, or nothing there. */
  readonly sharpness: number;
}

/** Only every second pixel of a picture is looked at, both ways. */
const stride = 2;

export function lookOf({ width, height, data }: RgbImage): PictureLook {
  const columns = Math.floor(width / stride);
  const rows = Math.floor(height / stride);
  const luma = new Float32Array(columns * rows);
  let sum = 0;
  let squares = 0;
  for (let y = 0, i = 0; y < rows; y++) {
    for (let x = 0, at = y * stride * width * 3; x < columns; x++, i++, at += 3 * stride) {
      const value = 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
      luma[i] = value;
      sum += value;
      squares += value * value;
    }
  }
  const light = sum / luma.length;
  const contrast = Math.sqrt(Math.max(0, squares / luma.length - light * light));
  return { light, contrast, sharpness: sharpnessOf(luma, columns, rows) };
}

function sharpnessOf(luma: Float32Array, columns: number, rows: number): number {
  if (columns < 3 || rows < 3) return 0;
  let sum = 0;
  for (let y = 1; y < rows - 1; y++) {
    for (let i = y * columns + 1; i < (y + 1) * columns - 1; i++) {
      const around = luma[i - 1]! + luma[i + 1]! + luma[i - columns]! + luma[i + columns]!;
      sum += Math.abs(around / 4 - luma[i]!);
    }
  }
  return sum / ((columns - 2) * (rows - 2));
}

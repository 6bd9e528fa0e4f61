import type { RgbImage } from '../../domain/image.ts';

// Note: what a view is
// Two shots from one place of the camera show the same room around the people, and whoever sits in one place in the first
// mostly sits there in the second. A view is the picture's light in a few cells, enough to tell that.

const columns = 16;
const rows = 9;
/** Only every so many pixels of a cell are looked at. */
const stride = 3;

/** The mean light of each of 16 x 9 cells of a picture, row by row, 0..255. */
export function viewOf({ width, height, data }: RgbImage): Uint8Array {
  const sums = new Float64Array(columns * rows);
  const counts = new Uint32Array(columns * rows);
  for (let y = 0; y < height; y += stride) {
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0; x < width; x += stride) {
      const cell = row + Math.floor((x * columns) / width);
      const at = (y * width + x) * 3;
      sums[cell]! += 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
      counts[cell]! += 1;
    }
  }
  return Uint8Array.from(sums, (sum, cell) => Math.round(sum / Math.max(1, counts[cell]!)));
}

/** How alike two views are: the correlation of their cells, -1..1; 0 where one of them is of one light all over. */
export function likenessOfViews(a: Uint8Array, b: Uint8Array): number {
  const meanA = a.reduce((sum, value) => sum + value, 0) / a.length;
  const meanB = b.reduce((sum, value) => sum + value, 0) / b.length;
  let both = 0;
  let ownA = 0;
  let ownB = 0;
  for (let cell = 0; cell < a.length; cell++) {
    const offA = a[cell]! - meanA;
    const offB = b[cell]! - meanB;
    both += offA * offB;
    ownA += offA * offA;
    ownB += offB * offB;
  }
  return ownA > 0 && ownB > 0 ? both / Math.sqrt(ownA * ownB) : 0;
}

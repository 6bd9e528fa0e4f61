import type { RgbImage } from '../../domain/image.ts';

/** Brighter pixels belong to letters. */
const bright = 96;
/** Rows that are lower than this share of the highest are dots, accents or commas, and belong to the row beside them. */
const smallShare = 0.45;
/** Black about a row, as a share of its height: what reads it was trained on pictures that are cut so. */
const margin = 0.15;
/** Lower rows are specks, in pixels. */
const leastHeight = 6;
/** No subtitle has more rows. */
const mostRows = 8;

interface Band {
  readonly top: number;
  /** The row behind the last. */
  readonly bottom: number;
}

/** The rows of text in a picture of bright text on black, from top to bottom, each cut out with a little black about it. */
export function textRows(image: RgbImage): RgbImage[] {
  const bands = joinSmall(brightBands(image)).filter(({ top, bottom }) => bottom - top >= leastHeight);
  return bands.slice(0, mostRows).map((band) => cutRow(image, band));
}

function brightBands(image: RgbImage): Band[] {
  const bands: Band[] = [];
  let top: number | null = null;
  for (let row = 0; row <= image.height; row++) {
    const isText = row < image.height && edgesOf(image, row, row + 1) !== null;
    if (isText) top ??= row;
    else if (top !== null) {
      bands.push({ top, bottom: row });
      top = null;
    }
  }
  return bands;
}

/** Small bands join the nearest band, if that is nearer than half of its height. */
function joinSmall(bands: readonly Band[]): Band[] {
  const heightOf = ({ top, bottom }: Band): number => bottom - top;
  const highest = Math.max(0, ...bands.map(heightOf));
  const joined = bands.filter((band) => heightOf(band) >= smallShare * highest).map((band) => ({ ...band }));
  for (const band of bands) {
    if (heightOf(band) >= smallShare * highest) continue;
    const apart = (other: Band): number => Math.max(other.top - band.bottom, band.top - other.bottom);
    const nearest = joined.toSorted((a, b) => apart(a) - apart(b))[0];
    if (!nearest || apart(nearest) > heightOf(nearest) / 2) continue;
    nearest.top = Math.min(nearest.top, band.top);
    nearest.bottom = Math.max(nearest.bottom, band.bottom);
  }
  return joined;
}

/** The first and the last column with a bright pixel in some rows; null when there is none. */
function edgesOf({ width, data }: RgbImage, top: number, bottom: number): [number, number] | null {
  let [left, right] = [width, -1];
  for (let row = top; row < bottom; row++) {
    for (let column = 0; column < width; column++) {
      const at = (row * width + column) * 3;
      if (Math.max(data[at]!, data[at + 1]!, data[at + 2]!) < bright) continue;
      left = Math.min(left, column);
      right = Math.max(right, column);
    }
  }
  return right < 0 ? null : [left, right];
}

function cutRow(image: RgbImage, { top, bottom }: Band): RgbImage {
  const [left, right] = edgesOf(image, top, bottom)!;
  const about = Math.round((bottom - top) * margin);
  const width = right - left + 1 + 2 * about;
  const height = bottom - top + 2 * about;
  const data = new Uint8Array(width * height * 3);
  for (let row = Math.max(0, top - about); row < Math.min(image.height, bottom + about); row++) {
    const from = Math.max(0, left - about);
    const to = Math.min(image.width, right + 1 + about);
    const source = image.data.subarray((row * image.width + from) * 3, (row * image.width + to) * 3);
    data.set(source, ((row - top + about) * width + from - left + about) * 3);
  }
  return { width, height, data };
}

import type { Frame } from '../domain/image.ts';

/** A small picture as the shot detector compares it: luma and the two colour differences, 0..255, with their counts. */
export interface ShotPicture {
  readonly time: number;
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8Array;
  readonly blue: Uint8Array;
  readonly red: Uint8Array;
  /** Shares of pixels by luma (16 bins), blue (16) and red difference (16); each third sums to 1. */
  readonly histogram: Float32Array;
  readonly lumaMean: number;
  readonly lumaDeviation: number;
}

const bins = 16;

/** Splits an RGB picture into luma and colour differences (BT.601). */
export function shotPictureOf(frame: Frame): ShotPicture {
  const count = frame.width * frame.height;
  const luma = new Uint8Array(count);
  const blue = new Uint8Array(count);
  const red = new Uint8Array(count);
  const histogram = new Float32Array(3 * bins);
  const share = 1 / count;
  let sum = 0;
  let squares = 0;
  for (let i = 0, at = 0; i < count; i++, at += 3) {
    const r = frame.data[at]!;
    const g = frame.data[at + 1]!;
    const b = frame.data[at + 2]!;
    const y = (77 * r + 150 * g + 29 * b) >> 8;
    const cb = 128 + ((-43 * r - 85 * g + 128 * b) >> 8);
    const cr = 128 + ((128 * r - 107 * g - 21 * b) >> 8);
    luma[i] = y;
    blue[i] = cb;
    red[i] = cr;
    sum += y;
    squares += y * y;
    histogram[y >> 4]! += share;
    histogram[bins + (cb >> 4)]! += share;
    histogram[2 * bins + (cr >> 4)]! += share;
  }
  const lumaMean = sum / count;
  const lumaDeviation = Math.sqrt(Math.max(0, squares / count - lumaMean * lumaMean));
  const { time, width, height } = frame;
  return { time, width, height, luma, blue, red, histogram, lumaMean, lumaDeviation };
}

/** Mean absolute difference of two pictures of one size over luma and half of the colour differences, 0..255. */
export function pixelDifference(a: ShotPicture, b: ShotPicture): number {
  let sum = 0;
  for (let i = 0; i < a.luma.length; i++) {
    sum +=
      Math.abs(a.luma[i]! - b.luma[i]!) +
      (Math.abs(a.blue[i]! - b.blue[i]!) + Math.abs(a.red[i]! - b.red[i]!)) / 2;
  }
  return sum / a.luma.length;
}

/** Share of the histograms' mass that lies in other bins, 0..1. */
export function histogramDifference(a: ShotPicture, b: ShotPicture): number {
  let sum = 0;
  for (let i = 0; i < a.histogram.length; i++) sum += Math.abs(a.histogram[i]! - b.histogram[i]!);
  return sum / 6;
}

/** What motion cannot explain, and over how much of the picture. */
export interface Residual {
  /** Mean absolute difference left after every block took its best match nearby, 0..255. */
  readonly mean: number;
  /** Share of the blocks whose difference stays clearly visible, 0..1. */
  readonly share: number;
  /** 1 - correlation of the matched blocks' detail (brightness and contrast removed), 0 alike .. 1 unlike. */
  readonly detail: number;
}

const block = 8;
const visible = 10;

/**
 * Compares two pictures block by block; every 8 x 8 block of `b` may lie up to `reach` pixels away in `a`, so that a
 * moving camera or person leaves little behind while a cut leaves nearly everything.
 */
export function motionResidual(a: ShotPicture, b: ShotPicture, reach = 4): Residual {
  const { width, height } = b;
  let total = 0;
  let pixels = 0;
  let visibleBlocks = 0;
  let blocks = 0;
  let covariance = 0;
  let varianceA = 0;
  let varianceB = 0;
  for (let top = 0; top < height; top += block) {
    for (let left = 0; left < width; left += block) {
      const high = Math.min(block, height - top);
      const wide = Math.min(block, width - left);
      const best = bestMatch(a, b, left, top, wide, high, reach);
      const at = { left, top, wide, high };
      const detail = blockDetail(a, b, at, best);
      covariance += detail.covariance;
      varianceA += detail.varianceA;
      varianceB += detail.varianceB;
      const difference = blockDifference(a, b, at, best.dx, best.dy, Infinity) / (wide * high);
      total += difference * wide * high;
      pixels += wide * high;
      blocks++;
      if (difference > visible) visibleBlocks++;
    }
  }
  const norm = Math.sqrt(varianceA * varianceB);
  const detail = norm > pixels ? 1 - covariance / norm : varianceA + varianceB > 4 * pixels ? 1 : 0;
  return { mean: total / pixels, share: visibleBlocks / blocks, detail };
}

interface BlockPlace {
  readonly left: number;
  readonly top: number;
  readonly wide: number;
  readonly high: number;
}

function bestMatch(
  a: ShotPicture,
  b: ShotPicture,
  left: number,
  top: number,
  wide: number,
  high: number,
  reach: number,
): { dx: number; dy: number } {
  const place = { left, top, wide, high };
  let best = { dx: 0, dy: 0 };
  let least = blockDifference(a, b, place, 0, 0, Infinity);
  const noise = wide * high * 2;
  for (let dy = -reach; dy <= reach && least > noise; dy++) {
    if (top + dy < 0 || top + dy + high > a.height) continue;
    for (let dx = -reach; dx <= reach; dx++) {
      if (left + dx < 0 || left + dx + wide > a.width) continue;
      const difference = blockDifference(a, b, place, dx, dy, least);
      if (difference < least) {
        least = difference;
        best = { dx, dy };
      }
    }
  }
  return best;
}

/** Sum of differences of one block of `b` against `a` moved by (dx, dy); stops once it is above `limit`. */
function blockDifference(
  a: ShotPicture,
  b: ShotPicture,
  { left, top, wide, high }: BlockPlace,
  dx: number,
  dy: number,
  limit: number,
): number {
  let sum = 0;
  for (let y = 0; y < high && sum < limit; y++) {
    let ib = (top + y) * b.width + left;
    let ia = (top + y + dy) * a.width + left + dx;
    for (let x = 0; x < wide; x++, ia++, ib++) {
      sum +=
        Math.abs(a.luma[ia]! - b.luma[ib]!) +
        (Math.abs(a.blue[ia]! - b.blue[ib]!) + Math.abs(a.red[ia]! - b.red[ib]!)) / 2;
    }
  }
  return sum;
}

function blockDetail(
  a: ShotPicture,
  b: ShotPicture,
  { left, top, wide, high }: BlockPlace,
  { dx, dy }: { dx: number; dy: number },
): { covariance: number; varianceA: number; varianceB: number } {
  const count = wide * high;
  let sumA = 0;
  let sumB = 0;
  let squaresA = 0;
  let squaresB = 0;
  let products = 0;
  for (let y = 0; y < high; y++) {
    let ib = (top + y) * b.width + left;
    let ia = (top + y + dy) * a.width + left + dx;
    for (let x = 0; x < wide; x++, ia++, ib++) {
      const va = a.luma[ia]!;
      const vb = b.luma[ib]!;
      sumA += va;
      sumB += vb;
      squaresA += va * va;
      squaresB += vb * vb;
      products += va * vb;
    }
  }
  return {
    covariance: products - (sumA * sumB) / count,
    varianceA: squaresA - (sumA * sumA) / count,
    varianceB: squaresB - (sumB * sumB) / count,
  };
}

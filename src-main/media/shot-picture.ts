import type { Frame } from '../domain/image.ts';

/** A small picture as the shot detector compares it: luma and the two colour differences, 0..255. */
export interface ShotPicture {
  readonly time: number;
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8Array;
  readonly blue: Uint8Array;
  readonly red: Uint8Array;
}

/** Splits an RGB picture into luma and colour differences (BT.601). */
export function shotPictureOf(frame: Frame): ShotPicture {
  const count = frame.width * frame.height;
  const luma = new Uint8Array(count);
  const blue = new Uint8Array(count);
  const red = new Uint8Array(count);
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
  }
  const { time, width, height } = frame;
  return { time, width, height, luma, blue, red };
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

/** What motion cannot explain. */
export interface Residual {
  /** Mean absolute difference left after every block took its best match nearby, 0..255. */
  readonly mean: number;
  /** 1 - correlation of the matched blocks' detail (brightness and contrast removed), 0 alike .. 1 unlike. */
  readonly detail: number;
}

const block = 8;

/**
 * Compares two pictures block by block; every 8 x 8 block of `b` may lie up to `reach` pixels away in `a`, so that a
 * moving camera or person leaves little behind while a cut leaves nearly everything.
 */
export function motionResidual(a: ShotPicture, b: ShotPicture, reach = 4): Residual {
  const { width, height } = b;
  let total = 0;
  let pixels = 0;
  let covariance = 0;
  let varianceA = 0;
  let varianceB = 0;
  let guess: Offset = { dx: 0, dy: 0 };
  for (let top = 0; top < height; top += block) {
    for (let left = 0; left < width; left += block) {
      const high = Math.min(block, height - top);
      const wide = Math.min(block, width - left);
      const at = { left, top, wide, high };
      const best = bestMatch(a, b, at, reach, guess);
      guess = best;
      const detail = blockDetail(a, b, at, best);
      covariance += detail.covariance;
      varianceA += detail.varianceA;
      varianceB += detail.varianceB;
      const difference = blockDifference(a, b, at, best) / (wide * high);
      total += difference * wide * high;
      pixels += wide * high;
    }
  }
  const norm = Math.sqrt(varianceA * varianceB);
  const detail = norm > pixels ? 1 - covariance / norm : varianceA + varianceB > 4 * pixels ? 1 : 0;
  return { mean: total / pixels, detail };
}

interface Offset {
  readonly dx: number;
  readonly dy: number;
}

interface BlockPlace {
  readonly left: number;
  readonly top: number;
  readonly wide: number;
  readonly high: number;
}

/**
 * Where a block of `b` lies in `a`, as far as a search over every second place, its neighbours and the place that the
 * block before was found at can tell.
 */
function bestMatch(a: ShotPicture, b: ShotPicture, place: BlockPlace, reach: number, guess: Offset): Offset {
  const { left, top, wide, high } = place;
  const lowX = Math.max(-reach, -left);
  const highX = Math.min(reach, a.width - wide - left);
  const lowY = Math.max(-reach, -top);
  const highY = Math.min(reach, a.height - high - top);
  let dx = 0;
  let dy = 0;
  let least = lumaDifference(a, b, place, 0, 0, Infinity);
  const look = (x: number, y: number): void => {
    if (x < lowX || x > highX || y < lowY || y > highY) return;
    const difference = lumaDifference(a, b, place, x, y, least);
    if (difference >= least) return;
    least = difference;
    dx = x;
    dy = y;
  };
  const noise = wide * high;
  if (least <= noise) return { dx, dy };
  look(guess.dx, guess.dy);
  for (let y = -reach; y <= reach && least > noise; y += 2)
    for (let x = -reach; x <= reach; x += 2) look(x, y);
  const [x, y] = [dx, dy];
  for (let side = 0; side < 9 && least > noise; side++)
    look(x - 1 + (side % 3), y - 1 + Math.floor(side / 3));
  return { dx, dy };
}

/** Sum of luma differences over every second row of one block of `b` against `a` moved by (dx, dy), up to `limit`. */
function lumaDifference(
  a: ShotPicture,
  b: ShotPicture,
  { left, top, wide, high }: BlockPlace,
  dx: number,
  dy: number,
  limit: number,
): number {
  let sum = 0;
  for (let y = 0; y < high && sum < limit; y += 2) {
    let ib = (top + y) * b.width + left;
    let ia = (top + y + dy) * a.width + left + dx;
    for (let x = 0; x < wide; x++, ia++, ib++) sum += Math.abs(a.luma[ia]! - b.luma[ib]!);
  }
  return sum;
}

/** Sum of differences of one block of `b` against `a` moved by (dx, dy). */
function blockDifference(
  a: ShotPicture,
  b: ShotPicture,
  { left, top, wide, high }: BlockPlace,
  { dx, dy }: Offset,
): number {
  let sum = 0;
  for (let y = 0; y < high; y++) {
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
  { dx, dy }: Offset,
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

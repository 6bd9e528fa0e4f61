import type { Box } from '../domain/box.ts';

/** A square map of features over a picture: `[side, side, channels]`, row-major. */
export interface FeatureMap {
  readonly values: Float32Array;
  readonly side: number;
  readonly channels: number;
}

/** Mean and standard deviation of each channel over a part of a map. */
export interface Pooled {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

/** Points along a cell's side at which is asked how much of the cell lies inside. */
const points = 3;

/**
 * Pools the cells inside the ellipse through the centres of a box's sides, cells at its edge by the share that lies
 * inside. What a box's corners show is seldom the thing. A box smaller than a cell is taken for one as large.
 * @param box fractions of the picture
 */
export function poolEllipse({ values, side, channels }: FeatureMap, box: Box): Pooled {
  const centre = { x: (box.x + box.width / 2) * side, y: (box.y + box.height / 2) * side };
  const radius = { x: Math.max(0.5, (box.width * side) / 2), y: Math.max(0.5, (box.height * side) / 2) };
  const sum = new Float64Array(channels);
  const squares = new Float64Array(channels);
  let weight = 0;
  const [top, bottom] = rangeOf(centre.y, radius.y, side);
  const [left, right] = rangeOf(centre.x, radius.x, side);
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const share = shareInside((column - centre.x) / radius.x, (row - centre.y) / radius.y, radius);
      if (share === 0) continue;
      weight += share;
      const at = (row * side + column) * channels;
      for (let channel = 0; channel < channels; channel++) {
        const value = values[at + channel]!;
        sum[channel]! += share * value;
        squares[channel]! += share * value * value;
      }
    }
  }
  const mean = new Float32Array(channels);
  const deviation = new Float32Array(channels);
  for (let channel = 0; channel < channels && weight > 0; channel++) {
    mean[channel] = sum[channel]! / weight;
    deviation[channel] = Math.sqrt(Math.max(0, squares[channel]! / weight - mean[channel]! ** 2));
  }
  return { mean, deviation };
}

/** The cells that an ellipse touches, at least one. */
function rangeOf(centre: number, radius: number, side: number): [number, number] {
  const first = Math.min(side - 1, Math.max(0, Math.floor(centre - radius)));
  return [first, Math.max(first + 1, Math.min(side, Math.ceil(centre + radius)))];
}

/** The share of a cell inside the ellipse; `x` and `y` are its corner, in radii from the centre. */
function shareInside(x: number, y: number, radius: { readonly x: number; readonly y: number }): number {
  let inside = 0;
  for (let row = 0; row < points; row++) {
    const down = y + (row + 0.5) / points / radius.y;
    for (let column = 0; column < points; column++) {
      const over = x + (column + 0.5) / points / radius.x;
      if (over * over + down * down <= 1) inside++;
    }
  }
  return inside / points ** 2;
}

import { colourIds } from './vector-layout.ts';
import type { Box } from '../../domain/box.ts';

/** The eleven basic colour names (Berlin and Kay) as the concept bank names them. */
export type ColourName =
  'black' | 'white' | 'grey' | 'red' | 'orange' | 'yellow' | 'green' | 'blue' | 'purple' | 'pink' | 'brown';

/** Name of a colour given as red, green and blue, 0..1. */
export function colourName(red: number, green: number, blue: number): ColourName {
  const most = Math.max(red, green, blue);
  const chroma = most - Math.min(red, green, blue);
  if (most < 0.16) return 'black';
  const saturation = chroma / most;
  if (chroma < 0.09 || saturation < 0.14) return most > 0.8 ? 'white' : most < 0.24 ? 'black' : 'grey';
  const hue = hueOf(red, green, blue, most, chroma);
  if (hue < 14 || hue >= 345) return most > 0.75 && saturation < 0.5 ? 'pink' : most < 0.3 ? 'brown' : 'red';
  if (hue < 45) return most < 0.62 || saturation < 0.5 ? 'brown' : 'orange';
  if (hue < 70) return most < 0.45 ? (hue < 52 ? 'brown' : 'green') : saturation < 0.3 ? 'grey' : 'yellow';
  if (hue < 165) return 'green';
  if (hue < 255) return saturation < 0.2 && most > 0.7 ? 'white' : 'blue';
  if (hue < 295) return 'purple';
  return most < 0.5 ? 'purple' : 'pink';
}

/** Degrees around the colour circle, red at 0, green at 120. */
function hueOf(red: number, green: number, blue: number, most: number, chroma: number): number {
  if (most === red) return (60 * ((green - blue) / chroma) + 360) % 360;
  if (most === green) return 60 * ((blue - red) / chroma) + 120;
  return 60 * ((red - green) / chroma) + 240;
}

/** A small copy of a picture with its colours named. */
export interface ColourGrid {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue of each cell, 0..1. */
  readonly values: Float32Array;
  /** Number of the colour's name for each cell. */
  readonly names: Uint8Array;
}

/** Names the colours of pixels `[height, width, 3]` in 0..1. */
export function colourGrid(values: Float32Array, width: number, height: number): ColourGrid {
  const names = new Uint8Array(width * height);
  for (let cell = 0; cell < names.length; cell++) {
    const name = colourName(values[3 * cell]!, values[3 * cell + 1]!, values[3 * cell + 2]!);
    names[cell] = colourIds.indexOf(name);
  }
  return { width, height, values, names };
}

/** Share of each named colour in a region given in fractions of the picture, `[11]`, together 1. */
export function colourShares(grid: ColourGrid, region: Box): Float32Array {
  const shares = new Float32Array(colourIds.length);
  const left = Math.min(grid.width - 1, Math.floor(region.x * grid.width));
  const top = Math.min(grid.height - 1, Math.floor(region.y * grid.height));
  const right = Math.max(left + 1, Math.min(grid.width, Math.round((region.x + region.width) * grid.width)));
  const bottom = Math.max(
    top + 1,
    Math.min(grid.height, Math.round((region.y + region.height) * grid.height)),
  );
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) shares[grid.names[row * grid.width + column]!]! += 1;
  }
  const count = (right - left) * (bottom - top);
  return shares.map((share) => share / count);
}

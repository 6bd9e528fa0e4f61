import { colourIds } from './vector-layout.ts';
import type { ColourGrid } from './colours.ts';
import type { SceneryShares } from './place-evidence.ts';

/** A picture's light. */
export interface PictureLight {
  /** Mean lightness, 0..1. */
  readonly lightness: number;
  /** Mean of red less blue, -1..1: above 0 are the warm colours. */
  readonly warmth: number;
}

export function lightOf({ values }: ColourGrid): PictureLight {
  let lightness = 0;
  let warmth = 0;
  for (let i = 0; i < values.length; i += 3) {
    lightness += 0.2126 * values[i]! + 0.7152 * values[i + 1]! + 0.0722 * values[i + 2]!;
    warmth += values[i]! - values[i + 2]!;
  }
  const pixels = values.length / 3;
  return { lightness: lightness / pixels, warmth: warmth / pixels };
}

/** What the colours tell of the place. */
export function sceneryOf(grid: ColourGrid): SceneryShares {
  const third = Math.ceil(grid.height / 3);
  const half = Math.floor(grid.height / 2);
  return {
    green: share(grid, 0, grid.height, (name) => name === 'green'),
    sky: share(
      grid,
      0,
      third,
      (name, least, most) => most > 0.6 && (name === 'blue' || (name === 'white' && least > 0.75)),
    ),
    snow: share(
      grid,
      half,
      grid.height,
      (name, least) => least > 0.5 && (name === 'white' || name === 'grey' || name === 'blue'),
    ),
    // Snow in the shade is blue too, but paler than water.
    water: share(grid, half, grid.height, (name, least, most) => name === 'blue' && least < 0.6 * most),
  };
}

/** Share of the cells between two rows for which `counts` holds, given the colour's name, its least and its greatest part. */
function share(
  grid: ColourGrid,
  top: number,
  bottom: number,
  counts: (name: string, least: number, most: number) => boolean,
): number {
  const { values, names } = grid;
  let count = 0;
  for (let cell = top * grid.width; cell < bottom * grid.width; cell++) {
    const red = values[3 * cell]!;
    const green = values[3 * cell + 1]!;
    const blue = values[3 * cell + 2]!;
    const least = Math.min(red, green, blue);
    if (counts(colourIds[names[cell]!]!, least, Math.max(red, green, blue))) count++;
  }
  return count / Math.max(1, (bottom - top) * grid.width);
}

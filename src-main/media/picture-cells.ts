import type { ShotPicture } from './shot-picture.ts';

/** A picture shrunk to a grid of cells, for looking at seconds of film at once. */
export interface PictureCells {
  readonly time: number;
  readonly picture: ShotPicture;
  /** Luma and the two colour differences of each cell, 0..255: `[rows, columns, 3]`. */
  readonly values: Float32Array;
  /** Mean and deviation of the luma, 0..255, without the picture's edges, where bars of black may lie. */
  readonly mean: number;
  readonly deviation: number;
}

const columns = 16;
const rows = 9;
/** Share of width and height at each edge where films in another aspect have their bars. */
const barShare = 0.14;

export function cellsOf(picture: ShotPicture): PictureCells {
  const { width, height, luma, blue, red } = picture;
  const values = new Float32Array(columns * rows * 3);
  const counts = new Float32Array(columns * rows);
  const top = Math.floor(height * barShare);
  const left = Math.floor(width * barShare);
  let sum = 0;
  let squares = 0;
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor((y * rows) / height) * columns;
    const inside = y >= top && y < height - top;
    for (let x = 0; x < width; x++, i++) {
      const cell = row + Math.floor((x * columns) / width);
      const value = luma[i]!;
      counts[cell]!++;
      values[cell * 3]! += value;
      values[cell * 3 + 1]! += blue[i]!;
      values[cell * 3 + 2]! += red[i]!;
      if (inside && x >= left && x < width - left) {
        sum += value;
        squares += value * value;
      }
    }
  }
  for (let i = 0; i < values.length; i++) values[i]! /= Math.max(1, counts[Math.floor(i / 3)]!);
  const count = Math.max(1, (width - 2 * left) * (height - 2 * top));
  const mean = sum / count;
  const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
  return { time: picture.time, picture, values, mean, deviation };
}

/** Correlation of two pictures' luma over the cells, -1..1; 0 where one of them is of one colour. */
export function likeness(a: PictureCells, b: PictureCells): number {
  const count = a.values.length / 3;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < a.values.length; i += 3) {
    sumA += a.values[i]!;
    sumB += b.values[i]!;
  }
  let products = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < a.values.length; i += 3) {
    const da = a.values[i]! - sumA / count;
    const db = b.values[i]! - sumB / count;
    products += da * db;
    squaresA += da * da;
    squaresB += db * db;
  }
  return squaresA > 0 && squaresB > 0 ? products / Math.sqrt(squaresA * squaresB) : 0;
}

/** Root mean square difference of two pictures over the cells, 0..255. */
export function cellDifference(a: PictureCells, b: PictureCells): number {
  let sum = 0;
  for (let i = 0; i < a.values.length; i++) sum += (a.values[i]! - b.values[i]!) ** 2;
  return Math.sqrt(sum / a.values.length);
}

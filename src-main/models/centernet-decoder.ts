import type { Box } from '../domain/box.ts';

/** Pixels of the model's square input. */
export const centerNetInput = 512;
/** Cells along a side of the model's maps. */
export const centerNetGrid = 128;
const cell = centerNetInput / centerNetGrid;
/** Numbers of a cell that place its box. */
const sides = 4;

/** An object as the model's maps show it. */
export interface CenterNetPeak {
  /** Number of the class. */
  readonly classIndex: number;
  readonly confidence: number;
  /** Fractions of the picture, within it. */
  readonly box: Box;
}

/** The model's two maps, row-major `[128, 128, channels]`. */
export interface CenterNetMaps {
  /** One channel a class: that an object is centred here, 0..1. */
  readonly heat: Float32Array;
  /** From the cell's corner to the box's left, top, right and bottom side, pixels of the input. */
  readonly sides: Float32Array;
}

/**
 * Reads objects from CenterNet's maps: a cell is an object of a class when none of its eight neighbours is warmer. Does
 * what the tail of the original graph does (max-pooling, the 100 best, gathering), but keeps every peak from
 * `minConfidence` on. Best first; a large object can leave two peaks, which non-maximum suppression removes.
 */
export function decodeCenterNet(maps: CenterNetMaps, minConfidence: number): CenterNetPeak[] {
  const classes = maps.heat.length / (centerNetGrid * centerNetGrid);
  const peaks: CenterNetPeak[] = [];
  for (let place = 0; place < maps.heat.length; place++) {
    const confidence = maps.heat[place]!;
    if (!(confidence >= minConfidence)) continue;
    const cellIndex = Math.floor(place / classes);
    const row = Math.floor(cellIndex / centerNetGrid);
    const column = cellIndex % centerNetGrid;
    const classIndex = place % classes;
    if (!isPeak(maps.heat, classes, classIndex, row, column)) continue;
    const box = boxAt(maps.sides, row, column);
    if (box.width > 0 && box.height > 0) peaks.push({ classIndex, confidence, box });
  }
  return peaks.toSorted((a, b) => b.confidence - a.confidence);
}

function isPeak(
  heat: Float32Array,
  classes: number,
  classIndex: number,
  row: number,
  column: number,
): boolean {
  const confidence = heat[(row * centerNetGrid + column) * classes + classIndex]!;
  for (let y = Math.max(0, row - 1); y <= Math.min(centerNetGrid - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(centerNetGrid - 1, column + 1); x++) {
      if (heat[(y * centerNetGrid + x) * classes + classIndex]! > confidence) return false;
    }
  }
  return true;
}

function boxAt(distances: Float32Array, row: number, column: number): Box {
  const start = (row * centerNetGrid + column) * sides;
  const fraction = (pixels: number): number => Math.min(1, Math.max(0, pixels / centerNetInput));
  const left = fraction(column * cell - distances[start]!);
  const top = fraction(row * cell - distances[start + 1]!);
  const right = fraction(column * cell + distances[start + 2]!);
  const bottom = fraction(row * cell + distances[start + 3]!);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

import type { Box } from '../domain/box.ts';
import { edgeBins, hueBins, hueStep, lightStep, shareStep, type FramePlanes } from './frame-planes.ts';
import type { AppearanceDescriber, TrackingFrame } from './tracking-frame.ts';

const columns = 2;
const rows = 4;
/** Points that are looked at in a box, whatever its size. */
const pointColumns = 16;
const pointRows = 24;
const lightBins = 4;
/** Edges below this strength are noise. */
const weakEdge = 0.12;
const colourBins = hueBins + lightBins;
/** The last bin of each cell's edges: points without one. */
const cellBins = colourBins + edgeBins + 1;
const edgeShare = 0.25;

export const colourTextureDimension = columns * rows * cellBins;

/**
 * An appearance that needs no model: histograms of hue, brightness and directions of edges in 2 x 4 cells of the box,
 * the middle of the box counting most. Square roots are kept, so that a cosine is the overlap of the histograms
 * (Bhattacharyya's coefficient), 0..1.
 */
export class ColourTexture implements AppearanceDescriber {
  describe(frame: TrackingFrame, boxes: readonly Box[]): Promise<Float32Array[]> {
    return Promise.resolve(boxes.map((box) => colourTextureOf(frame.planes, box)));
  }
}

export function colourTextureOf(planes: FramePlanes, box: Box): Float32Array {
  const sums = new Float32Array(colourTextureDimension);
  for (let row = 0; row < pointRows; row++) {
    const down = (row + 0.5) / pointRows;
    const y = clamp(Math.floor(box.y + down * box.height), planes.height);
    for (let column = 0; column < pointColumns; column++) {
      const across = (column + 0.5) / pointColumns;
      const x = clamp(Math.floor(box.x + across * box.width), planes.width);
      const cell = Math.floor(down * rows) * columns + Math.floor(across * columns);
      // Corners of a box show what lies behind the thing.
      const weight = 1.2 - 4 * ((across - 0.5) ** 2 * 0.7 + (down - 0.5) ** 2 * 0.3);
      addPoint(sums, cell * cellBins, planes, y * planes.width + x, weight);
    }
  }
  return unitRoots(sums);
}

function addPoint(sums: Float32Array, at: number, planes: FramePlanes, pixel: number, weight: number): void {
  const vivid = planes.vivid[pixel]! * shareStep;
  const hue = planes.hue[pixel]! * hueStep;
  addBetween(sums, at, hueBins, hue, weight * vivid);
  const light = Math.min(lightBins - 1, planes.light[pixel]! * lightStep * 0.5 * lightBins - 0.5);
  addBetween(sums, at + hueBins, lightBins, Math.max(0, light), weight * (1 - vivid));
  const strength = planes.edgeStrength[pixel]! * shareStep;
  const bin = strength < weakEdge ? edgeBins : planes.edge[pixel]!;
  sums[at + colourBins + bin]! += weight;
}

/** Shares a weight between the two bins around a place, so that small changes of colour change little. */
function addBetween(sums: Float32Array, at: number, bins: number, place: number, weight: number): void {
  const low = Math.floor(place);
  const share = place - low;
  sums[at + (low % bins)]! += weight * (1 - share);
  sums[at + ((low + 1) % bins)]! += weight * share;
}

/** Each cell's colours and edges made to sum to their shares, then square roots, then length 1. */
function unitRoots(sums: Float32Array): Float32Array {
  const cells = columns * rows;
  for (let cell = 0; cell < cells; cell++) {
    const at = cell * cellBins;
    scaleTo(sums.subarray(at, at + colourBins), (1 - edgeShare) / cells);
    scaleTo(sums.subarray(at + colourBins, at + cellBins), edgeShare / cells);
  }
  return sums.map(Math.sqrt);
}

function scaleTo(values: Float32Array, total: number): void {
  const sum = values.reduce((all, value) => all + value, 0);
  if (sum > 0) for (let i = 0; i < values.length; i++) values[i]! *= total / sum;
}

function clamp(value: number, size: number): number {
  return Math.max(0, Math.min(size - 1, value));
}

import { centreOf, type Box } from '../domain/box.ts';
import { edgeBins, lightStep, shareStep, type FramePlanes } from './frame-planes.ts';

/** Cells on each side of a search window. */
export const windowCells = 32;
/** How much longer the window is than the box on each side. */
export const windowReach = 2.2;
/** Points looked at on each side of a cell. */
const pointsPerCell = 2;
/** Light, two colours, and the strength of edges in each direction. */
export const windowChannels = 3 + edgeBins;

const edgeWeight = 1.5;
const colourWeight = 1.5;

/** A window that fades out towards its rim, `[windowCells, windowCells]`. */
const fading = new Float64Array(windowCells * windowCells);
for (let y = 0; y < windowCells; y++) {
  for (let x = 0; x < windowCells; x++) fading[y * windowCells + x] = hann(x) * hann(y);
}

function hann(cell: number): number {
  return 0.5 - 0.5 * Math.cos((2 * Math.PI * (cell + 0.5)) / windowCells);
}

/**
 * What lies in and around a box as channels of `[windowCells, windowCells]`, each with mean 0 and fading out towards the
 * window's rim. `scale` enlarges the window.
 */
export function windowAround(planes: FramePlanes, box: Box, scale = 1): Float64Array[] {
  const { width, height } = planes;
  const channels = Array.from({ length: windowChannels }, () => new Float64Array(windowCells * windowCells));
  const centre = centreOf(box);
  const side = windowCells * pointsPerCell;
  const stepX = (box.width * windowReach * scale) / side;
  const stepY = (box.height * windowReach * scale) / side;
  for (let row = 0; row < side; row++) {
    const y = clamp(Math.floor(centre.y + (row + 0.5 - side / 2) * stepY), height);
    const cellRow = Math.floor(row / pointsPerCell) * windowCells;
    for (let column = 0; column < side; column++) {
      const x = clamp(Math.floor(centre.x + (column + 0.5 - side / 2) * stepX), width);
      const cell = cellRow + Math.floor(column / pointsPerCell);
      const pixel = y * width + x;
      channels[0]![cell]! += planes.light[pixel]! * lightStep;
      channels[1]![cell]! += planes.redGreen[pixel]! * colourWeight * lightStep;
      channels[2]![cell]! += planes.yellowBlue[pixel]! * colourWeight * lightStep;
      channels[3 + planes.edge[pixel]!]![cell]! += planes.edgeStrength[pixel]! * edgeWeight * shareStep;
    }
  }
  for (const channel of channels) fadeOut(channel);
  return channels;
}

function fadeOut(channel: Float64Array): void {
  let sum = 0;
  for (const value of channel) sum += value;
  const mean = sum / channel.length;
  for (let i = 0; i < channel.length; i++) {
    channel[i] = ((channel[i]! - mean) * fading[i]!) / pointsPerCell ** 2;
  }
}

function clamp(value: number, size: number): number {
  return Math.max(0, Math.min(size - 1, value));
}

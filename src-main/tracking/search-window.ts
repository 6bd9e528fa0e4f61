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

/** How far from its middle a box is learned, in boxes: 0.5 is its side. */
const boxReach = 0.6;

/** How a window fades out from its middle, `[windowCells, windowCells]`. */
export type Fading = Float64Array;

/** Towards the rim: for looking for a thing. */
export const wideFading = fadingOf(
  (cell) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (cell + 0.5)) / windowCells),
);

/**
 * Already at the box's sides: for learning a thing, so that what stands around it is not learned with it and does not
 * hold the filter back when the thing walks away.
 */
export const boxFading = fadingOf((cell) => {
  const boxes = (Math.abs(cell + 0.5 - windowCells / 2) * windowReach) / windowCells;
  return Math.exp(-((boxes / boxReach) ** 4));
});

function fadingOf(along: (cell: number) => number): Fading {
  const values = new Float64Array(windowCells * windowCells);
  for (let y = 0; y < windowCells; y++) {
    for (let x = 0; x < windowCells; x++) values[y * windowCells + x] = along(x) * along(y);
  }
  return values;
}

/**
 * What lies in and around a box as channels of `[windowCells, windowCells]`, each with mean 0 and fading out. `scale`
 * enlarges the window.
 */
export function windowAround(planes: FramePlanes, box: Box, fading: Fading, scale = 1): Float64Array[] {
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
  for (const channel of channels) fadeOut(channel, fading);
  return channels;
}

function fadeOut(channel: Float64Array, fading: Fading): void {
  let sum = 0;
  let weights = 0;
  for (let i = 0; i < channel.length; i++) {
    sum += channel[i]! * fading[i]!;
    weights += fading[i]!;
  }
  const mean = sum / weights;
  for (let i = 0; i < channel.length; i++) {
    channel[i] = ((channel[i]! - mean) * fading[i]!) / pointsPerCell ** 2;
  }
}

function clamp(value: number, size: number): number {
  return Math.max(0, Math.min(size - 1, value));
}

/** Pixels of the model's square input. */
export const inputSize = 192;
/** Cells along a side of the model's maps; a cell is 4 pixels. */
export const gridSize = 48;

/** The model's keypoints (COCO's), in its order. Left and right are the person's own. */
export const keypointNames = [
  'nose',
  'left eye',
  'right eye',
  'left ear',
  'right ear',
  'left shoulder',
  'right shoulder',
  'left elbow',
  'right elbow',
  'left wrist',
  'right wrist',
  'left hip',
  'right hip',
  'left knee',
  'right knee',
  'left ankle',
  'right ankle',
] as const;

export type KeypointName = (typeof keypointNames)[number];

/** One place on a body. */
export interface Keypoint {
  readonly name: KeypointName;
  /** Fractions of the model's square input; slightly outside 0..1 where a limb leaves the picture. */
  readonly x: number;
  readonly y: number;
  /** 0..1; from about 0.3 on the place can be believed. */
  readonly confidence: number;
}

/** The model's four maps, row-major `[48, 48, channels]`; places in cells, rows before columns. */
export interface MoveNetMaps {
  /** 1 channel: that a person is centred here, with a weight that favours the middle of the picture. */
  readonly centres: Float32Array;
  /** 34 channels: from a person's centre to each keypoint, row and column. */
  readonly regressions: Float32Array;
  /** 17 channels: that the keypoint is here, 0..1. */
  readonly heat: Float32Array;
  /** 34 channels: from this cell to the exact place of the keypoint, row and column. */
  readonly offsets: Float32Array;
}

const count = keypointNames.length;
/** How far from the expected place, in cells, a keypoint's heat counts half of what it counts there. */
const reach = 1.7998046875;
/** Size of a cell as a fraction of the picture, as the model's 16-bit constant has it. */
const cell = 0.0208282470703125;

/**
 * The pose of the one person that MoveNet sees: the most certain centre, the keypoints expected from there, for each the
 * best heat near its expected place, and the exact place within that cell. Does what the tail of the original graph
 * does (arg-max and gathering), which the converted graph leaves out.
 */
export function decodeMoveNet(maps: MoveNetMaps): Keypoint[] {
  const centre = indexOfLargest(maps.centres);
  const centreRow = Math.floor(centre / gridSize);
  const centreColumn = centre % gridSize;
  return keypointNames.map((name, index) => {
    const expected = centre * 2 * count + 2 * index;
    const row = centreRow + maps.regressions[expected]!;
    const column = centreColumn + maps.regressions[expected + 1]!;
    const place = bestNear(maps.heat, index, row, column);
    const offset = place * 2 * count + 2 * index;
    return {
      name,
      x: ((place % gridSize) + maps.offsets[offset + 1]!) * cell,
      y: (Math.floor(place / gridSize) + maps.offsets[offset]!) * cell,
      confidence: maps.heat[place * count + index]!,
    };
  });
}

function indexOfLargest(values: Float32Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if (values[index]! > values[best]!) best = index;
  return best;
}

/** The cell with the most heat of a keypoint, less the farther it lies from the expected row and column. */
function bestNear(heat: Float32Array, keypoint: number, row: number, column: number): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < gridSize * gridSize; place++) {
    const down = Math.floor(place / gridSize) - row;
    const across = (place % gridSize) - column;
    // Several times faster than Math.hypot, which guards against overflow.
    const distance = Math.sqrt(down * down + across * across);
    const weighted = heat[place * count + keypoint]! / (distance + reach);
    if (weighted > most) {
      most = weighted;
      best = place;
    }
  }
  return best;
}

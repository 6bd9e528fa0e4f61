import type { Point } from '../../domain/box.ts';
import type { DetectedFace } from '../../domain/face.ts';
import type { DetectorGrid } from '../families/model-description.ts';

/** An output of a detector, with its shape. */
export interface GridOutput {
  readonly values: Float32Array;
  readonly dims: readonly number[];
}

/** Reads the outputs of one grid, by name. */
export type ReadOutput = (name: string) => GridOutput;

/** Decodes one grid of a picture of `width` x `height` pixels into claims in pixels of that picture. */
export type DecodeGrid = (
  grid: DetectorGrid,
  read: ReadOutput,
  size: { readonly width: number; readonly height: number },
  minConfidence: number,
) => DetectedFace[];

/**
 * YuNet: one claim a cell; its certainty is the geometric mean of class and objectness, its centre lies beside the
 * cell's corner by the given share of a cell, its size is an exponent.
 */
export const decodeYuNet: DecodeGrid = (grid, read, size, minConfidence) => {
  const { stride } = grid;
  const columns = Math.floor(size.width / stride);
  const cells = columns * Math.floor(size.height / stride);
  const scores = valuesOf(read(grid.score), cells);
  const objectness = grid.objectness ? valuesOf(read(grid.objectness), cells) : undefined;
  const boxes = valuesOf(read(grid.box), cells * 4);
  const landmarks = valuesOf(read(grid.landmarks), cells * 10);
  const faces: DetectedFace[] = [];
  for (let cell = 0; cell < cells; cell++) {
    const score = unit(scores[cell]!);
    const confidence = objectness ? Math.sqrt(score * unit(objectness[cell]!)) : score;
    if (confidence < minConfidence) continue;
    const column = cell % columns;
    const row = Math.floor(cell / columns);
    const box = cell * 4;
    const width = Math.exp(boxes[box + 2]!) * stride;
    const height = Math.exp(boxes[box + 3]!) * stride;
    const x = (column + boxes[box]!) * stride - width / 2;
    const y = (row + boxes[box + 1]!) * stride - height / 2;
    const point = (index: number): Point => ({
      x: (landmarks[cell * 10 + index * 2]! + column) * stride,
      y: (landmarks[cell * 10 + index * 2 + 1]! + row) * stride,
    });
    faces.push(faceOf({ x, y, width, height }, confidence, point));
  }
  return faces;
};

/** Claims that every cell of an SCRFD grid makes. */
const scrfdAnchors = 2;

/**
 * SCRFD: two claims a cell; the box's sides and the landmarks lie beside the cell's corner by the given number of
 * strides. Exports differ in form: planes `[1, 2 * n, rows, columns]`, or one row a claim `[(1,) cells * 2, n]`.
 */
export const decodeScrfd: DecodeGrid = (grid, read, size, minConfidence) => {
  const { stride } = grid;
  const columns = Math.ceil(size.width / stride);
  const cells = columns * Math.ceil(size.height / stride);
  const scores = claimValues(read(grid.score), cells, 1);
  const boxes = claimValues(read(grid.box), cells, 4);
  const landmarks = claimValues(read(grid.landmarks), cells, 10);
  const faces: DetectedFace[] = [];
  for (let cell = 0; cell < cells; cell++) {
    const column = (cell % columns) * stride;
    const row = Math.floor(cell / columns) * stride;
    for (let anchor = 0; anchor < scrfdAnchors; anchor++) {
      const confidence = scores(cell, anchor, 0);
      if (confidence < minConfidence) continue;
      const side = (index: number): number => boxes(cell, anchor, index) * stride;
      const box = {
        x: column - side(0),
        y: row - side(1),
        width: side(0) + side(2),
        height: side(1) + side(3),
      };
      faces.push(
        faceOf(box, confidence, (index) => ({
          x: column + landmarks(cell, anchor, index * 2) * stride,
          y: row + landmarks(cell, anchor, index * 2 + 1) * stride,
        })),
      );
    }
  }
  return faces;
};

/** Access to the `n` values of each claim, whichever of the two forms the export has. */
function claimValues(
  { values, dims }: GridOutput,
  cells: number,
  n: number,
): (cell: number, anchor: number, index: number) => number {
  valuesOf({ values, dims }, cells * scrfdAnchors * n);
  return dims.length === 4
    ? (cell, anchor, index) => values[(anchor * n + index) * cells + cell]!
    : (cell, anchor, index) => values[(cell * scrfdAnchors + anchor) * n + index]!;
}

function valuesOf({ values, dims }: GridOutput, count: number): Float32Array {
  if (values.length !== count) {
    throw new Error(`A face detector gave ${dims.join(' x ')} values where ${count} were expected.`);
  }
  return values;
}

const unit = (value: number): number => Math.min(1, Math.max(0, value));

/** Both models give right eye, left eye, nose, and the mouth's right and left corner; our faces have the mouth's middle. */
function faceOf(box: DetectedFace['box'], confidence: number, point: (index: number) => Point): DetectedFace {
  const right = point(3);
  const left = point(4);
  const mouth = { x: (right.x + left.x) / 2, y: (right.y + left.y) / 2 };
  return {
    box,
    confidence,
    keypoints: [point(0), point(1), point(2), mouth],
    mouthCorners: [right, left],
  };
}

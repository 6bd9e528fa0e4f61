import type { Point } from '../domain/box.ts';
import type { DetectedFace } from '../domain/face.ts';

/** Side of BlazeFace's input in pixels. */
export const inputSize = 256;

const keypointCount = 6;
/** Values per anchor: centre x, y, width, height and six keypoints. */
const valuesPerAnchor = 4 + 2 * keypointCount;

/** One of BlazeFace's two output grids: cells of `stride` pixels, several anchors in each cell's centre. */
export interface AnchorGrid {
  readonly stride: number;
  readonly anchorsPerCell: number;
}

/** The grids in the order of the model's outputs. Anchors have no size of their own, only a place. */
export const fineGrid: AnchorGrid = { stride: 16, anchorsPerCell: 2 };
export const coarseGrid: AnchorGrid = { stride: 32, anchorsPerCell: 6 };

/**
 * The faces that one grid's raw outputs claim with at least `minConfidence`, in pixels of the model's input, in no
 * particular order and with many claims per face.
 * @param logits `[anchors]`, before the sigmoid
 * @param geometry `[anchors, 16]`: centre and size of the box, then keypoints, in pixels, places counted from the anchor
 */
export function decodeGrid(
  grid: AnchorGrid,
  logits: Float32Array,
  geometry: Float32Array,
  minConfidence: number,
): DetectedFace[] {
  const minLogit = Math.log(minConfidence / (1 - minConfidence));
  const columns = inputSize / grid.stride;
  const faces: DetectedFace[] = [];
  for (let anchor = 0; anchor < logits.length; anchor++) {
    const logit = logits[anchor]!;
    if (logit < minLogit) continue;
    const cell = Math.floor(anchor / grid.anchorsPerCell);
    const anchorX = ((cell % columns) + 0.5) * grid.stride;
    const anchorY = (Math.floor(cell / columns) + 0.5) * grid.stride;
    const at = anchor * valuesPerAnchor;
    const [x, y, width, height] = geometry.subarray(at, at + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    const keypoints: Point[] = [];
    for (let value = at + 4; value < at + valuesPerAnchor; value += 2) {
      keypoints.push({ x: geometry[value]! + anchorX, y: geometry[value + 1]! + anchorY });
    }
    faces.push({
      box: { x: x + anchorX - width / 2, y: y + anchorY - height / 2, width, height },
      confidence: 1 / (1 + Math.exp(-logit)),
      keypoints,
    });
  }
  return faces;
}

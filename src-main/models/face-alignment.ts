import type { Point } from '../domain/box.ts';
import type { DetectedFace } from '../domain/face.ts';
import type { AffineMap } from './affine-sampler.ts';

/** Side of the picture that the places below are measured in. */
const templateSide = 112;

/**
 * Where ArcFace and everything after it wants right eye, left eye, nose and the mouth's right and left corner in a face of
 * 112 x 112 pixels (insightface, `arcface_src`). Pixel centres lie at whole numbers here.
 */
const template: readonly [Point, Point, Point, Point, Point] = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
];

/** Turned, scaled and moved, not sheared or mirrored: `x' = a * x - b * y + tx`, `y' = b * x + a * y + ty`. */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly ty: number;
}

/** The similarity that brings points closest to others, least squares (Umeyama 1991 without mirroring). Throws a RangeError for points that all lie in one place. */
export function similarityBetween(from: readonly Point[], to: readonly Point[]): Similarity {
  const centreFrom = meanOf(from);
  const centreTo = meanOf(to);
  let along = 0;
  let across = 0;
  let spread = 0;
  from.forEach((point, index) => {
    const x = point.x - centreFrom.x;
    const y = point.y - centreFrom.y;
    const u = to[index]!.x - centreTo.x;
    const v = to[index]!.y - centreTo.y;
    along += x * u + y * v;
    across += x * v - y * u;
    spread += x * x + y * y;
  });
  if (!(spread > 0)) throw new RangeError('Points in one place give no similarity.');
  const a = along / spread;
  const b = across / spread;
  return {
    a,
    b,
    tx: centreTo.x - a * centreFrom.x + b * centreFrom.y,
    ty: centreTo.y - b * centreFrom.x - a * centreFrom.y,
  };
}

/**
 * The map from an aligned face of `side` x `side` pixels to the picture. Detectors that give no mouth corners are aligned
 * by the mouth's middle. Throws a RangeError for a face without eyes, nose and mouth.
 */
export function alignedFaceMap(face: DetectedFace, side: number = templateSide): AffineMap {
  const [rightEye, leftEye, nose, mouth] = face.keypoints;
  if (!rightEye || !leftEye || !nose || !mouth)
    throw new RangeError('A face without landmarks cannot be aligned.');
  const factor = side / templateSide;
  const places = template.map(({ x, y }) => ({ x: (x + 0.5) * factor, y: (y + 0.5) * factor }));
  const targets = face.mouthCorners ? places : [...places.slice(0, 3), meanOf(places.slice(3))];
  const points = [rightEye, leftEye, nose, ...(face.mouthCorners ?? [mouth])];
  // The error is least squares in the aligned face, as the models saw it in training, and the map is turned round after.
  const { a, b, tx, ty } = similarityBetween(
    points.map(({ x, y }) => ({ x: x + 0.5, y: y + 0.5 })),
    targets,
  );
  const square = a * a + b * b;
  if (!(square > 0)) throw new RangeError('A face whose landmarks lie in one place cannot be aligned.');
  const cos = a / square;
  const sin = b / square;
  return {
    a: cos,
    b: sin,
    tx: -cos * tx - sin * ty,
    c: -sin,
    d: cos,
    ty: sin * tx - cos * ty,
  };
}

function meanOf(points: readonly Point[]): Point {
  let x = 0;
  let y = 0;
  for (const point of points) {
    x += point.x / points.length;
    y += point.y / points.length;
  }
  return { x, y };
}

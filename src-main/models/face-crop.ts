import { centreOf, type Point } from '../domain/box.ts';
import type { DetectedFace } from '../domain/face.ts';
import type { AffineMap } from './affine-sampler.ts';

/** A square crop of `pixels` x `pixels` around a face. */
export interface CropShape {
  readonly pixels: number;
  /** Side of the square, as a multiple of the longer side of the detected box. */
  readonly enlarge: number;
  /** Moves the square along the face's own vertical, as a fraction of its side; positive is towards the chin. */
  readonly shift: number;
}

/** Angle by which the line from the right to the left eye is turned against the horizontal, in radians. */
export function rollOf(face: DetectedFace): number {
  const [right, left] = face.keypoints;
  if (!right || !left) return 0;
  return Math.atan2(left.y - right.y, left.x - right.x);
}

/** The map from an upright square crop of a face to the picture. */
export function faceCrop(face: DetectedFace, { pixels, enlarge, shift }: CropShape): AffineMap {
  const roll = rollOf(face);
  const side = Math.max(face.box.width, face.box.height) * enlarge;
  const step = side / pixels;
  const cos = Math.cos(roll) * step;
  const sin = Math.sin(roll) * step;
  const centre = centreOf(face.box);
  const half = pixels / 2;
  // A crop's centre is `shift` above the middle of its square: the square moves down by that much.
  const down = half - shift * pixels;
  return {
    a: cos,
    b: -sin,
    tx: centre.x - cos * half + sin * down,
    c: sin,
    d: cos,
    ty: centre.y - sin * half - cos * down,
  };
}

/** Where a point of the target lies in the source. */
export function mapPoint(map: AffineMap, u: number, v: number): Point {
  return { x: map.a * u + map.b * v + map.tx, y: map.c * u + map.d * v + map.ty };
}

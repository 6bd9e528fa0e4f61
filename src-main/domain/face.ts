import type { Box, Point } from './box.ts';

/** A face in a picture, in pixels of that picture. */
export interface DetectedFace {
  readonly box: Box;
  /** Detector's certainty, 0..1. */
  readonly confidence: number;
  /** Right eye, left eye, nose, mouth, right ear, left ear (the person's right and left), in pixels. */
  readonly keypoints: readonly Point[];
  /** The person's right and left corner of the mouth, in pixels, from detectors that give them. */
  readonly mouthCorners?: readonly [Point, Point];
}

/** A face track's identity evidence as the index keeps it. */
export interface FaceSample {
  readonly time: number;
  /** Fractions of the displayed picture. */
  readonly box: Box;
  readonly confidence: number;
}

import type { Box } from './box.ts';

/** Where a person's body was seen, whichever way it looked. */
export interface BodySample {
  readonly time: number;
  /** Fractions of the displayed picture. */
  readonly box: Box;
  /** Detector's certainty, 0..1. */
  readonly confidence: number;
}

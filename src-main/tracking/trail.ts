import type { Box } from '../domain/box.ts';

/** Where a tracked thing is in one frame. Boxes are pixels of the frames. */
export interface TrailBox {
  /** Number of the frame. */
  readonly index: number;
  readonly time: number;
  readonly box: Box;
  /** 0..1 */
  readonly confidence: number;
  /** False where the box was filled in between two sightings: hidden, or not recognised. */
  readonly seen: boolean;
}

/** All boxes of one thing, one a frame at most, in order of the frames. */
export type Trail = readonly TrailBox[];

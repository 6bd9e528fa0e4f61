import type { Box } from '../domain/box.ts';
import type { RgbImage } from '../domain/image.ts';
import { FramePlanes } from './frame-planes.ts';

/** One frame in which things are tracked. Boxes are pixels of its picture. */
export class TrackingFrame {
  /** Number of the frame in its sequence, from 0. */
  readonly index: number;
  /** Seconds from the film's first presentation time. */
  readonly time: number;
  readonly picture: RgbImage;
  #planes: FramePlanes | null = null;

  constructor(index: number, time: number, picture: RgbImage) {
    this.index = index;
    this.time = time;
    this.picture = picture;
  }

  /** Brightness, colour and edges of every pixel; worked out when first asked for. */
  get planes(): FramePlanes {
    this.#planes ??= new FramePlanes(this.picture);
    return this.#planes;
  }
}

/** A box that a detector claims, whatever it holds. */
export interface Proposal {
  readonly box: Box;
  /** 0..1 */
  readonly confidence: number;
}

/** Finds things in a frame: an object detector, or none. */
export interface CandidateProposer {
  propose(frame: TrackingFrame): Promise<readonly Proposal[]>;
}

/** Says what the thing in a box looks like. */
export interface AppearanceDescriber {
  /** One vector for each box: `[dimension]`, length 1. */
  describe(frame: TrackingFrame, boxes: readonly Box[]): Promise<Float32Array[]>;
}

/** One thing that is looked for without a detector. */
export interface SearchTarget {
  /** The thing near a box, null where nothing is like it. */
  find(frame: TrackingFrame, near: Box): Proposal | null;
  /** Boxes of about this size anywhere in the frame that look most like the thing, the best first. */
  lookAround(frame: TrackingFrame, size: Box): Proposal[];
  /** Takes in what the thing looks like now. */
  learn(frame: TrackingFrame, box: Box): void;
  /** A target that learns on its own from here on. */
  copy(): SearchTarget;
}

/** Searches for things around the place where they should be. */
export interface LocalSearch {
  target(frame: TrackingFrame, box: Box): SearchTarget;
}

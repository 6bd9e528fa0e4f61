import type { Box } from '../domain/box.ts';
import type { AppearanceDescriber, CandidateProposer, Proposal, TrackingFrame } from './tracking-frame.ts';

/** A box that a detector claims, and what it looks like. */
export interface Sight {
  /** Number of the frame. */
  readonly index: number;
  readonly time: number;
  readonly box: Box;
  readonly confidence: number;
  readonly appearance: Float32Array;
}

/** What a detector claims in each frame and what it looks like, asked for once however often the frames are gone through. */
export class SightBook implements CandidateProposer, AppearanceDescriber {
  readonly #proposer: CandidateProposer;
  readonly #describer: AppearanceDescriber;
  readonly #frames = new Map<number, readonly Sight[]>();
  readonly #appearances = new WeakMap<Box, Float32Array>();

  constructor(proposer: CandidateProposer, describer: AppearanceDescriber) {
    this.#proposer = proposer;
    this.#describer = describer;
  }

  /** The sights of the frames that were looked at, in order of the frames. */
  get frames(): readonly (readonly Sight[])[] {
    return [...this.#frames].toSorted(([a], [b]) => a - b).map(([, sights]) => sights);
  }

  /** Numbers of the first and the last frame that was looked at. */
  get range(): { readonly first: number; readonly last: number } {
    const numbers = [...this.#frames.keys()];
    return {
      first: numbers.reduce((a, b) => Math.min(a, b)),
      last: numbers.reduce((a, b) => Math.max(a, b)),
    };
  }

  async propose(frame: TrackingFrame): Promise<readonly Proposal[]> {
    const known = this.#frames.get(frame.index);
    if (known) return known;
    const proposals = await this.#proposer.propose(frame);
    const appearances = await this.#describer.describe(
      frame,
      proposals.map(({ box }) => box),
    );
    const { index, time } = frame;
    const sights = proposals.map(({ box, confidence }, at): Sight => {
      this.#appearances.set(box, appearances[at]!);
      return { index, time, box, confidence, appearance: appearances[at]! };
    });
    this.#frames.set(index, sights);
    return sights;
  }

  async describe(frame: TrackingFrame, boxes: readonly Box[]): Promise<Float32Array[]> {
    const unknown = boxes.filter((box) => !this.#appearances.has(box));
    const described = unknown.length > 0 ? await this.#describer.describe(frame, unknown) : [];
    unknown.forEach((box, at) => this.#appearances.set(box, described[at]!));
    return boxes.map((box) => this.#appearances.get(box)!);
  }
}

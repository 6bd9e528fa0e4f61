import type { Box } from '../domain/box.ts';
import { dot } from '../domain/vector.ts';
import { AppearanceMemory } from './appearance-memory.ts';
import { movedTo, predictedBox, restingAt, type Motion } from './motion.ts';
import type { SearchTarget, TrackingFrame } from './tracking-frame.ts';
import type { MemorySize } from './tracker-settings.ts';

/** Something in a frame that may be a tracked thing. */
export interface Candidate {
  readonly box: Box;
  /** Of the detector or of the search, 0..1. */
  readonly confidence: number;
  readonly appearance: Float32Array;
  readonly source: 'detector' | 'search';
}

/** A frame in which a thing was seen. */
export interface Sighting {
  /** Number of the frame. */
  readonly index: number;
  readonly time: number;
  readonly box: Box;
  /** What the queries together say, 0..1. */
  readonly confidence: number;
  /** Cosine with what the track remembered. */
  readonly likeness: number;
  readonly appearance: Float32Array;
}

/**
 * How much of a box others cover: so little that it shows its thing alone, so much that it shows rather them, or
 * something between.
 */
export type Cover = 'plain' | 'partly' | 'mostly';

/** Seconds for which a thing still looks as it did in a box with something else in it. */
const passingSeconds = 0.25;

// Note: what is remembered
// A box in which something else stands shows that other thing as well. Remembered, it would let a track slip over to
// whoever hides its own thing. So only plain boxes go into the memory; of partly covered ones the last counts for a
// moment, and a track that began with one has no more than that until it sees its thing plainly.

// Note: what a search finds
// A detector does not claim what is hidden, but a search finds something wherever the thing was. When something slides
// over the thing, the likeness falls within few frames: what is found then is not taken for the thing. A thing that
// really looks different from now on goes on looking like that for longer than things pass by. What slides over slowly
// would teach the memory itself, so that what was found is remembered only when the thing is still there a little later.

/** A likeness that is lower by so much is unusual. */
const usualFall = 0.04;
const usualRate = 0.1;
/** What a search found is remembered after so many seconds without doubt. */
const settlingSeconds = 0.5;
/** After so many seconds a lower likeness is the usual one. */
const passingBySeconds = 1;

/** One account of where a thing has been: sightings, motion, and what it looked like. */
export class Hypothesis {
  readonly target: SearchTarget | null;
  readonly #sightings: Sighting[];
  readonly #size: MemorySize;
  /** The usual likeness of new sightings, and since when what is found is less like the thing. */
  #usual: number;
  #lessSince: number | null = null;
  /** What a search has found that is not remembered yet. */
  #pending: { frame: TrackingFrame; candidate: Candidate }[] = [];
  #memory: AppearanceMemory | null;
  /** The last appearance, if it was partly covered. */
  #passing: Float32Array | null;
  #motion: Motion;
  /** How many sightings it shares with the hypotheses of its track. */
  #shared: number;

  private constructor(past: {
    sightings: Sighting[];
    size: MemorySize;
    memory: AppearanceMemory | null;
    passing: Float32Array | null;
    motion: Motion;
    usual: number;
    target: SearchTarget | null;
  }) {
    this.#sightings = past.sightings;
    this.#size = past.size;
    this.#memory = past.memory;
    this.#passing = past.passing;
    this.#motion = past.motion;
    this.#usual = past.usual;
    this.#shared = past.sightings.length;
    this.target = past.target;
  }

  /** Begins with a thing that is seen for the first time. */
  static beginning(
    { index, time }: TrackingFrame,
    { box, confidence, appearance }: Candidate,
    cover: Cover,
    size: MemorySize,
    target: SearchTarget | null,
  ): Hypothesis {
    return new Hypothesis({
      sightings: [{ index, time, box, confidence, likeness: 1, appearance }],
      size,
      memory: cover === 'plain' ? AppearanceMemory.of(appearance, size) : null,
      passing: cover === 'plain' ? null : appearance,
      motion: restingAt(box, time),
      usual: 1 - usualFall,
      target,
    });
  }

  get sightings(): readonly Sighting[] {
    return this.#sightings;
  }

  get last(): Sighting {
    return this.#sightings.at(-1)!;
  }

  /** Whether it would know its thing again after having lost it. */
  get remembers(): boolean {
    return this.#memory !== null;
  }

  /** Sightings since it parted from the others, and how like the memory they were on the whole. */
  get ownSightings(): number {
    return this.#sightings.length - this.#shared;
  }

  get ownLikeness(): number {
    const own = this.#sightings.slice(this.#shared);
    return own.reduce((sum, { likeness }) => sum + likeness, 0) / Math.max(1, own.length);
  }

  predicted(time: number): Box {
    return predictedBox(this.#motion, time);
  }

  unseenSeconds(time: number): number {
    return Math.abs(time - this.last.time);
  }

  /** Cosine with the nearest of the remembered appearances, 0..1. */
  likeness(appearance: Float32Array, time: number): number {
    const remembered = this.#memory?.likeness(appearance) ?? 0;
    if (!this.#passing || this.unseenSeconds(time) > passingSeconds) return remembered;
    return Math.max(remembered, dot(this.#passing, appearance));
  }

  see(frame: TrackingFrame, candidate: Candidate, confidence: number, cover: Cover): void {
    const { box, appearance } = candidate;
    const { index, time } = frame;
    const likeness = this.#memory?.likeness(appearance) ?? 0;
    this.#sightings.push({ index, time, box, confidence, likeness, appearance });
    this.#motion = movedTo(this.#motion, box, time);
    this.#usual += (likeness - this.#usual) * usualRate;
    this.#lessSince = null;
    this.#passing = cover === 'partly' ? appearance : null;
    if (cover !== 'plain') return;
    if (candidate.source === 'detector') return this.#remember(frame, candidate);
    this.#pending.push({ frame, candidate });
    while (Math.abs(time - this.#pending[0]!.frame.time) >= settlingSeconds) {
      const settled = this.#pending.shift()!;
      this.#remember(settled.frame, settled.candidate);
    }
  }

  #remember(frame: TrackingFrame, { box, appearance }: Candidate): void {
    this.#memory = this.#memory?.with(appearance) ?? AppearanceMemory.of(appearance, this.#size);
    this.target?.learn(frame, box);
  }

  /** Whether a likeness is as high as usual, or has been lower for so long that this is usual now. */
  isUsual(likeness: number, time: number): boolean {
    if (likeness >= this.#usual - usualFall) return true;
    return this.#lessSince !== null && Math.abs(time - this.#lessSince) >= passingBySeconds;
  }

  /** Something was found where the thing should be that looks less like it than usual. */
  doubt(time: number): void {
    this.#lessSince ??= time;
    this.#pending = [];
  }

  /** A second account of the same past. */
  parted(): Hypothesis {
    return new Hypothesis({
      sightings: [...this.#sightings],
      size: this.#size,
      memory: this.#memory,
      passing: this.#passing,
      motion: this.#motion,
      usual: this.#usual,
      target: this.target?.copy() ?? null,
    });
  }

  /** From here on all sightings count as shared: the hypotheses of its track have become one. */
  settle(): void {
    this.#shared = this.#sightings.length;
  }
}

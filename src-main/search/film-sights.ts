import type { Interval } from '../domain/interval.ts';
import type { TextMatches } from '../models/families/visual-text-encoder.ts';
import type { FrameColumns } from '../store/frame-table.ts';
import { clipLevels } from './clip-alignment.ts';
import { seenOf, shareSeen, wordSeen, type ClipStep, type SeenText } from './seen-text.ts';

/**
 * How well each frame of a film shows a text. Most films are only asked for their best, which costs little: frames are
 * measured in full where they can still be better.
 */
export class FilmSights {
  /** Null for a text that no picture can answer: nothing is seen of it. */
  readonly text: SeenText | null;
  readonly #times: Float64Array;
  readonly #matches: TextMatches;
  /** Of a clip, by step, then by frame. */
  readonly #likeness: readonly Float32Array[];
  /** By frame, how far the words are seen; the sum over them. */
  readonly #seen: Float32Array;
  #levels: Float32Array | null = null;
  #promise: number | null = null;

  constructor(text: SeenText | null, { times, vectors }: FrameColumns) {
    this.text = text;
    this.#times = times;
    this.#seen = new Float32Array(times.length);
    const steps = clipSteps(text);
    this.#likeness = steps.map(({ likenesses }) => likenesses(vectors));
    this.#matches = text && steps.length === 0 ? text.matches(vectors) : nothing;
    for (const certainties of this.#matches.words) {
      for (let frame = 0; frame < certainties.length; frame++) {
        this.#seen[frame]! += seenOf(certainties[frame]!);
      }
    }
  }

  /** At least the best of the levels: of a clip, were its pictures found in any order. */
  get promise(): number {
    this.#promise ??= this.#isClip
      ? this.#likeness.reduce((sum, step) => sum + highest(step), 0) / this.#likeness.length
      : this.#bestFrame();
    return this.#promise;
  }

  /** The best of the levels. */
  get best(): number {
    return this.#isClip ? highest(this.levels) : this.promise;
  }

  /** The frames with at least this level, ascending. */
  framesFrom(least: number): number[] {
    const frames: number[] = [];
    for (let frame = 0; frame < this.#times.length; frame++) {
      // The likeness itself is at most 1: what shows too little of the words need not be measured in full.
      if (!this.#isClip && Math.fround(this.#share(frame)) < least) continue;
      const level = this.#isClip ? this.levels[frame]! : Math.fround(this.#levelOf(frame));
      if (level >= least) frames.push(frame);
    }
    return frames;
  }

  /** By frame, 0..1. */
  get levels(): Float32Array {
    this.#levels ??= this.#isClip
      ? clipLevels(this.#times, this.#likeness, clipSteps(this.text))
      : this.#seen.map((_, frame) => this.#levelOf(frame));
    return this.#levels;
  }

  /** How certainly a frame shows a word of the text. */
  certainty(frame: number, word: number): number {
    return this.#matches.words[word]![frame]!;
  }

  /** Whether one of the frames shows a word of the text. */
  shows(word: number, [from, to]: FrameRange): boolean {
    for (let frame = from; frame < to; frame++) if (this.certainty(frame, word) >= wordSeen) return true;
    return false;
  }

  /** The frame of these that shows the text best; -1 when there are none. */
  bestOf([from, to]: FrameRange): number {
    const { levels } = this;
    let best = -1;
    for (let frame = from; frame < to; frame++) {
      if (best < 0 || levels[frame]! > levels[best]!) best = frame;
    }
    return best;
  }

  get #isClip(): boolean {
    return this.#likeness.length > 0;
  }

  #bestFrame(): number {
    let best = 0;
    for (let frame = 0; frame < this.#seen.length; frame++) {
      const share = this.#share(frame);
      // The likeness itself is at most 1.
      if (share > best) best = Math.max(best, share * this.#matches.whole(frame));
    }
    return best;
  }

  #levelOf(frame: number): number {
    return this.#share(frame) * this.#matches.whole(frame);
  }

  #share(frame: number): number {
    return shareSeen(this.#matches.words.length, this.#seen[frame]!);
  }
}

const nothing: TextMatches = { words: [], whole: () => 0 };

/** The steps of a clip; none of a text, nor of a single picture. */
function clipSteps(text: SeenText | null): readonly ClipStep[] {
  const steps = text?.example?.steps ?? [];
  return steps.length > 1 ? steps : [];
}

function highest(levels: Float32Array): number {
  let best = 0;
  for (const level of levels) if (level > best) best = level;
  return best;
}

/** Frames from the first on, up to the second, which is excluded. */
export type FrameRange = readonly [from: number, to: number];

/** The frames that stand for some part of an interval. */
export function framesIn(coverage: readonly Interval[], { start, end }: Interval): FrameRange {
  const from = firstWhere(coverage, (stretch) => stretch.end > start);
  return [
    from,
    Math.max(
      from,
      firstWhere(coverage, (stretch) => stretch.start >= end),
    ),
  ];
}

/** The first stretch for which this holds, as it does for all behind it. */
function firstWhere(coverage: readonly Interval[], holds: (stretch: Interval) => boolean): number {
  let low = 0;
  let high = coverage.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(coverage[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

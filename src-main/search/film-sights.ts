import type { Interval } from '../domain/interval.ts';
import type { FilmPictures } from './frame-index.ts';
import { sightOf, wordSeen, type SeenText } from './seen-text.ts';

/** How well each frame of a film shows a text. */
export class FilmSights {
  /** Null for a text that no picture can answer: nothing is seen of it. */
  readonly text: SeenText | null;
  /** By frame, 0..1. */
  readonly levels: Float32Array;
  /** The best of the levels. */
  readonly best: number;
  /** By frame, then by word. */
  readonly #certainties: Float32Array;

  constructor(text: SeenText | null, { frames }: Pick<FilmPictures, 'frames'>) {
    const count = text?.words.length ?? 0;
    this.text = text;
    this.levels = new Float32Array(frames.times.length);
    this.#certainties = new Float32Array(frames.times.length * count);
    let best = 0;
    if (text) {
      frames.measure((picture, frame) => {
        const level = sightOf(picture, text, this.#certainties, frame * count);
        this.levels[frame] = level;
        if (level > best) best = level;
      });
    }
    this.best = best;
  }

  /** How certainly a frame shows a word of the text. */
  certainty(frame: number, word: number): number {
    return this.#certainties[frame * (this.text?.words.length ?? 0) + word]!;
  }

  /** Whether one of the frames shows a word of the text. */
  shows(word: number, [from, to]: FrameRange): boolean {
    for (let frame = from; frame < to; frame++) if (this.certainty(frame, word) >= wordSeen) return true;
    return false;
  }

  /** The frame of these that shows the text best; -1 when there are none. */
  bestOf([from, to]: FrameRange): number {
    let best = -1;
    for (let frame = from; frame < to; frame++) {
      if (best < 0 || this.levels[frame]! > this.levels[best]!) best = frame;
    }
    return best;
  }
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

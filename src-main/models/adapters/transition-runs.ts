import type { ShotBoundary } from '../../domain/shot.ts';

/** What a model says of one picture. */
export interface JudgedPicture {
  readonly time: number;
  /** Probability that it is the last before a cut or the middle of a transition. */
  readonly boundary: number;
  /** Probability that it belongs to a transition; the same where a model tells only one of them. */
  readonly transition: number;
  /** Whether it is about black or about white all over. */
  readonly isBlank: boolean;
}

/** Pictures in a row that a cut is spread over at most; what is longer is gradual. */
const longestCut = 4;

interface Run {
  readonly from: number;
  to: number;
  length: number;
  peak: number;
  /** Whether the picture before this one was the run's most certain. */
  isAtPeak: boolean;
  afterPeak: number;
  hasBlank: boolean;
}

/**
 * Turns probabilities, picture by picture, into boundaries: a run of high ones is one boundary, a cut when it is short,
 * with the new shot's first picture right after the most certain one; else a fade where it passes a blank picture, or
 * a dissolve, bounded in its middle. A run that lasts until the film ends leads to no new shot.
 */
export class TransitionRuns {
  readonly #threshold: number;
  #run: Run | null = null;

  constructor(threshold: number) {
    this.#threshold = threshold;
  }

  push({ time, boundary, transition, isBlank }: JudgedPicture): ShotBoundary[] {
    const run = this.#run;
    if (run?.isAtPeak) {
      run.afterPeak = time;
      run.isAtPeak = false;
    }
    if (Math.max(boundary, transition) < this.#threshold) {
      this.#run = null;
      return run ? this.#boundaryOf(run) : [];
    }
    if (!run) {
      this.#run = {
        ...{ from: time, to: time, length: 1, peak: boundary },
        ...{ isAtPeak: true, afterPeak: time, hasBlank: isBlank },
      };
      return [];
    }
    run.to = time;
    run.length++;
    run.hasBlank ||= isBlank;
    if (boundary > run.peak) {
      run.peak = boundary;
      run.isAtPeak = true;
    }
    return [];
  }

  #boundaryOf({ from, to, length, peak, afterPeak, hasBlank }: Run): ShotBoundary[] {
    if (peak < this.#threshold) return [];
    if (length <= longestCut) return [{ time: afterPeak, transition: 'cut', from: afterPeak, to: afterPeak }];
    return [{ time: (from + to) / 2, transition: hasBlank ? 'fade' : 'dissolve', from, to }];
  }
}

import { durationOf, overlapOf, type Interval } from '../../domain/interval.ts';
import type { DescribedVoices } from '../../store/voice-table.ts';

/** What a speaker embedder makes of a voice; sums, so that more of the voice can be added. */
export interface LearnedVoice {
  readonly model: string;
  /** Cosine from which the model's vectors are of one voice. */
  readonly threshold: number;
  /** How much speech was described. */
  readonly seconds: number;
  /** `[dimension]`: the vectors' sum, each weighted with its seconds. */
  readonly sum: Float64Array;
}

/** A window tells of a line when so much of it lies inside the line, and no more than so much inside another one. */
const leastInside = 0.6;
const mostBeside = 0.25;

/** What is known of the voice of a stretch of speech; null where no window lies well inside it, and in no other. */
export function learnedWithin(
  described: DescribedVoices,
  stretch: Interval,
  others: readonly Interval[] = [],
): LearnedVoice | null {
  const inside = described.windows.filter((window) => {
    const seconds = durationOf(window);
    return (
      overlapOf(window, stretch) >= leastInside * seconds &&
      others.every((other) => overlapOf(window, other) <= mostBeside * seconds)
    );
  });
  return learnedOf({ ...described, windows: inside });
}

/** What is known of a voice by all windows that are given; null without any. */
export function learnedOf({ model, threshold, windows }: DescribedVoices): LearnedVoice | null {
  const [first] = windows;
  if (!first) return null;
  const sum = new Float64Array(first.vector.length);
  let seconds = 0;
  for (const window of windows) {
    const weight = durationOf(window);
    seconds += weight;
    window.vector.forEach((value, i) => (sum[i]! += weight * value));
  }
  return { model, threshold, seconds, sum };
}

/** Both together. Of two models' descriptions, which cannot be compared, the first is kept. */
export function addLearned(
  a: LearnedVoice | null,
  b: LearnedVoice | null,
  weight: number,
): LearnedVoice | null {
  if (!b || (a && a.model !== b.model)) return a;
  const { model, threshold } = b;
  return {
    model,
    threshold,
    seconds: (a?.seconds ?? 0) + weight * b.seconds,
    sum: b.sum.map((value, i) => (a?.sum[i] ?? 0) + weight * value),
  };
}

/**
 * How far two voices lie apart by what one model makes of them: 0 for the same, 1 where the model takes them for one voice
 * no longer. Null where they cannot be compared.
 */
export function learnedDistance(a: LearnedVoice | null, b: LearnedVoice | null): number | null {
  if (!a || !b || a.model !== b.model || a.sum.length !== b.sum.length) return null;
  let product = 0;
  let [ownSquare, otherSquare] = [0, 0];
  for (let i = 0; i < a.sum.length; i++) {
    product += a.sum[i]! * b.sum[i]!;
    ownSquare += a.sum[i]! ** 2;
    otherSquare += b.sum[i]! ** 2;
  }
  const lengths = Math.sqrt(ownSquare * otherSquare);
  return lengths > 0 ? Math.max(0, 1 - product / lengths) / (1 - a.threshold) : null;
}

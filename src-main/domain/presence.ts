import { durationOf, type Interval } from './interval.ts';

/** A stretch in which somebody is on screen. */
export interface Presence extends Interval {
  /** Mean certainty over the time that was really seen, 0..1. */
  readonly confidence: number;
}

/**
 * Joins the stretches of one person in one video whose gap is at most `gap` seconds.
 * `mayJoin` can forbid a join, for instance over a cut. The confidence is the mean weighted by seconds.
 */
export function mergePresence(
  seen: readonly Presence[],
  gap: number,
  mayJoin: (before: number, after: number) => boolean = () => true,
): Presence[] {
  const merged: { start: number; end: number; weight: number; sum: number }[] = [];
  for (const { start, end, confidence } of seen.toSorted((a, b) => a.start - b.start)) {
    // A track seen in a single frame still has a say.
    const weight = Math.max(0.04, durationOf({ start, end }));
    const last = merged.at(-1);
    if (last && start - last.end <= gap && (start <= last.end || mayJoin(last.end, start))) {
      last.end = Math.max(last.end, end);
      last.weight += weight;
      last.sum += weight * confidence;
    } else merged.push({ start, end, weight, sum: weight * confidence });
  }
  return merged.map(({ start, end, weight, sum }) => ({
    start,
    end,
    confidence: Math.round((sum / weight) * 10_000) / 10_000,
  }));
}

/** Longest absence inside one appearance, in seconds: scripts rely on it (`appearances`). */
export const appearanceGap = 0.5;

import type { Interval } from '../domain/interval.ts';
import { gapFrames, minSeconds, snapFrames } from './conventions.ts';

/**
 * A cue whose start or end is within 12 frames of a cut: it starts at the cut, and ends two frames before it. It is left
 * alone where it would become too short.
 * @param cuts ascending, in seconds
 * @param frame seconds of a frame
 */
export function snapped(cue: Interval, cuts: readonly number[], frame: number): Interval {
  const startCut = nearest(cuts, cue.start);
  const start = startCut !== null && isNear(startCut, cue.start, frame) ? startCut : cue.start;
  const endCut = nearest(cuts, cue.end);
  const end = endCut !== null && isNear(endCut, cue.end, frame) ? endCut - gapFrames * frame : cue.end;
  return end - start >= Math.min(minSeconds, cue.end - cue.start)
    ? { start, end }
    : { start: cue.start, end: cue.end };
}

export function isNear(cut: number, time: number, frame: number): boolean {
  return Math.abs(cut - time) <= snapFrames * frame;
}

/** The cut nearest to a time; null where there is none. */
export function nearest(cuts: readonly number[], time: number): number | null {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle]! < time) low = middle + 1;
    else high = middle;
  }
  const after = cuts[low];
  const before = cuts[low - 1];
  if (before === undefined || after === undefined) return before ?? after ?? null;
  return time - before <= after - time ? before : after;
}

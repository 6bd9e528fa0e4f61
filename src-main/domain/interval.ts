/** A stretch of a video in seconds from its first presentation time; `start <= end`, the end excluded. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

export function durationOf(interval: Interval): number {
  return Math.max(0, interval.end - interval.start);
}

/** Seconds of all of them together; what they share counts for each. */
export function totalDuration(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { start, end }) => sum + end - start, 0);
}

export function overlapOf(a: Interval, b: Interval): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** Where intervals begin and end, ascending. */
export function boundsOf(intervals: readonly Interval[]): Float64Array {
  const bounds = new Float64Array(2 * intervals.length);
  for (let at = 0; at < intervals.length; at++) {
    bounds[2 * at] = intervals[at]!.start;
    bounds[2 * at + 1] = intervals[at]!.end;
  }
  return bounds.sort();
}

/** Temporal intersection over union, 0..1. */
export function intervalIou(a: Interval, b: Interval): number {
  const overlap = overlapOf(a, b);
  const union = durationOf(a) + durationOf(b) - overlap;
  return union > 0 ? overlap / union : 0;
}

/** Sorts by start and joins intervals whose gap is at most `gap` seconds. */
export function mergeIntervals(intervals: readonly Interval[], gap = 0): Interval[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of intervals.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && start - last.end <= gap) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** The stretches in which both lists are present. Each list must be sorted and free of overlaps. */
export function intersectIntervals(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const common: Interval[] = [];
  let i = 0;
  let j = 0;
  for (let left = a[0], right = b[0]; left && right; left = a[i], right = b[j]) {
    const start = Math.max(left.start, right.start);
    const end = Math.min(left.end, right.end);
    if (end > start) common.push({ start, end });
    if (left.end < right.end) i++;
    else j++;
  }
  return common;
}

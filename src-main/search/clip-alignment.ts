import type { ClipStep } from './seen-text.ts';

// Note: a clip in a film
// A clip is found where its pictures follow each other in its own order, at about its own pace. Each step is laid on one
// frame, no earlier than the step before; a place counts as the mean likeness of its steps, less for a pace that is not
// the clip's. The way to a frame is the soft maximum over all ways (as in soft-DTW, Cuturi & Blondel 2017, with a window
// as in Sakoe & Chiba 1978), so that frames between which little changes do not have to be chosen between.

/** The sharpness of the maximum: ways worse than the best by more than this hardly count. */
const softness = 0.04;
/** What a second more or less between two steps costs. */
const paceCost = 0.06;
/** A step may come so many times later than in the clip, and so many seconds besides: keyframes lie far apart. */
const slowest = 3;
const slack = 4;
/** Places of a film that overlap a better one are the same. */
const mostPlaces = 40;

/** A place of a film where the clip's steps follow each other, frames counted. */
export interface ClipPlace {
  readonly first: number;
  readonly last: number;
  /** 0..1. */
  readonly score: number;
}

/**
 * By frame of a film how well the best place around it shows the clip, 0..1.
 * @param likeness by step, then by frame, 0..1
 */
export function clipLevels(
  times: Float64Array,
  likeness: readonly Float32Array[],
  steps: readonly Pick<ClipStep, 'after'>[],
): Float32Array {
  const levels = new Float32Array(times.length);
  for (const { first, last, score } of clipPlaces(times, likeness, steps)) {
    levels.fill(score, first, last + 1);
  }
  return levels;
}

/**
 * Where the steps of a clip follow each other, best first, none overlapping a better one.
 * @param times of the frames, seconds, ascending
 * @param likeness by step, then by frame, 0..1
 */
export function clipPlaces(
  times: Float64Array,
  likeness: readonly Float32Array[],
  steps: readonly Pick<ClipStep, 'after'>[],
): ClipPlace[] {
  let sums = Array.from(likeness[0] ?? []);
  let firsts = Array.from(times, (_, frame) => frame);
  for (let step = 1; step < steps.length; step++) {
    const next: number[] = [];
    const nextFirsts: number[] = [];
    for (let frame = 0; frame < times.length; frame++) {
      const way = bestWay(times, sums, frame, steps[step]!.after);
      next.push(way.sum + likeness[step]![frame]!);
      nextFirsts.push(firsts[way.from]!);
    }
    [sums, firsts] = [next, nextFirsts];
  }
  const places = sums.map((sum, last) => ({
    first: firsts[last]!,
    last,
    score: Math.min(1, Math.max(0, sum / steps.length)),
  }));
  return withoutOverlaps(places.toSorted((a, b) => b.score - a.score || a.last - b.last));
}

/** The soft maximum over the frames that the step before may stand on, and the best of them. */
function bestWay(
  times: Float64Array,
  sums: readonly number[],
  frame: number,
  after: number,
): { sum: number; from: number } {
  const earliest = times[frame]! - (slowest * after + slack);
  let from = frame;
  let best = -Infinity;
  const values: number[] = [];
  for (let before = frame; before >= 0 && times[before]! >= earliest; before--) {
    const value = sums[before]! - paceCost * Math.abs(times[frame]! - times[before]! - after);
    values.push(value);
    if (value > best) [best, from] = [value, before];
  }
  let weights = 0;
  let weighted = 0;
  for (const value of values) {
    const weight = Math.exp((value - best) / softness);
    weights += weight;
    weighted += weight * value;
  }
  return { sum: weighted / weights, from };
}

function withoutOverlaps(places: readonly ClipPlace[]): ClipPlace[] {
  const kept: ClipPlace[] = [];
  for (const place of places) {
    if (kept.length >= mostPlaces) break;
    if (kept.every(({ first, last }) => place.first > last || place.last < first)) kept.push(place);
  }
  return kept;
}

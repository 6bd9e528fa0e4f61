import type { Interval } from '../../src-main/domain/interval.ts';
import { intervalIou } from '../../src-main/domain/interval.ts';

/** Counts of agreement between what was found and the truth. */
export interface Agreement {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

export const noAgreement: Agreement = { truePositives: 0, falsePositives: 0, falseNegatives: 0 };

export function addAgreements(a: Agreement, b: Agreement): Agreement {
  return {
    truePositives: a.truePositives + b.truePositives,
    falsePositives: a.falsePositives + b.falsePositives,
    falseNegatives: a.falseNegatives + b.falseNegatives,
  };
}

export function precisionOf({ truePositives, falsePositives }: Agreement): number {
  return ratio(truePositives, truePositives + falsePositives);
}

export function recallOf({ truePositives, falseNegatives }: Agreement): number {
  return ratio(truePositives, truePositives + falseNegatives);
}

export function f1Of({ truePositives, falsePositives, falseNegatives }: Agreement): number {
  return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
}

/** Nothing asked and nothing said is full agreement. */
function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

/** Presence frame by frame: `times` are the frames that count, in seconds. */
export function presenceAgreement(
  truth: readonly Interval[],
  found: readonly Interval[],
  times: readonly number[],
): Agreement {
  const inside = (intervals: readonly Interval[], time: number) =>
    intervals.some(({ start, end }) => time >= start && time < end);
  let agreement = noAgreement;
  for (const time of times) {
    const there = inside(truth, time);
    const said = inside(found, time);
    agreement = addAgreements(agreement, {
      truePositives: there && said ? 1 : 0,
      falsePositives: !there && said ? 1 : 0,
      falseNegatives: there && !said ? 1 : 0,
    });
  }
  return agreement;
}

/** Boundaries pair one to one, nearest first, when they lie within `tolerance` seconds of each other. */
export function boundaryAgreement(
  truth: readonly number[],
  found: readonly number[],
  tolerance: number,
): Agreement {
  const pairs = truth
    .flatMap((t, i) => found.map((f, j) => ({ i, j, distance: Math.abs(t - f) })))
    .filter(({ distance }) => distance <= tolerance)
    .toSorted((a, b) => a.distance - b.distance);
  const usedTruth = new Set<number>();
  const usedFound = new Set<number>();
  for (const { i, j } of pairs) {
    if (usedTruth.has(i) || usedFound.has(j)) continue;
    usedTruth.add(i);
    usedFound.add(j);
  }
  return {
    truePositives: usedTruth.size,
    falsePositives: found.length - usedFound.size,
    falseNegatives: truth.length - usedTruth.size,
  };
}

/** Found times pair one to one with the true spans that they lie in, nearest to a span's middle first. */
export function spanAgreement(truth: readonly Interval[], found: readonly number[]): Agreement {
  const used = new Set<number>();
  const pairs = truth
    .flatMap(({ start, end }, i) =>
      found.map((time, j) => ({
        i,
        j,
        distance: Math.abs(time - (start + end) / 2),
        reach: (end - start) / 2,
      })),
    )
    .filter(({ distance, reach }) => distance <= reach + 1e-9)
    .toSorted((a, b) => a.distance - b.distance);
  const met = new Set<number>();
  for (const { i, j } of pairs) {
    if (met.has(i) || used.has(j)) continue;
    met.add(i);
    used.add(j);
  }
  return {
    truePositives: met.size,
    falsePositives: found.length - used.size,
    falseNegatives: truth.length - met.size,
  };
}

/** Distances of start and end, in seconds, of each true interval to the found one that overlaps it most; Infinity when none does. */
export function edgeErrors(truth: readonly Interval[], found: readonly Interval[]): number[] {
  return truth.flatMap((interval) => {
    const best = found.toSorted((a, b) => intervalIou(b, interval) - intervalIou(a, interval))[0];
    if (!best || intervalIou(best, interval) === 0) return [Infinity, Infinity];
    return [Math.abs(best.start - interval.start), Math.abs(best.end - interval.end)];
  });
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Times on a regular grid, each in the middle of its cell. */
export function gridOf(duration: number, perSecond: number): number[] {
  return Array.from({ length: Math.floor(duration * perSecond) }, (_, index) => (index + 0.5) / perSecond);
}

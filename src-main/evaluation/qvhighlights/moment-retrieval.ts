import { durationOf, intervalIou, overlapOf, type Interval } from '../../domain/interval.ts';
import type { Query, ScoredWindow } from './files.ts';

/** 0.5, 0.55 ... 0.95. */
export const iouThresholds = Array.from({ length: 10 }, (_, index) => (50 + 5 * index) / 100);

const mostPredictions = 10;

/** By the length in seconds of the true windows: more than the first, at most the second. */
export const lengthRanges = {
  full: [-Infinity, Infinity],
  long: [30, 150],
  middle: [10, 30],
  short: [0, 10],
} as const;

export type LengthRange = keyof typeof lengthRanges;

/** How one query was answered, for each of {@link iouThresholds}. */
export interface MomentScores {
  /** 1 where the first prediction hits a true window, else 0. */
  readonly recallAtOne: readonly number[];
  /** Average precision of the first ten predictions, 0..1. */
  readonly averagePrecision: readonly number[];
}

/**
 * Scores the predicted windows against the true windows of a length; null where the query has none of that length.
 * All predictions count, of whichever length. No prediction at all is a miss.
 */
export function scoreMoments(query: Query, range: LengthRange): MomentScores | null {
  const [above, most] = lengthRanges[range];
  const truth = query.windows.filter((window) => durationOf(window) > above && durationOf(window) <= most);
  if (truth.length === 0) return null;
  const predictions = query.predictedWindows ?? [];
  return {
    recallAtOne: recallAtOne(truth, predictions[0]),
    averagePrecision: averagePrecision(truth, predictions.slice(0, mostPredictions)),
  };
}

function recallAtOne(truth: readonly Interval[], first: ScoredWindow | undefined): number[] {
  if (!first) return iouThresholds.map(() => 0);
  const nearest = truth.reduce((best, window) =>
    intervalIou(first, window) > intervalIou(first, best) ? window : best,
  );
  const iou = overlapOverHull(first, nearest);
  return iouThresholds.map((threshold) => (iou >= threshold ? 1 : 0));
}

/**
 * The reference divides by the hull of the two windows here and by their union elsewhere. For windows that overlap
 * these are the same but for the float's last digit, which decides at a threshold.
 */
function overlapOverHull(a: Interval, b: Interval): number {
  const hull = Math.max(a.end, b.end) - Math.min(a.start, b.start);
  return hull === 0 ? 0 : overlapOf(a, b) / hull;
}

/**
 * Predictions, the best scored first, each take the free true window that they overlap most, if its IoU reaches the
 * threshold. The average precision is interpolated as in PASCAL VOC 2011: the area under the precision that is the
 * highest at this recall or a higher one.
 */
export function averagePrecision(truth: readonly Interval[], predictions: readonly ScoredWindow[]): number[] {
  const ranked = predictions.toSorted((a, b) => b.score - a.score);
  // Of true windows that are overlapped alike, the reference tries the last one first.
  const choices = ranked.map((prediction) =>
    truth
      .map((window, index) => ({ index, iou: intervalIou(prediction, window) }))
      .toSorted((a, b) => b.iou - a.iou || b.index - a.index),
  );
  return iouThresholds.map((threshold) => {
    const taken = new Set<number>();
    const hits = choices.map((windows) => {
      const free = windows.find(({ index, iou }) => iou >= threshold && !taken.has(index));
      if (free) taken.add(free.index);
      return free !== undefined;
    });
    return interpolatedPrecision(hits, truth.length);
  });
}

/** The VOC 2011 average precision of ranked hits and misses among `positives` things to find, 0..1. */
export function interpolatedPrecision(hits: readonly boolean[], positives: number): number {
  let found = hits.filter(Boolean).length;
  let highest = 0;
  let area = 0;
  for (let rank = hits.length; rank > 0; rank--) {
    highest = Math.max(highest, found / rank);
    if (!hits[rank - 1]) continue;
    area += (found / positives - (found - 1) / positives) * highest;
    found--;
  }
  return area;
}

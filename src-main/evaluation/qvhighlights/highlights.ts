import type { Query } from './files.ts';

/** The least saliency of a clip that counts as a highlight, by the reference's names. */
export const leastSaliency = { Fair: 2, Good: 3, VeryGood: 4 } as const;

export type SaliencyName = keyof typeof leastSaliency;

/** How one query's clips were ranked. */
export interface HighlightScores {
  /** Mean over the three annotators of the average precision over all clips, 0..1. */
  readonly averagePrecision: number;
  /** 1 when any of the annotators calls the best ranked clip a highlight, else 0. */
  readonly hitAtOne: number;
}

/** Scores a query's predicted saliency; null where none was predicted. */
export function scoreHighlights(query: Query, name: SaliencyName): HighlightScores | null {
  const { saliency, predictedSaliency } = query;
  if (!predictedSaliency) return null;
  const isHighlight = saliency.map((clip) => clip.map((score) => score >= leastSaliency[name]));
  const scores = saliency.map((_, clip) => predictedSaliency[clip] ?? 0);
  const perAnnotator = [0, 1, 2].map((annotator) =>
    rankedPrecision(
      isHighlight.map((clip) => clip[annotator]!),
      scores,
    ),
  );
  const best = predictedSaliency.reduce(
    (top, score, clip) => (score > predictedSaliency[top]! ? clip : top),
    0,
  );
  return {
    averagePrecision: perAnnotator.reduce((sum, precision) => sum + precision, 0) / perAnnotator.length,
    hitAtOne: isHighlight[best]?.some(Boolean) ? 1 : 0,
  };
}

/**
 * The interpolated average precision of clips ranked by score, as the reference takes it: the mean, over the recalls
 * that are reached, of the highest precision at this recall or a higher one. Clips of the same score come in
 * together, and so make one recall. 0 when nothing is positive, 1 when everything is.
 */
export function rankedPrecision(isPositive: readonly boolean[], scores: readonly number[]): number {
  const positives = isPositive.filter(Boolean).length;
  if (positives === 0) return 0;
  if (positives === isPositive.length) return 1;
  const ranked = isPositive
    .map((positive, index) => ({ positive, score: scores[index]! }))
    .sort((a, b) => b.score - a.score);
  const steps: { readonly found: number; readonly precision: number }[] = [];
  let found = 0;
  ranked.forEach(({ positive, score }, index) => {
    if (positive) found++;
    if (ranked[index + 1]?.score === score) return;
    if (found > (steps.at(-1)?.found ?? 0)) steps.push({ found, precision: found / (index + 1) });
  });
  let highest = 0;
  let sum = 0;
  for (const { precision } of steps.reverse()) {
    highest = Math.max(highest, precision);
    sum += highest;
  }
  return sum / steps.length;
}

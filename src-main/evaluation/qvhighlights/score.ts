import { ratioIntervals, type Share } from '../bootstrap.ts';
import type { MetricTree, Scorecard } from '../metric-tree.ts';
import { rounded } from '../rounding.ts';
import type { Query } from './files.ts';
import { leastSaliency, scoreHighlights, type HighlightScores, type SaliencyName } from './highlights.ts';
import {
  iouThresholds,
  lengthRanges,
  scoreMoments,
  type LengthRange,
  type MomentScores,
} from './moment-retrieval.ts';

const decimals = 2;
const rangeNames = Object.keys(lengthRanges) as LengthRange[];
const saliencyNames = Object.keys(leastSaliency) as SaliencyName[];

/** A headline: what one query contributes to it; null where the query does not count for it. */
interface Headline {
  readonly name: string;
  readonly valueOf: (query: ScoredQuery) => number | null;
}

interface ScoredQuery {
  readonly moments: Readonly<Record<LengthRange, MomentScores | null>>;
  readonly highlights: Readonly<Record<SaliencyName, HighlightScores | null>>;
}

/**
 * Scores QVHighlights predictions: moment retrieval (recall at 1 and mAP by IoU and by length of the windows) and
 * highlight detection (mAP and hit at 1 by least saliency), in percent, under the names of the reference scorer.
 * The intervals are over queries.
 */
export function scoreQvhighlights(queries: readonly Query[]): Scorecard {
  const scored = queries.map((query): ScoredQuery => ({
    moments: byName(rangeNames, (range) => scoreMoments(query, range)),
    highlights: byName(saliencyNames, (name) => scoreHighlights(query, name)),
  }));
  const headlines = [
    ...(queries[0]?.predictedWindows ? momentHeadlines : []),
    ...(queries[0]?.predictedSaliency ? highlightHeadlines : []),
  ];
  const brief: MetricTree = Object.fromEntries(
    headlines.map(({ name, valueOf }) => [name, meanInPercent(scored.map(valueOf))]),
  );
  return {
    metrics: {
      brief,
      ...(queries[0]?.predictedSaliency ? highlightMetrics(scored) : {}),
      ...(queries[0]?.predictedWindows ? momentMetrics(scored) : {}),
    },
    intervals: ratioIntervals(
      headlines.map(({ name, valueOf }) => ({
        name: `brief ${name}`,
        shares: scored.map((query) => shareOf(valueOf(query))),
      })),
    ),
    parts: [],
  };
}

const momentHeadlines: readonly Headline[] = [
  { name: 'MR-full-R1@0.5', valueOf: recallAt('full', 0.5) },
  { name: 'MR-full-R1@0.7', valueOf: recallAt('full', 0.7) },
  { name: 'MR-full-mAP', valueOf: meanPrecision('full') },
  { name: 'MR-full-mAP@0.5', valueOf: precisionAt('full', 0.5) },
  { name: 'MR-full-mAP@0.75', valueOf: precisionAt('full', 0.75) },
  { name: 'MR-long-mAP', valueOf: meanPrecision('long') },
  { name: 'MR-middle-mAP', valueOf: meanPrecision('middle') },
  { name: 'MR-short-mAP', valueOf: meanPrecision('short') },
];

const highlightHeadlines: readonly Headline[] = saliencyNames.flatMap((name) => [
  { name: `HL-min-${name}-mAP`, valueOf: ({ highlights }) => highlights[name]?.averagePrecision ?? null },
  { name: `HL-min-${name}-Hit1`, valueOf: ({ highlights }) => highlights[name]?.hitAtOne ?? null },
]);

function momentMetrics(scored: readonly ScoredQuery[]): MetricTree {
  const meanOf = (valueOf: Headline['valueOf']): number | null => meanInPercent(scored.map(valueOf));
  const byThreshold = (valueAt: (threshold: number) => Headline['valueOf']): MetricTree =>
    Object.fromEntries(iouThresholds.map((threshold) => [String(threshold), meanOf(valueAt(threshold))]));
  return byName(rangeNames, (range) => ({
    'MR-mAP': {
      ...byThreshold((threshold) => precisionAt(range, threshold)),
      average: meanOf(meanPrecision(range)),
    },
    'MR-R1': byThreshold((threshold) => recallAt(range, threshold)),
  }));
}

function highlightMetrics(scored: readonly ScoredQuery[]): MetricTree {
  return Object.fromEntries(
    saliencyNames.map((name) => [
      `HL-min-${name}`,
      {
        'HL-mAP': meanInPercent(scored.map(({ highlights }) => highlights[name]?.averagePrecision ?? null)),
        'HL-Hit1': meanInPercent(scored.map(({ highlights }) => highlights[name]?.hitAtOne ?? null)),
      },
    ]),
  );
}

function recallAt(range: LengthRange, threshold: number): Headline['valueOf'] {
  const index = iouThresholds.indexOf(threshold);
  return ({ moments }) => moments[range]?.recallAtOne[index] ?? null;
}

function precisionAt(range: LengthRange, threshold: number): Headline['valueOf'] {
  const index = iouThresholds.indexOf(threshold);
  return ({ moments }) => moments[range]?.averagePrecision[index] ?? null;
}

function meanPrecision(range: LengthRange): Headline['valueOf'] {
  return ({ moments }) => {
    const precisions = moments[range]?.averagePrecision;
    return precisions ? precisions.reduce((sum, value) => sum + value, 0) / precisions.length : null;
  };
}

function shareOf(value: number | null): Share {
  return value === null ? { part: 0, whole: 0 } : { part: value, whole: 1 };
}

function meanInPercent(values: readonly (number | null)[]): number | null {
  const counted = values.filter((value) => value !== null);
  return rounded(100 * (counted.reduce((sum, value) => sum + value, 0) / counted.length), decimals);
}

function byName<N extends string, T>(names: readonly N[], valueOf: (name: N) => T): Record<N, T> {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<N, T>;
}

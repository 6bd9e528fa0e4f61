import { ratioIntervals } from '../bootstrap.ts';
import type { MetricInterval } from '../metric-tree.ts';
import { averagePrecision, meanReciprocalRank, recallAt, type FirstRank } from '../ranking.ts';
import type { RankMetric } from './personal-data.ts';

/** A candidate of a query with how well it is taken to answer. */
export interface ScoredCandidate {
  readonly score: number;
  readonly isRight: boolean;
}

/** A metric in percent and the interval in which it lies in 95 % of bootstrap samples of the queries. */
export interface PersonalMetric {
  readonly name: RankMetric;
  readonly value: number;
  /** Null where there are too few queries to tell. */
  readonly interval: MetricInterval | null;
}

/** The metrics of a setting over its queries, of which there is at least one. */
export function scorePersonal(
  metrics: readonly RankMetric[],
  queries: readonly (readonly ScoredCandidate[])[],
): PersonalMetric[] {
  const orders = queries.map(orderOf);
  return metrics.map((name) => {
    const shares = orders.map((order) => ({ part: metricOf(name, order), whole: 1 }));
    const value = (100 * shares.reduce((sum, { part }) => sum + part, 0)) / shares.length;
    return { name, value, interval: ratioIntervals([{ name, shares }])[0] ?? null };
  });
}

/** Whether each candidate is right, best first. Of candidates with the same score the wrong ones come first: luck is no merit. */
function orderOf(candidates: readonly ScoredCandidate[]): boolean[] {
  return candidates
    .toSorted((a, b) => b.score - a.score || Number(a.isRight) - Number(b.isRight))
    .map(({ isRight }) => isRight);
}

function metricOf(name: RankMetric, order: readonly boolean[]): number {
  const first: FirstRank = order.includes(true) ? order.indexOf(true) + 1 : null;
  switch (name) {
    case 'mAP':
      return averagePrecision(order);
    case 'MRR':
      return meanReciprocalRank([first]);
    case 'R@1':
      return recallAt(1, [first]);
    case 'R@5':
      return recallAt(5, [first]);
  }
}

import {
  averagePrecision,
  meanReciprocalRank,
  recallAt,
  type FirstRank,
} from '../../../src-main/evaluation/ranking.ts';

/** Mean average precision and mean reciprocal rank over queries, and how often a right answer is among the first five. */
export interface RankingScores {
  readonly map: number;
  readonly mrr: number;
  readonly recallAt5: number;
}

/** One query: whether each candidate is right, and its score. */
export type Candidates = readonly { readonly score: number; readonly isRight: boolean }[];

export function rankingScores(queries: readonly Candidates[]): RankingScores {
  const orders = queries.map((candidates) =>
    candidates.toSorted((a, b) => b.score - a.score).map(({ isRight }) => isRight),
  );
  const firsts = orders.map((order): FirstRank => (order.includes(true) ? order.indexOf(true) + 1 : null));
  return {
    map: orders.reduce((sum, order) => sum + averagePrecision(order), 0) / orders.length,
    mrr: meanReciprocalRank(firsts),
    recallAt5: recallAt(5, firsts),
  };
}

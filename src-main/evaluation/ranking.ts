/** The place of the first right answer in a ranking, counted from 1; null where there is none. */
export type FirstRank = number | null;

/** R@k: the share of queries with a right answer among the first `k`, 0..1; NaN without queries. */
export function recallAt(k: number, ranks: readonly FirstRank[]): number {
  return ranks.filter((rank) => rank !== null && rank <= k).length / ranks.length;
}

/** Mean reciprocal rank, 0..1: 1 when every query's first answer is right; NaN without queries. */
export function meanReciprocalRank(ranks: readonly FirstRank[]): number {
  return ranks.reduce<number>((sum, rank) => sum + (rank === null ? 0 : 1 / rank), 0) / ranks.length;
}

/** The mean, over the right answers, of the share of right ones among those ranked as high, 0..1; 0 without any. */
export function averagePrecision(order: readonly boolean[]): number {
  const ranks = order.flatMap((isRight, index) => (isRight ? [index + 1] : []));
  return ranks.reduce((sum, rank, index) => sum + (index + 1) / rank, 0) / Math.max(1, ranks.length);
}

/**
 * NDCG@k, 0..1, with the gain `2^relevance - 1` (Burges et al. 2005), as TVR-Ranking takes it.
 *
 * @param ranked relevances of the answers, best ranked first; 0 for a wrong answer
 * @param relevant relevances of everything that could have been found, in any order
 * @returns 0 where nothing was relevant
 */
export function ndcgAt(k: number, ranked: readonly number[], relevant: readonly number[]): number {
  const ideal = discountedGain(relevant.toSorted((a, b) => b - a).slice(0, k));
  return ideal > 0 ? discountedGain(ranked.slice(0, k)) / ideal : 0;
}

function discountedGain(relevances: readonly number[]): number {
  return relevances.reduce((sum, relevance, index) => sum + (2 ** relevance - 1) / Math.log2(index + 2), 0);
}

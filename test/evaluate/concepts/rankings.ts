/** Mean average precision and mean reciprocal rank over queries, and how often a right answer is among the first five. */
export interface RankingScores {
  readonly map: number;
  readonly mrr: number;
  readonly recallAt5: number;
}

/** One query: whether each candidate is right, and its score. */
export type Candidates = readonly { readonly score: number; readonly isRight: boolean }[];

export function rankingScores(queries: readonly Candidates[]): RankingScores {
  let [map, mrr, recallAt5] = [0, 0, 0];
  for (const candidates of queries) {
    const order = candidates.toSorted((a, b) => b.score - a.score).map(({ isRight }) => isRight);
    let hits = 0;
    let precision = 0;
    order.forEach((isRight, index) => {
      if (isRight) precision += ++hits / (index + 1);
    });
    const first = order.indexOf(true);
    if (hits > 0) map += precision / hits / queries.length;
    if (first >= 0) mrr += 1 / (first + 1) / queries.length;
    if (first >= 0 && first < 5) recallAt5 += 1 / queries.length;
  }
  return { map, mrr, recallAt5 };
}

import { ratioIntervals } from '../bootstrap.ts';
import type { MetricInterval } from '../metric-tree.ts';
import { metricsOf, type AnsweredQuery } from './answered-query.ts';

/** A metric in percent and the interval in which it lies in 95 % of bootstrap samples of the queries. */
export interface RetrievalMetric {
  readonly name: string;
  readonly value: number;
  /** Null where there are too few queries to tell. */
  readonly interval: MetricInterval | null;
}

/** The mean of every metric over the queries that have it, in the order of {@link metricsOf}. */
export function scoreRetrieval(queries: readonly AnsweredQuery[]): RetrievalMetric[] {
  const byQuery = queries.map(metricsOf);
  const names = [...new Set(byQuery.flatMap((values) => Object.keys(values)))];
  return names.map((name) => {
    const shares = byQuery.flatMap((values) => {
      const part = values[name];
      return part === undefined ? [] : [{ part, whole: 1 }];
    });
    const value = (100 * shares.reduce((sum, { part }) => sum + part, 0)) / shares.length;
    return { name, value, interval: ratioIntervals([{ name, shares }])[0] ?? null };
  });
}

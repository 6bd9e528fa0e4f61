/** A measured value as it is printed; null where there was nothing to measure. */
export type MetricValue = number | string | null;

/** Metrics under the names that the reference scorer gives them, nested as it nests them. */
export interface MetricTree {
  readonly [name: string]: MetricValue | MetricTree;
}

/** Between `low` and `high` lies the metric in 95 % of the samples drawn from what was measured. */
export interface MetricInterval {
  /** The metric's names from the outermost to the innermost, with a space between them. */
  readonly metric: string;
  readonly low: number;
  readonly high: number;
}

/** Metrics of one recording or one sequence. */
export interface NamedMetrics {
  readonly name: string;
  readonly metrics: MetricTree;
}

/** What a scorer answers. */
export interface Scorecard {
  readonly metrics: MetricTree;
  readonly intervals: readonly MetricInterval[];
  /** The recordings or sequences of which `metrics` is the whole; none where queries are scored. */
  readonly parts: readonly NamedMetrics[];
}

export interface NamedValue {
  readonly name: string;
  readonly value: MetricValue;
}

/** The values of a tree in the order in which they stand there, each under its full name. */
export function valuesOf(tree: MetricTree, outer: readonly string[] = []): NamedValue[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const names = [...outer, name];
    return typeof value === 'object' && value !== null
      ? valuesOf(value, names)
      : [{ name: names.join(' '), value }];
  });
}

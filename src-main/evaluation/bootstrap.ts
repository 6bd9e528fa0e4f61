import { seededRandom } from '../domain/random.ts';
import type { MetricInterval } from './metric-tree.ts';

const samples = 1000;
const seed = 20_000;
const coverage = 0.95;

/**
 * 95 % intervals of metrics by the percentile bootstrap (Efron 1979): units (queries, minutes, sequences) are drawn
 * again with replacement, 1000 times, and the metrics taken anew. The seed is fixed, so the same units give the same
 * intervals. Metrics that no sample could measure are left out; so are all with fewer than two units.
 *
 * @param names one for each value that `metricsOf` answers
 * @param units how many there are to draw from
 * @param metricsOf the metrics of a sample, given how often it holds each unit; NaN where there is nothing to measure
 */
export function bootstrapIntervals(
  names: readonly string[],
  units: number,
  metricsOf: (timesDrawn: Uint32Array) => readonly number[],
): MetricInterval[] {
  if (units < 2) return [];
  const random = seededRandom(seed);
  const drawn = names.map(() => new Float64Array(samples));
  const timesDrawn = new Uint32Array(units);
  for (let i = 0; i < samples; i++) {
    timesDrawn.fill(0);
    for (let draw = 0; draw < units; draw++) timesDrawn[random.whole(0, units - 1)]!++;
    const values = metricsOf(timesDrawn);
    drawn.forEach((row, metric) => (row[i] = values[metric]!));
  }
  return names.flatMap((metric, index) => {
    const values = drawn[index]!.filter((value) => !Number.isNaN(value)).sort();
    if (values.length === 0) return [];
    return [
      { metric, low: percentile(values, (1 - coverage) / 2), high: percentile(values, (1 + coverage) / 2) },
    ];
  });
}

/** A unit's share in a metric that is the sum of the parts over the sum of the wholes. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

/** A metric and the share of each unit in it. */
export interface RatioMetric {
  readonly name: string;
  readonly shares: readonly Share[];
}

/** The {@link bootstrapIntervals} of ratios over the same units, in percent. */
export function ratioIntervals(metrics: readonly RatioMetric[]): MetricInterval[] {
  const columns = metrics.map(({ shares }) => ({
    parts: Float64Array.from(shares, ({ part }) => part),
    wholes: Float64Array.from(shares, ({ whole }) => whole),
  }));
  return bootstrapIntervals(
    metrics.map(({ name }) => name),
    metrics[0]?.shares.length ?? 0,
    (timesDrawn) =>
      columns.map(({ parts, wholes }) => (100 * dot(timesDrawn, parts)) / dot(timesDrawn, wholes)),
  );
}

function dot(timesDrawn: Uint32Array, values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += timesDrawn[i]! * values[i]!;
  return sum;
}

/** Of sorted values, with a straight line between neighbours; to three decimals. */
function percentile(sorted: Float64Array, fraction: number): number {
  const position = fraction * (sorted.length - 1);
  const below = sorted[Math.floor(position)]!;
  const above = sorted[Math.ceil(position)]!;
  return Number((below + (above - below) * (position - Math.floor(position))).toFixed(3));
}

import { seededRandom } from '../domain/random.ts';
import type { MetricInterval } from './metric-tree.ts';

const samples = 1000;
const seed = 20_000;
const coverage = 0.95;

/** A unit's shares in ratio metrics: the metric is the sum of the parts over the sum of the wholes. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

/**
 * 95 % intervals of metrics by the percentile bootstrap (Efron 1979): units (queries, recordings, sequences) are
 * drawn again with replacement, 1000 times, and the metrics taken anew. The seed is fixed, so the same units give
 * the same intervals. Metrics that no sample could measure are left out; so are all with fewer than two units.
 *
 * @param names one for each value that `metricsOf` answers
 * @param metricsOf the metrics of a sample; NaN where it holds nothing to measure
 */
export function bootstrapIntervals<U>(
  names: readonly string[],
  units: readonly U[],
  metricsOf: (sample: readonly U[]) => readonly number[],
): MetricInterval[] {
  if (units.length < 2) return [];
  const random = seededRandom(seed);
  const drawn = names.map(() => new Float64Array(samples));
  for (let i = 0; i < samples; i++) {
    const values = metricsOf(units.map(() => units[random.whole(0, units.length - 1)]!));
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

/**
 * The ratios, in percent, of a sample whose units have one share in each metric: 100 times the parts over the wholes.
 * Where the wholes sum to nothing, the ratio is NaN.
 */
export function ratiosInPercent(sample: readonly (readonly Share[])[]): number[] {
  return (sample[0] ?? []).map((_, metric) => {
    let parts = 0;
    let wholes = 0;
    for (const shares of sample) {
      parts += shares[metric]!.part;
      wholes += shares[metric]!.whole;
    }
    return 100 * (parts / wholes);
  });
}

/** Of sorted values, with a straight line between neighbours; to three decimals. */
function percentile(sorted: Float64Array, fraction: number): number {
  const position = fraction * (sorted.length - 1);
  const below = sorted[Math.floor(position)]!;
  const above = sorted[Math.ceil(position)]!;
  return Number((below + (above - below) * (position - Math.floor(position))).toFixed(3));
}

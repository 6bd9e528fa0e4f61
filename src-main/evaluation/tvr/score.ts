import { ratioIntervals } from '../bootstrap.ts';
import type { MetricTree, Scorecard } from '../metric-tree.ts';
import { roundedByScaling } from '../rounding.ts';
import { queryTypes, tasks, type Query, type QueryType, type Task } from './files.ts';
import { recallNames, recallsOf } from './hits.ts';

const decimals = 2;

/** One query's type and, for each submitted task, its recalls. */
interface ScoredQuery {
  readonly type: QueryType | null;
  readonly recalls: ReadonlyMap<Task, readonly boolean[]>;
}

/**
 * Scores TVR predictions: recall of moments in the corpus (VCMR), of moments in the given video (SVMR) and of videos
 * (VR), in percent, also by type of query, under the names of the reference scorer. The intervals are over queries.
 */
export function scoreTvr(queries: readonly Query[]): Scorecard {
  const submitted = tasks.filter((task) => queries.some(({ predictions }) => predictions[task]));
  const scored = queries.map((query): ScoredQuery => ({
    type: query.type,
    recalls: new Map(submitted.map((task) => [task, recallsOf(query, task)])),
  }));
  const hasTypes = queries.some(({ type }) => type !== null);
  return {
    metrics: {
      ...Object.fromEntries(submitted.map((task) => [task, recallTree(scored, task, '')])),
      ...(hasTypes
        ? Object.fromEntries(submitted.map((task) => [`${task}_by_type`, byType(scored, task)]))
        : {}),
    },
    intervals: ratioIntervals(
      submitted.flatMap((task) =>
        recallNames(task).map((name, index) => ({
          name: `${task} ${name}`,
          shares: scored.map(({ recalls }) => ({ part: Number(recalls.get(task)![index]), whole: 1 })),
        })),
      ),
    ),
    parts: [],
  };
}

function byType(scored: readonly ScoredQuery[], task: Task): MetricTree {
  const ofType = (type: QueryType): ScoredQuery[] => scored.filter((query) => query.type === type);
  const shares = queryTypes.map(
    (type) => `${type} ${asFloat(percentage(ofType(type).length, scored.length))}`,
  );
  return {
    ...Object.assign({}, ...queryTypes.map((type) => recallTree(ofType(type), task, `${type}-`))),
    desc_type_ratio: shares.join(' '),
  };
}

function recallTree(scored: readonly ScoredQuery[], task: Task, prefix: string): MetricTree {
  return Object.fromEntries(
    recallNames(task).map((name, index) => [
      `${prefix}${name}`,
      percentage(scored.filter(({ recalls }) => recalls.get(task)![index]).length, scored.length),
    ]),
  );
}

function percentage(part: number, whole: number): number | null {
  return roundedByScaling((part / whole) * 100, decimals);
}

/** As the reference writes a float: a whole number keeps a decimal. */
function asFloat(value: number | null): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

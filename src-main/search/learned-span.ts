import type { Interval } from '../domain/interval.ts';
import type { JudgeRows } from '../models/slots/learned-head.ts';
import { stepSeconds, type Curve } from './foreground.ts';

/** Seconds before and after a stretch in which its start and end may lie. */
const margin = 8;
/** Steps that a head is asked about at once at most. */
const mostSteps = 1000;

/** What a span predictor is told of a film. */
export interface SpanFacts {
  /** How well each step answers everything that is asked for. */
  readonly all: Curve;
  /** The same of the texts alone, whoever is there. */
  readonly texts: Curve;
  /** Seconds. */
  readonly cuts: ArrayLike<number>;
  /** Seconds at which people and phrases that are asked for come or go. */
  readonly turns: ArrayLike<number>;
}

/**
 * Start and end of a stretch as a learned span predictor has them: first the start, then the end given the start (C2F).
 * The stretch as it was where the predictor's answer cannot be used, and where it is too long to be judged.
 */
export async function learnedSpan(
  stretch: Interval,
  facts: SpanFacts,
  predict: JudgeRows,
): Promise<Interval> {
  const from = Math.max(0, Math.round((stretch.start - margin) / stepSeconds));
  const to = Math.min(facts.all.levels.length, Math.round((stretch.end + margin) / stepSeconds));
  if (to <= from || to - from > mostSteps) return stretch;
  const rows = rowsOf(stretch, facts, from, to);
  const starts = await predict(rows.map((row) => [...row, 0]));
  if (!starts) return stretch;
  const start = bestStep(starts.map(([begins = 0]) => begins));
  const ends = await predict(rows.map((row, step) => [...row, step === start ? 1 : 0]));
  if (!ends) return stretch;
  const length = bestStep(ends.slice(start).map(([, finishes = 0]) => finishes)) + 1;
  return { start: (from + start) * stepSeconds, end: (from + start + length) * stepSeconds };
}

/** By step, in the order of the slot's contract but for the last number, which tells the start. */
function rowsOf(
  stretch: Interval,
  { all, texts, cuts, turns }: SpanFacts,
  from: number,
  to: number,
): number[][] {
  const stepOf = (time: number): number => Math.round(time / stepSeconds);
  const stepsOf = (times: ArrayLike<number>): Set<number> => new Set(Array.from(times, stepOf));
  const [cutSteps, turnSteps] = [stepsOf(cuts), stepsOf(turns)];
  const [first, end] = [stepOf(stretch.start), stepOf(stretch.end)];
  return Array.from({ length: to - from }, (_, at) => {
    const step = from + at;
    return [
      all.levels[step]!,
      texts.levels[step]!,
      cutSteps.has(step) ? 1 : 0,
      turnSteps.has(step) ? 1 : 0,
      step >= first && step < end ? 1 : 0,
    ];
  });
}

/** The first of the highest. */
function bestStep(values: readonly number[]): number {
  return values.reduce((best, value, step) => (value > values[best]! ? step : best), 0);
}

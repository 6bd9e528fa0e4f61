import { overlapOf, type Interval } from '../domain/interval.ts';
import { maximalSegments } from './maximal-segments.ts';

/** Seconds between two steps of a curve (TCR counts time in such steps). */
export const stepSeconds = 0.5;

/** A moment's edges move to a cut, or to where somebody comes, goes or speaks, when it is no farther off: seconds. */
const snapTolerance = 1;
/** A moment is what lies above this level, or above a share of the best where nothing comes so high. */
const insideLevel = 0.45;
const insideShare = 0.6;
/** By so much the best of a film is better than its mean where it is not just as good everywhere. */
const leastContrast = 0.15;
/** What a step outside costs against one inside: without this, moments would run on over what does not belong to them. */
const outsideCost = 2;

/** A level 0..1 for each step of a film. */
export class Curve {
  readonly levels: Float32Array;

  constructor(duration: number) {
    this.levels = new Float32Array(Math.max(1, Math.ceil(duration / stepSeconds)));
  }

  /** A curve that is everywhere as low as the lowest of some; high everywhere where there is none. One alone is given back itself. */
  static lowestOf([first, ...others]: readonly Curve[], duration: number): Curve {
    if (first && others.length === 0) return first;
    const lowest = new Curve(duration);
    if (first) lowest.levels.set(first.levels);
    else lowest.levels.fill(1);
    for (const other of others) lowest.lowerTo(other);
    return lowest;
  }

  /** The same curve once more, to be changed by itself. */
  copy(duration: number): Curve {
    const copy = new Curve(duration);
    copy.levels.set(this.levels);
    return copy;
  }

  /** Raises the steps whose middle lies in the interval to at least a level. */
  raise(interval: Interval, level: number): void {
    const [from, to] = this.#steps(interval);
    for (let at = from; at < to; at++) if (this.levels[at]! < level) this.levels[at] = level;
  }

  /** Lowers the steps whose middle lies in the interval to nothing. */
  clear(interval: Interval): void {
    const [from, to] = this.#steps(interval);
    this.levels.fill(0, from, to);
  }

  /** Lowers every step to the level of another curve of the same film where that is lower. */
  lowerTo({ levels }: Curve): void {
    const own = this.levels;
    for (let at = 0; at < own.length; at++) {
      const other = levels[at]!;
      if (other < own[at]!) own[at] = other;
    }
  }

  /** Raises every step by another curve of the same film: as likely as either, taken as independent. */
  raiseBy({ levels }: Curve): void {
    const own = this.levels;
    for (let at = 0; at < own.length; at++) {
      const other = levels[at]!;
      if (other > 0) own[at] = 1 - (1 - own[at]!) * (1 - other);
    }
  }

  /** Mean level over the interval; a shorter one than a step has the level of the step that it lies in. */
  mean(interval: Interval): number {
    const [from, to] = this.#steps(interval);
    if (to <= from) return this.levels[Math.min(this.levels.length - 1, Math.max(0, from))]!;
    let sum = 0;
    for (let at = from; at < to; at++) sum += this.levels[at]!;
    return sum / (to - from);
  }

  #steps({ start, end }: Interval): [from: number, to: number] {
    const clamp = (step: number): number => Math.min(this.levels.length, Math.max(0, step));
    return [clamp(Math.round(start / stepSeconds)), clamp(Math.round(end / stepSeconds))];
  }
}

/**
 * Stage 2: the stretches of a film that stand out, start and end chosen together for the contrast between inside and
 * outside, then moved to edges nearby.
 * @param curve what is looked for, all of it, by step; 0 where something demanded is missing
 * @param edges seconds at which something begins or ends: lists of them, each ascending
 */
export function standingOut(curve: Curve, ...edges: readonly ArrayLike<number>[]): Interval[] {
  const { levels } = curve;
  let best = 0;
  for (let at = 0; at < levels.length; at++) if (levels[at]! > best) best = levels[at]!;
  if (best <= 0) return [];
  const inside = levelInside(levels, best);
  const contrast = new Float32Array(levels.length);
  for (let at = 0; at < levels.length; at++) {
    const level = levels[at]!;
    const above = level - inside;
    contrast[at] = level === 0 ? -Infinity : above >= 0 ? above : outsideCost * above;
  }
  return unbroken(contrast).flatMap(({ from, values }) =>
    maximalSegments(values).map(({ start, end }) => {
      const moment = { start: (from + start) * stepSeconds, end: (from + end) * stepSeconds };
      const snapped = { start: snap(moment.start, edges), end: snap(moment.end, edges) };
      return snapped.end > snapped.start ? snapped : moment;
    }),
  );
}

/** The shots in which something stands out, as wholes: what is left when start and end are not chosen. */
export function shotsStandingOut(curve: Curve, shots: readonly Interval[]): Interval[] {
  const stretches = standingOut(curve, []);
  return shots
    .filter((shot) => stretches.some((stretch) => overlapOf(stretch, shot) > 0))
    .map(({ start, end }) => ({ start, end }));
}

/** The level above which a step is inside a moment. */
function levelInside(levels: Float32Array, best: number): number {
  const usual = Math.min(insideLevel, insideShare * best);
  let sum = 0;
  let present = 0;
  for (let at = 0; at < levels.length; at++) {
    sum += levels[at]!;
    if (levels[at]! > 0) present++;
  }
  const mean = sum / present;
  // What is there most of the time does not stand out: the film's better half does, if it is clearly better.
  return mean > usual && best - mean > leastContrast ? (mean + best) / 2 : usual;
}

/** The runs between steps that no moment may hold. */
function unbroken(contrast: Float32Array): { from: number; values: Float32Array }[] {
  const runs: { from: number; values: Float32Array }[] = [];
  let from = 0;
  for (let at = 0; at <= contrast.length; at++) {
    if (at < contrast.length && contrast[at] !== -Infinity) continue;
    if (at > from) runs.push({ from, values: contrast.subarray(from, at) });
    from = at + 1;
  }
  return runs;
}

/** The edge nearest to a time, if one is within the tolerance; otherwise the time itself. */
function snap(time: number, lists: readonly ArrayLike<number>[]): number {
  let before = -Infinity;
  let behind = Infinity;
  for (const edges of lists) {
    const at = firstFrom(edges, time);
    if (at > 0) before = Math.max(before, edges[at - 1]!);
    if (at < edges.length) behind = Math.min(behind, edges[at]!);
  }
  if (Math.min(time - before, behind - time) > snapTolerance) return time;
  return time - before <= behind - time ? before : behind;
}

/** The place of the first of ascending times that is no earlier than this one. */
function firstFrom(times: ArrayLike<number>, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

import type { ShotBoundary } from '../domain/shot.ts';
import { cellDifference, likeness } from './picture-cells.ts';
import type { PictureCells } from './picture-cells.ts';
import { motionResidual, pixelDifference } from './shot-picture.ts';

/** Lengths in seconds of the stretches in which a dissolve is looked for. */
const spans = [0.5, 0.8, 1.2, 1.7, 2.4, 3.4];
const longestSpan = 3.4;
/** Seconds between looks. */
const lookEvery = 0.08;
/** Pictures of a stretch that are looked at between its first and its last. */
const looked = 14;
/** Least change over a dissolve, 0..255 a cell, and as a part of the pictures' own contrast. */
const leastChange = 9;
const leastRelativeChange = 0.35;
/** Pictures with less contrast than this are blank: a fade's matter. */
const blank = 6;
/** Pictures more alike than this, whatever their light, show one place. */
const sameLikeness = 0.8;
/** Changes spread over less of the picture are something that moves. */
const leastSpread = 0.3;
/** How far a path may turn back, and how much of it may be gone from one looked-at picture to the next. */
const mostBack = 0.08;
const mostAdvance = 0.4;
/** The least part of the change that is left when blocks of the first picture are moved to fit the last. */
const leastUnmoved = 0.4;
/** How far in pixels a moving camera may have shifted the picture. */
const panReach = 9;
/** Of dissolves closer than this many seconds only the surest is one. */
const apart = 1.2;

interface Candidate extends ShotBoundary {
  readonly strength: number;
}

/**
 * Finds dissolves. During one every picture is a blend of the first and the last, so the path through the space of
 * pictures is a straight line, gone along in one direction: movements of cameras and people are not. How straight it
 * must be depends on how much of the first picture's detail, wherever it has moved, is still there in the last.
 */
export class DissolveFinder {
  readonly #recent: PictureCells[] = [];
  #candidates: Candidate[] = [];
  #lookedAt = -Infinity;
  #settledTo = -Infinity;

  /** Takes the next picture; gives the dissolves that are certain now, about five seconds late. */
  push(cells: PictureCells): ShotBoundary[] {
    this.#recent.push(cells);
    while (this.#recent[0]!.time < cells.time - longestSpan - 0.1) this.#recent.shift();
    if (cells.time - this.#lookedAt < lookEvery - 1e-6) return [];
    this.#lookedAt = cells.time;
    let begin = this.#recent.length - 1;
    for (const span of spans) {
      while (begin > 0 && this.#recent[begin - 1]!.time >= cells.time - span - 1e-6) begin--;
      if (cells.time - this.#recent[begin]!.time < span * 0.8) break;
      const dissolve = dissolveAlong(this.#recent.slice(begin));
      if (dissolve) this.#candidates.push(dissolve);
    }
    return this.#settle(cells.time - longestSpan - apart);
  }

  finish(): ShotBoundary[] {
    return this.#settle(Infinity);
  }

  /** The candidates up to `until` that no stronger one beside them outdoes, each given once. */
  #settle(until: number): ShotBoundary[] {
    const isNew = (one: Candidate): boolean => one.time > this.#settledTo && one.time <= until;
    const certain = this.#candidates.filter(
      (one, index) =>
        isNew(one) &&
        !this.#candidates.some(
          (other, at) =>
            Math.abs(other.time - one.time) < apart &&
            (other.strength > one.strength || (other.strength === one.strength && at < index)),
        ),
    );
    this.#settledTo = until;
    this.#candidates = this.#candidates.filter(({ time }) => time > until - apart);
    return certain;
  }
}

/** The dissolve between the first and the last of some pictures; null where there is none. */
function dissolveAlong(stretch: readonly PictureCells[]): Candidate | null {
  const first = stretch[0]!;
  const last = stretch.at(-1)!;
  if (stretch.length < 6) return null;
  if (first.deviation < blank || last.deviation < blank) return null;
  const change = cellDifference(first, last);
  const ownContrast = Math.sqrt((first.deviation ** 2 + last.deviation ** 2) / 2);
  if (change < Math.max(leastChange, leastRelativeChange * ownContrast)) return null;
  if (likeness(first, last) > sameLikeness || spreadOf(first, last) < leastSpread) return null;
  const path = pathAlong(stretch);
  if (!path) return null;
  const { mean, detail } = motionResidual(first.picture, last.picture, panReach);
  const moved = mean / Math.max(1, pixelDifference(first.picture, last.picture));
  if (path.unexplained > mostUnexplained(detail) || moved < leastUnmoved) return null;
  return {
    time: path.middle,
    transition: 'dissolve',
    from: path.from,
    to: path.to,
    strength: change * (1 - path.unexplained),
  };
}

/** How much of the change may lie beside the line, by how unlike the detail of its ends is (0..1). */
function mostUnexplained(detail: number): number {
  return 0.1 + 0.26 * Math.min(1, Math.max(0, (detail - 0.2) / 0.4));
}

/** Over how much of the picture a change is spread, 0..1: 1 when every cell's luma changes alike. */
function spreadOf(first: PictureCells, last: PictureCells): number {
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < first.values.length; k += 3) {
    const change = Math.abs(last.values[k]! - first.values[k]!);
    sum += change;
    squares += change * change;
  }
  return squares > 0 ? (3 * sum * sum) / (squares * first.values.length) : 0;
}

interface Path {
  /** Times at which a tenth, half and nine tenths of the way are gone. */
  readonly from: number;
  readonly middle: number;
  readonly to: number;
  /** The greatest distance from the straight line, as a part of the line's length. */
  readonly unexplained: number;
}

/** The way from the first to the last picture; null when it turns back, jumps or leaves the line. */
function pathAlong(stretch: readonly PictureCells[]): Path | null {
  const from = stretch[0]!.values;
  const to = stretch.at(-1)!.values;
  let length = 0;
  for (let k = 0; k < from.length; k++) length += (to[k]! - from[k]!) ** 2;
  const step = Math.max(1, (stretch.length - 1) / (looked + 1));
  let reached = 0;
  let begin = stretch[0]!.time;
  let lookedAt = begin;
  let middle: number | null = null;
  let end: number | null = null;
  let unexplained = 0;
  for (let at = step; ; at += step) {
    const index = Math.min(Math.round(at), stretch.length - 1);
    const { time, values } = stretch[index]!;
    let along = 0;
    let square = 0;
    for (let k = 0; k < from.length; k++) {
      const gone = values[k]! - from[k]!;
      along += gone * (to[k]! - from[k]!);
      square += gone * gone;
    }
    along /= length;
    if (along < reached - mostBack || along - reached > mostAdvance) return null;
    unexplained = Math.max(unexplained, square / length - along * along);
    if (unexplained > mostUnexplained(1) ** 2) return null;
    if (along < 0.1) begin = time;
    if (along >= 0.5) middle ??= lookedAt + ((time - lookedAt) * (0.5 - reached)) / (along - reached);
    if (along >= 0.9) end ??= time;
    reached = Math.max(reached, along);
    lookedAt = time;
    if (index === stretch.length - 1) break;
  }
  const last = stretch.at(-1)!.time;
  const half = middle ?? last;
  const picture = stretch.find(({ time }) => time >= half - 1e-6) ?? stretch.at(-1)!;
  return { from: begin, middle: picture.time, to: end ?? last, unexplained: Math.sqrt(unexplained) };
}

import type { Boundary } from './shot-detector.ts';
import { motionResidual, pixelDifference } from './shot-picture.ts';
import type { ShotPicture } from './shot-picture.ts';

/** A picture shrunk to cells, for looking at a second or two of film at once. */
interface Cells {
  readonly time: number;
  readonly picture: ShotPicture;
  readonly values: Float32Array;
  readonly deviation: number;
  /** Mean luma, 0..255. */
  readonly mean: number;
}

const columns = 16;
const rows = 9;
/** Lengths in seconds of the stretches in which a dissolve is looked for. */
const spans = [0.5, 1, 1.6, 2.4];
const keepSeconds = 2.6;
/** Least change of the picture, 0..255 a cell, over a dissolve. */
const leastChange = 12;
/** The greatest part of that change that a blend of first and last picture may leave unexplained. */
const mostUnexplained = 0.22;
/** The least part of the cells that must change. */
const leastShare = 0.45;
/** How far in pixels a pan may have moved the picture, and what it leaves unlike at most once blocks are moved back. */
const panReach = 9;
const panDetail = 0.25;
const panShare = 0.45;
/** Pictures with less contrast than this, and dark or bright, are blank: the ends of a fade. */
const blankDeviation = 6;

/**
 * Finds dissolves and fades. During a dissolve every picture is a blend of the first and the last one, so the path
 * through the space of pictures is a straight line, gone along in one direction: camera and people's movements are not.
 */
export class GradualTransitions {
  readonly #recent: Cells[] = [];
  readonly #levels: { time: number; mean: number; deviation: number }[] = [];
  #found: Boundary[] = [];
  #lastChecked = -Infinity;

  push(picture: ShotPicture, change: number): void {
    const cells = cellsOf(picture);
    this.#levels.push({ time: cells.time, mean: cells.mean, deviation: cells.deviation });
    this.#recent.push(cells);
    while (this.#recent[0]!.time < cells.time - keepSeconds) this.#recent.shift();
    if (change > 60) return;
    if (cells.time - this.#lastChecked < 0.08) return;
    this.#lastChecked = cells.time;
    for (const span of spans) {
      const dissolve = this.#dissolveOver(span);
      if (dissolve) this.#found.push(dissolve);
    }
  }

  /** Cuts, dissolves and fades in time order; where several claim one place, the surest stays. */
  finish(cuts: readonly Boundary[]): Boundary[] {
    const fades = this.#fades();
    const isNear = (list: readonly Boundary[], time: number, gap: number): boolean =>
      list.some((other) => Math.abs(other.time - time) < gap);
    const sharpCuts = cuts.filter((cut) => !isNear(fades, cut.time, 0.6) || cut.strength > 40);
    const freeFades = fades.filter((fade) => !isNear(sharpCuts, fade.time, 0.6));
    const dissolves: Boundary[] = [];
    for (const found of this.#found.toSorted((a, b) => b.strength - a.strength)) {
      const taken = isNear(sharpCuts, found.time, 0.75) || isNear(freeFades, found.time, 2);
      if (!taken && !isNear(dissolves, found.time, 1.5)) dissolves.push(found);
    }
    return [...sharpCuts, ...freeFades, ...dissolves].sort((a, b) => a.time - b.time);
  }

  #dissolveOver(span: number): Boundary | null {
    const last = this.#recent.at(-1)!;
    const begin = this.#recent.findIndex((cells) => cells.time >= last.time - span - 1e-6);
    const first = this.#recent[begin];
    if (!first || last.time - first.time < span * 0.8 || this.#recent.length - begin < 6) return null;
    if (first.values.length !== last.values.length) return null;
    if (first.deviation < blankDeviation || last.deviation < blankDeviation) return null;
    const line = last.values.map((value, i) => value - first.values[i]!);
    let length = 0;
    let changed = 0;
    for (const value of line) {
      length += value * value;
      if (Math.abs(value) > 8) changed++;
    }
    const change = Math.sqrt(length / line.length);
    if (change < leastChange || changed / line.length < leastShare / 2) return null;
    if (likeness(first.values, last.values) > 0.7) return null;
    let before = 0;
    let middle = last.time;
    let unexplained = 0;
    for (let i = begin + 1; i < this.#recent.length - 1; i++) {
      const cells = this.#recent[i]!;
      let along = 0;
      for (let k = 0; k < line.length; k++) along += (cells.values[k]! - first.values[k]!) * line[k]!;
      along /= length;
      if (along < before - 0.06 || along - before > 0.34) return null;
      let off = 0;
      for (let k = 0; k < line.length; k++) {
        const difference = cells.values[k]! - first.values[k]! - along * line[k]!;
        off += difference * difference;
      }
      unexplained = Math.max(unexplained, Math.sqrt(off / length));
      if (unexplained > mostUnexplained) return null;
      if (before < 0.5 && along >= 0.5) middle = cells.time;
      before = Math.max(before, along);
    }
    // A slow pan over fine detail looks like a blend of cells, but blocks of the first picture are found in the last.
    if (isPan(first.picture, last.picture)) return null;
    return { time: middle, transition: 'dissolve', strength: change * (1 - unexplained) };
  }

  /** Blank stretches that the picture sinks into and rises from gradually; bounded at their middle. */
  #fades(): Boundary[] {
    const fades: Boundary[] = [];
    const levels = this.#levels;
    for (let i = 0; i < levels.length; i++) {
      if (!isBlank(levels[i]!)) continue;
      let j = i;
      while (j + 1 < levels.length && isBlank(levels[j + 1]!)) j++;
      const into = i > 0 && this.#isGradual(i - 1, -1);
      const outOf = j + 1 < levels.length && this.#isGradual(j + 1, 1);
      const touchesEnds = i === 0 || j === levels.length - 1;
      if (!touchesEnds && (into || outOf)) {
        const time = (levels[i]!.time + levels[j]!.time) / 2;
        const middle = levels.slice(i, j + 1).find((level) => level.time >= time - 1e-9) ?? levels[j]!;
        fades.push({ time: middle.time, transition: 'fade', strength: 100 });
      }
      i = j;
    }
    return fades;
  }

  /** Whether the picture beside a blank stretch is still close to blank, so that it came or went by degrees. */
  #isGradual(edge: number, step: 1 | -1): boolean {
    const near = this.#levels[edge];
    const far = this.#levels[edge + 8 * step] ?? this.#levels.at(step > 0 ? -1 : 0);
    if (!near || !far) return false;
    return near.deviation < 0.6 * far.deviation && far.deviation > 2 * blankDeviation;
  }
}

function isBlank({ mean, deviation }: { mean: number; deviation: number }): boolean {
  return deviation < blankDeviation && (mean < 40 || mean > 225);
}

function isPan(first: ShotPicture, last: ShotPicture): boolean {
  const { mean, detail } = motionResidual(first, last, panReach);
  return detail < panDetail && mean < panShare * pixelDifference(first, last);
}

function cellsOf(picture: ShotPicture): Cells {
  const sums = new Float32Array(columns * rows * 3);
  const counts = new Float32Array(columns * rows);
  for (let y = 0, i = 0; y < picture.height; y++) {
    const row = Math.floor((y * rows) / picture.height) * columns;
    for (let x = 0; x < picture.width; x++, i++) {
      const cell = row + Math.floor((x * columns) / picture.width);
      counts[cell]!++;
      sums[cell * 3]! += picture.luma[i]!;
      sums[cell * 3 + 1]! += picture.blue[i]!;
      sums[cell * 3 + 2]! += picture.red[i]!;
    }
  }
  for (let i = 0; i < sums.length; i++) sums[i]! /= Math.max(1, counts[Math.floor(i / 3)]!);
  return {
    time: picture.time,
    picture,
    values: sums,
    deviation: picture.lumaDeviation,
    mean: picture.lumaMean,
  };
}

/** Correlation of two cell pictures' luma, -1..1. */
function likeness(a: Float32Array, b: Float32Array): number {
  const count = a.length / 3;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < a.length; i += 3) {
    sumA += a[i]!;
    sumB += b[i]!;
  }
  let products = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < a.length; i += 3) {
    const da = a[i]! - sumA / count;
    const db = b[i]! - sumB / count;
    products += da * db;
    squaresA += da * da;
    squaresB += db * db;
  }
  return squaresA > 0 && squaresB > 0 ? products / Math.sqrt(squaresA * squaresB) : 0;
}

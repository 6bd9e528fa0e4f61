import type { ShotBoundary } from '../domain/shot.ts';
import { cellDifference, likeness } from './picture-cells.ts';
import type { PictureCells } from './picture-cells.ts';

/** Seconds on each side in which a picture sinks or rises. */
const reach = 2.5;
/** Strength (distance from the ground, 0..255) that an empty picture has at most, and a full one at least. */
const blank = 14;
const leastFull = 20;
/** The part of its neighbours' strength that a fade's emptiest picture has at most. */
const valleyShare = 0.3;
/** Seconds without more strength after which a picture is full. */
const settled = 0.3;
/** Pictures of one shot are at least this much alike from one to the next. */
const sameShot = 0.5;
/** A picture half gone is at least this much like the full one; what walks in front of the camera leaves it uneven. */
const evenLikeness = 0.75;
/** Seconds that a fade's emptiest part may last without being empty. */
const longestDim = 0.5;
/** Pictures this much alike show one thing. */
const sameLikeness = 0.9;
const sameDifference = 12;

/** What a film fades to and from, as luma. */
export type Ground = 0 | 255;

/** A fade, or a flash: a sudden white that dies away over the picture it began with, which is no boundary. */
export interface Fade extends ShotBoundary {
  readonly isFlash: boolean;
}

/** A picture, and the root mean square of its luma's distance from the ground: a fade lessens it evenly. */
interface Seen {
  readonly cells: PictureCells;
  readonly time: number;
  readonly strength: number;
}

/** The full picture on one side of an emptiness, and whether it came or went by degrees. */
interface Slope {
  readonly full: Seen;
  readonly gradual: boolean;
}

interface Valley {
  readonly before: Slope;
  /** Least strength so far, and the first and last time at which it was about that small. */
  least: number;
  from: number;
  to: number;
  /** The pictures since the strength rose again; null while it has not. */
  rising: Seen[] | null;
}

/**
 * Finds fades: a picture that sinks into black or white and another that rises from it, one of the two by degrees.
 * Bounded in the middle of the emptiness. The black before a film and after it is no boundary.
 */
export class FadeFinder {
  readonly #ground: Ground;
  readonly #recent: Seen[] = [];
  #valley: Valley | null = null;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** The time from which on a fade may still be found; Infinity while nothing hints at one. */
  get openSince(): number {
    return this.#valley?.before.full.time ?? Infinity;
  }

  /** Takes the next picture; gives the fade that is certain now, if there is one. */
  push(cells: PictureCells): Fade[] {
    const { time, mean, deviation } = cells;
    const seen = { cells, time, strength: Math.hypot(deviation, mean - this.#ground) };
    const found = this.#valley ? this.#follow(this.#valley, seen) : [];
    this.#recent.push(seen);
    while (this.#recent[0]!.time < time - reach) this.#recent.shift();
    if (!this.#valley) this.#valley = this.#enter(seen);
    return found;
  }

  /** The fade that the film's last pictures end. */
  finish(): Fade[] {
    return this.#valley?.rising ? judge(this.#valley, this.#valley.rising, this.#ground) : [];
  }

  #enter({ strength, time }: Seen): Valley | null {
    const most = this.#recent.reduce((max, other) => Math.max(max, other.strength), 0);
    if (most < leastFull || strength > valleyShare * most) return null;
    const before = slopeOf(this.#recent.toReversed(), strength);
    if (!before || strength > valleyShare * before.full.strength) return null;
    return { before, least: strength, from: time, to: time, rising: null };
  }

  #follow(valley: Valley, seen: Seen): Fade[] {
    const { time, strength } = seen;
    if (valley.rising) {
      valley.rising.push(seen);
      const full = highest(valley.rising);
      const isOver =
        time - full.time >= settled || time - valley.to >= reach || strength < 0.6 * full.strength;
      if (!isOver) return [];
      this.#valley = null;
      return judge(valley, valley.rising, this.#ground);
    }
    if (strength > Math.max(blank, 2 * valley.least)) {
      valley.rising = [seen];
      return [];
    }
    // What stays dim but not empty is a dark scene or a bright one.
    if (valley.least > blank && time - valley.from > longestDim) this.#valley = null;
    if (strength < 0.7 * valley.least && valley.least > blank / 2) valley.from = time;
    valley.least = Math.min(valley.least, strength);
    valley.to = time;
    return [];
  }
}

/** The fade over an emptiness, if it is one. */
function judge(valley: Valley, rising: readonly Seen[], ground: Ground): Fade[] {
  const { before } = valley;
  const after = slopeOf(rising, valley.least);
  if (!after || !(before.gradual || after.gradual)) return [];
  if (valley.least > valleyShare * Math.min(before.full.strength, after.full.strength)) return [];
  const isSame =
    likeness(before.full.cells, after.full.cells) > sameLikeness &&
    cellDifference(before.full.cells, after.full.cells) < sameDifference;
  const isSudden = !(before.gradual && after.gradual);
  if (isSame && isSudden && ground === 0) return [];
  const time = (valley.from + valley.to) / 2;
  const span = { from: before.full.time, to: after.full.time };
  return [{ time, transition: 'fade', ...span, isFlash: isSame && isSudden }];
}

/** The first picture, going away from an emptiness, of which the strength grows no more for a while, or a cut ends it. */
function highest(slope: readonly Seen[]): Seen {
  let full = slope[0]!;
  for (const [at, seen] of slope.entries()) {
    const nearer = slope[at - 1];
    if (nearer && nearer.strength > 2 * blank && likeness(nearer.cells, seen.cells) < sameShot) break;
    if (seen.strength > 1.04 * full.strength) full = seen;
    else if (Math.abs(seen.time - full.time) >= settled || seen.strength < 0.6 * full.strength) break;
  }
  return full;
}

/** What lies beside an emptiness: pictures in order, going away from it. `least` is its strength. */
function slopeOf(slope: readonly Seen[], least: number): Slope | null {
  if (slope.length === 0) return null;
  const full = highest(slope);
  if (full.strength < leastFull) return null;
  const between = slope.filter(
    ({ time, strength }) =>
      Math.abs(time - slope[0]!.time) < Math.abs(full.time - slope[0]!.time) &&
      strength > Math.max(1.3 * least, 0.12 * full.strength) &&
      strength < 0.85 * full.strength,
  );
  const half = between.reduce<Seen | null>(
    (best, seen) =>
      !best || Math.abs(seen.strength - full.strength / 2) < Math.abs(best.strength - full.strength / 2)
        ? seen
        : best,
    null,
  );
  return {
    full,
    gradual: between.length >= 2 && half !== null && likeness(half.cells, full.cells) > evenLikeness,
  };
}

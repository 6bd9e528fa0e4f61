import type { Frame } from '../domain/image.ts';
import type { Shot, Transition } from '../domain/shot.ts';
import { GradualTransitions } from './gradual-transitions.ts';
import { motionResidual, pixelDifference, shotPictureOf } from './shot-picture.ts';
import type { ShotPicture } from './shot-picture.ts';

export interface ShotDetectorOptions {
  /** Least change, 0..255, that may be a cut however still the film is. */
  readonly floor?: number;
  /** How many times the change must exceed the strongest change around it. */
  readonly contrast?: number;
  /** Shots shorter than this many seconds are joined to their neighbours. */
  readonly shortestShot?: number;
}

/** A boundary between two shots: the first time that belongs to the new one, and how it comes about. */
export interface Boundary {
  readonly time: number;
  readonly transition: Exclude<Transition, 'start'>;
  readonly strength: number;
}

interface Step {
  readonly time: number;
  /** Change against the picture before that motion does not explain, 0..255. */
  readonly change: number;
  /** The least change between a picture shortly before and one shortly after; small for a flash. */
  lasting: number;
}

/** Pictures on each side that a change must stand out from. */
const neighbours = 6;
/** The longest flash, in pictures, that is no cut. */
const longestFlash = 4;
/** A flash leaves less than this share of its change behind. */
const flashShare = 0.45;
const stillPicture = 1.5;

/**
 * Finds shot boundaries in a stream of small pictures (64 wide is what it is tuned on), one after another in time
 * order. A cut is a change that motion of blocks cannot explain, that stands out from the changes around it and that
 * lasts; its time is exactly that of the new shot's first picture. Dissolves and fades are bounded at their middle.
 */
export class ShotDetector {
  readonly #floor: number;
  readonly #contrast: number;
  readonly #shortestShot: number;
  readonly #steps: Step[] = [];
  readonly #recent: ShotPicture[] = [];
  readonly #gradual = new GradualTransitions();

  constructor(options: ShotDetectorOptions = {}) {
    this.#floor = options.floor ?? 9;
    this.#contrast = options.contrast ?? 1.8;
    this.#shortestShot = options.shortestShot ?? 0.15;
  }

  /** Takes the next picture. A picture of another size than the last begins a new shot. */
  push(frame: Frame): void {
    const picture = shotPictureOf(frame);
    const last = this.#recent.at(-1);
    const change = last ? changeBetween(last, picture) : 0;
    this.#steps.push({ time: picture.time, change, lasting: change });
    this.#recent.push(picture);
    if (this.#recent.length > 2 * longestFlash + 2) this.#recent.shift();
    this.#gradual.push(picture, change);
    this.#settle(longestFlash);
  }

  /** All shots of a film of `duration` seconds, touching each other from 0 to its end. */
  finish(duration: number): Shot[] {
    for (let ahead = longestFlash - 1; ahead >= 0; ahead--) this.#settle(ahead);
    const cuts = this.#cuts();
    const boundaries = this.#gradual.finish(cuts);
    const shots: Shot[] = [];
    const end = Math.max(duration, this.#steps.at(-1)?.time ?? 0);
    let start = 0;
    let transition: Transition = 'start';
    for (const boundary of boundaries) {
      if (boundary.time - start < this.#shortestShot && shots.length > 0) continue;
      if (boundary.time <= start || boundary.time >= end) continue;
      shots.push({ start, end: boundary.time, transition });
      start = boundary.time;
      transition = boundary.transition;
    }
    shots.push({ start, end, transition });
    return shots;
  }

  /** Looks at the step that lies `ahead` pictures back: did its change last, or was it a flash? */
  #settle(ahead: number): void {
    const step = this.#steps.at(-1 - ahead);
    if (!step || step.change < this.#floor) return;
    const recent = this.#recent;
    const at = recent.length - 1 - ahead;
    const before = recent[at - 1];
    const after = recent[at];
    if (!before || !after) return;
    for (let gap = 1; gap <= longestFlash; gap++) {
      const later = recent[at + gap];
      const earlier = recent[at - 1 - gap];
      if (later) step.lasting = Math.min(step.lasting, changeBetween(before, later));
      if (earlier) step.lasting = Math.min(step.lasting, changeBetween(earlier, after));
    }
  }

  #cuts(): Boundary[] {
    const cuts: Boundary[] = [];
    this.#steps.forEach((step, index) => {
      if (step.change < this.#floor || step.lasting < flashShare * step.change) return;
      let strongest = 0;
      for (let i = Math.max(1, index - neighbours); i <= index + neighbours; i++) {
        const other = this.#steps[i];
        if (!other || i === index) continue;
        if (other.change > step.change)
          strongest = Math.max(strongest, Math.abs(i - index) <= 3 ? Infinity : 0);
        const isRivalCut = other.change > this.#floor && other.lasting < flashShare * other.change;
        if (!isRivalCut) strongest = Math.max(strongest, other.change);
      }
      if (step.change >= this.#contrast * strongest) {
        cuts.push({ time: step.time, transition: 'cut', strength: step.change });
      }
    });
    return cuts;
  }
}

/** What changed between two pictures that motion does not explain, weighted by how unlike their detail is; 0..255. */
export function changeBetween(a: ShotPicture, b: ShotPicture): number {
  if (a.width !== b.width || a.height !== b.height) return 255;
  const plain = pixelDifference(a, b);
  if (plain < stillPicture) return plain / 2;
  const { mean, detail } = motionResidual(a, b);
  return mean * (0.35 + 0.65 * Math.min(1, Math.max(0, detail)));
}

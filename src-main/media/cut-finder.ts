import type { ShotBoundary } from '../domain/shot.ts';
import { motionResidual, pixelDifference } from './shot-picture.ts';
import type { ShotPicture } from './shot-picture.ts';

/** Least change, 0..255, that may be a cut however still the film is. */
const floor = 9;
/** How many times a cut's change exceeds the strongest change around it. */
const contrast = 1.8;
/** Pictures on each side that a change must stand out from. */
const neighbours = 6;
/** Of two cuts this many pictures apart only the stronger one is one. */
const rivalry = 3;
/** The longest flash, in pictures, that is no cut. */
const longestFlash = 4;
/** A flash leaves less than this share of its change behind. */
const flashShare = 0.45;
/** Pictures that must have been seen after a change before it can be judged. */
const delay = neighbours + longestFlash;
/** Pictures that are kept: those around the change that is judged, and those that its neighbours are judged by. */
const kept = 2 * delay + 2;

/** A picture, and what changed against the one before it. Changes are found when they are asked for. */
class Step {
  readonly picture: ShotPicture;
  readonly plain: number;
  change: number | null = null;
  lasting: number | null = null;

  constructor(picture: ShotPicture, before: ShotPicture | null) {
    this.picture = picture;
    this.plain = before ? plainChange(before, picture) : 0;
  }
}

/**
 * Finds cuts: changes that motion of blocks cannot explain, that stand out from the changes around them and that last.
 * A cut's time is exactly that of the new shot's first picture. Keeps 22 pictures, whatever the film's length.
 */
export class CutFinder {
  readonly #steps: Step[] = [];

  /** Takes the next picture; gives the cut that is certain now, which lies ten pictures back. */
  push(picture: ShotPicture): ShotBoundary | null {
    const steps = this.#steps;
    steps.push(new Step(picture, steps.at(-1)?.picture ?? null));
    if (steps.length > kept) steps.shift();
    return steps.length > delay ? this.#cutAt(steps.length - 1 - delay) : null;
  }

  /** The cuts among the last pictures of the film. */
  finish(): ShotBoundary[] {
    const cuts: ShotBoundary[] = [];
    for (let at = Math.max(0, this.#steps.length - delay); at < this.#steps.length; at++) {
      const cut = this.#cutAt(at);
      if (cut) cuts.push(cut);
    }
    return cuts;
  }

  #cutAt(at: number): ShotBoundary | null {
    const change = this.#changeAt(at);
    if (change < floor || this.#isFlash(at)) return null;
    let strongest = 0;
    for (let other = Math.max(0, at - neighbours); other <= at + neighbours; other++) {
      if (other === at || !this.#steps[other]) continue;
      const rival = this.#changeAt(other);
      if (rival > change && Math.abs(other - at) <= rivalry) return null;
      if (rival > strongest && !(rival > floor && this.#isFlash(other))) strongest = rival;
    }
    if (change < contrast * strongest) return null;
    const { time } = this.#steps[at]!.picture;
    return { time, transition: 'cut', from: time, to: time };
  }

  /**
   * What changed at a step. A plain difference too small to outweigh any cut is not looked into: motion could only
   * make it smaller.
   */
  #changeAt(at: number): number {
    const step = this.#steps[at]!;
    const before = this.#steps[at - 1];
    if (!before || step.plain < floor / contrast) return step.plain / 2;
    return (step.change ??= changeBetween(before.picture, step.picture));
  }

  /** Whether the least change between a picture shortly before and one shortly after is small. */
  #isFlash(at: number): boolean {
    const step = this.#steps[at]!;
    const before = this.#steps[at - 1];
    const change = this.#changeAt(at);
    if (!before) return false;
    if (step.lasting === null) {
      let lasting = change;
      for (let gap = 1; gap <= longestFlash; gap++) {
        const later = this.#steps[at + gap];
        const earlier = this.#steps[at - 1 - gap];
        if (later) lasting = Math.min(lasting, changeBetween(before.picture, later.picture));
        if (earlier) lasting = Math.min(lasting, changeBetween(earlier.picture, step.picture));
        if (lasting < flashShare * change) break;
      }
      step.lasting = lasting;
    }
    return step.lasting < flashShare * change;
  }
}

function plainChange(a: ShotPicture, b: ShotPicture): number {
  return a.width === b.width && a.height === b.height ? pixelDifference(a, b) : 255;
}

/** What changed between two pictures that motion does not explain, weighted by how unlike their detail is; 0..255. */
function changeBetween(a: ShotPicture, b: ShotPicture): number {
  if (a.width !== b.width || a.height !== b.height) return 255;
  const { mean, detail } = motionResidual(a, b);
  return mean * (0.35 + 0.65 * Math.min(1, Math.max(0, detail)));
}

import type { Frame } from '../../domain/image.ts';
import { motionResidual, shotPictureOf, type ShotPicture } from '../../media/shot-picture.ts';

/** What motion does not explain between two pictures, 0..255, from which they show something else. */
const otherPicture = 9;
/** The same between two samples from which the film is in the middle of a change. */
const restless = 5;
/** How many samples a change may take before it is looked at as it is. */
const mostWaits = 2;
/** A picture stands for at most so many seconds. */
const mostSeconds = 4;
/** Frames that are chosen at most within any second; they may be neighbours. */
const mostPerSecond = 2;

/**
 * Chooses the samples that stand for what a film shows: the first of each shot, and another whenever the picture has
 * become another one, not by motion alone; once it has come to rest, where it does so soon. At least every 4 seconds,
 * at most 2 a second.
 *
 * Note: decided from the pictures so far alone, so that the choice needs no list of shots and a film is decoded once.
 */
export class FrameChoice {
  #latest: Frame | null = null;
  #before: ShotPicture | null = null;
  #chosen: ShotPicture | null = null;
  #waited = 0;
  /** When the last few frames were chosen. */
  readonly #times: number[] = [];

  /** Takes every small picture. */
  push(picture: Frame): void {
    this.#latest = picture;
  }

  /** Whether the sample at a time is chosen; call for every sample, after its small picture was pushed. */
  take(time: number, mayFollowCut: boolean): boolean {
    if (!this.#latest) return false;
    const now = shotPictureOf(this.#latest);
    const before = this.#before;
    this.#before = now;
    if (!this.#isWanted(now, before, mayFollowCut) || !this.#isAllowed(time)) return false;
    this.#chosen = now;
    this.#waited = 0;
    this.#times.push(time);
    if (this.#times.length > mostPerSecond) this.#times.shift();
    return true;
  }

  #isWanted(now: ShotPicture, before: ShotPicture | null, mayFollowCut: boolean): boolean {
    if (!this.#chosen || !before) return true;
    const step = changeBetween(before, now);
    if (mayFollowCut && step >= otherPicture) return true;
    if (now.time - this.#chosen.time >= mostSeconds - 1e-3) return true;
    if (changeBetween(this.#chosen, now) < otherPicture) {
      this.#waited = 0;
      return false;
    }
    return step < restless || this.#waited++ >= mostWaits;
  }

  #isAllowed(time: number): boolean {
    return this.#times.length < mostPerSecond || time - this.#times[0]! >= 1 - 1e-3;
  }
}

function changeBetween(a: ShotPicture, b: ShotPicture): number {
  return a.width === b.width && a.height === b.height ? motionResidual(a, b).mean : 255;
}

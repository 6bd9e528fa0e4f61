import type { Frame } from '../domain/image.ts';
import { ShotList } from '../domain/shot-list.ts';
import type { Shot, ShotBoundary } from '../domain/shot.ts';
import { CutFinder } from './cut-finder.ts';
import { DissolveFinder } from './dissolve-finder.ts';
import { FadeFinder, type Fade } from './fade-finder.ts';
import { cellsOf } from './picture-cells.ts';
import { shotPictureOf } from './shot-picture.ts';

/** Gradual changes are looked for in no more pictures a second than this. */
const gradualRate = 30;
/** Seconds after which every boundary of a time has been told by its finder. */
const certainAfter = 8;

/**
 * Finds shot boundaries in a stream of small pictures (64 wide is what it is tuned on), one after another in time
 * order. Cuts lie exactly on the new shot's first picture, dissolves and fades are bounded at their middle. Keeps a few
 * seconds of pictures and the shots found, whatever the film's length.
 */
export class ShotDetector {
  readonly #cutFinder = new CutFinder();
  #dissolveFinder = new DissolveFinder();
  #fadeFinders = [new FadeFinder(0), new FadeFinder(255)];
  readonly #list = new ShotList();
  #cuts: ShotBoundary[] = [];
  #fades: Fade[] = [];
  #dissolves: ShotBoundary[] = [];
  #size = '';
  #time = 0;
  #lastGradual = -Infinity;
  #settledTo = -Infinity;

  /** Takes the next picture. A picture of another size than the last begins a new shot. */
  push(frame: Frame): void {
    const picture = shotPictureOf(frame);
    this.#time = Math.max(this.#time, frame.time);
    const cut = this.#cutFinder.push(picture);
    if (cut) this.#cuts.push(cut);
    this.#restartGradual(`${frame.width}x${frame.height}`);
    if (frame.time - this.#lastGradual < 1 / gradualRate - 1e-3) return;
    this.#lastGradual = frame.time;
    const cells = cellsOf(picture);
    this.#dissolves.push(...this.#dissolveFinder.push(cells));
    for (const finder of this.#fadeFinders) this.#fades.push(...finder.push(cells));
    const open = this.#fadeFinders.map(({ openSince }) => openSince - 1);
    this.#settle(Math.min(frame.time - certainAfter, ...open));
  }

  /** All shots of a film of `duration` seconds, touching each other from 0 to its end. */
  finish(duration: number): Shot[] {
    this.#cuts.push(...this.#cutFinder.finish());
    this.#finishGradual();
    this.#settle(Infinity);
    return this.#list.finish(Math.max(duration, this.#time));
  }

  /** Pictures of different sizes cannot blend into each other. */
  #restartGradual(size: string): void {
    if (size === this.#size) return;
    this.#finishGradual();
    this.#dissolveFinder = new DissolveFinder();
    this.#fadeFinders = [new FadeFinder(0), new FadeFinder(255)];
    this.#size = size;
  }

  #finishGradual(): void {
    this.#dissolves.push(...this.#dissolveFinder.finish());
    for (const finder of this.#fadeFinders) this.#fades.push(...finder.finish());
  }

  /** Lists the boundaries up to `until`; where several claim one place, the surest stays. */
  #settle(until: number): void {
    const fades = this.#fades;
    const cuts = this.#cuts.filter((cut) => !fades.some((fade) => overlap(cut, fade)));
    const claimed = [...fades, ...cuts];
    const free = this.#dissolves.filter((dissolve) => !claimed.some((other) => overlap(dissolve, other)));
    const certain = [...fades.filter(({ isFlash }) => !isFlash), ...cuts, ...free]
      .filter(({ time }) => time > this.#settledTo && time <= until)
      .toSorted((a, b) => a.time - b.time);
    for (const boundary of certain) this.#list.add(boundary);
    this.#settledTo = Math.max(this.#settledTo, until);
    // What is listed still claims its place against what is told later.
    const isRecent = ({ to }: ShotBoundary): boolean => to > this.#settledTo - certainAfter;
    this.#cuts = this.#cuts.filter(isRecent);
    this.#fades = this.#fades.filter(isRecent);
    this.#dissolves = this.#dissolves.filter(isRecent);
  }
}

function overlap(a: ShotBoundary, b: ShotBoundary): boolean {
  return a.from <= b.to && b.from <= a.to;
}

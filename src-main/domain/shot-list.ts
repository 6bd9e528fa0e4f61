import type { Shot, ShotBoundary, Transition } from './shot.ts';

/** Shots shorter than this many seconds are joined to their neighbours. */
const shortestShot = 0.15;

/** Puts boundaries, given in time order, together to shots that touch each other from 0 to the film's end. */
export class ShotList {
  readonly #shots: Shot[] = [];
  #start = 0;
  #transition: Transition = 'start';

  add({ time, transition }: ShotBoundary): void {
    const least = this.#shots.length > 0 ? shortestShot : 0;
    if (time <= this.#start || time - this.#start < least) return;
    this.#shots.push({ start: this.#start, end: time, transition: this.#transition });
    this.#start = time;
    this.#transition = transition;
  }

  /** All shots of a film that ends at `end`, in seconds. */
  finish(end: number): Shot[] {
    const last = { start: this.#start, end, transition: this.#transition };
    if (end > this.#start || this.#shots.length === 0) return [...this.#shots, last];
    return [...this.#shots.slice(0, -1), { ...this.#shots.at(-1)!, end }];
  }
}

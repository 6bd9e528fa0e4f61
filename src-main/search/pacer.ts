import { setImmediate } from 'node:timers/promises';

/** So many milliseconds of work may hold up everything else that waits for the thread. */
const longestHold = 8;

/** Lets others have the thread in the course of long work, and ends it when nobody waits for it any more. */
export class Pacer {
  readonly #signal: AbortSignal | undefined;
  #since = performance.now();

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** To be awaited between the pieces of the work. Throws when the work is given up. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#since < longestHold) return;
    await setImmediate();
    this.#signal?.throwIfAborted();
    this.#since = performance.now();
  }
}

import { setTimeout as wait } from 'node:timers/promises';

/** Why work is held. */
export type Hold = 'paused' | 'on-battery';

/** Share of the time that is worked at the quiet pace. */
export const quietShare = 0.35;
/** However long a batch took, this is the longest rest after it, in milliseconds. */
const longestRest = 3000;

/**
 * Lets work wait, or go at a quiet pace. A pass asks between two pictures and waits there with all it has, so that
 * nothing is lost by a pause; ffmpeg waits too, because nobody reads what it writes.
 */
export class Pace {
  #hold: Hold | null = null;
  #isQuiet = false;
  #released = Promise.withResolvers<void>();
  #lastBreath = performance.now();
  #restedMs = 0;

  get hold(): Hold | null {
    return this.#hold;
  }

  /** Share of the time that is worked, 0..1. */
  get share(): number {
    return this.#isQuiet ? quietShare : 1;
  }

  /** Milliseconds that were spent waiting since the start. */
  get restedMs(): number {
    return this.#restedMs;
  }

  set(hold: Hold | null, isQuiet: boolean): void {
    this.#hold = hold;
    this.#isQuiet = isQuiet;
    if (hold !== null) return;
    this.#released.resolve();
    this.#released = Promise.withResolvers();
  }

  /** Work begins: what came before counts neither as work nor as rest. */
  begin(): void {
    this.#lastBreath = performance.now();
  }

  /** Waits as long as is due. Throws the signal's reason when it is aborted. */
  async breathe(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#hold === null && !this.#isQuiet) return;
    const began = performance.now();
    try {
      if (this.#isQuiet) {
        const busy = began - this.#lastBreath;
        await wait(Math.min(longestRest, busy * (1 / quietShare - 1)), undefined, { signal });
      }
      while (this.#hold !== null) await this.#release(signal);
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      this.#lastBreath = performance.now();
      this.#restedMs += this.#lastBreath - began;
    }
  }

  async #release(signal: AbortSignal): Promise<void> {
    const aborted = Promise.withResolvers<void>();
    const end = () => aborted.resolve();
    signal.addEventListener('abort', end, { once: true });
    await Promise.race([this.#released.promise, aborted.promise]);
    signal.removeEventListener('abort', end);
    signal.throwIfAborted();
  }
}

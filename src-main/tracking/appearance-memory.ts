import { dot } from '../domain/vector.ts';
import type { MemorySize } from './tracker-settings.ts';

/**
 * What a track looked like: its first appearance and the last ones, compared by the least distance (MQT, section
 * 2.3.3). A memory never changes; hypotheses that part share what they had in common.
 */
export class AppearanceMemory {
  readonly #first: Float32Array;
  readonly #last: readonly Float32Array[];
  readonly #size: MemorySize;

  private constructor(first: Float32Array, last: readonly Float32Array[], size: MemorySize) {
    this.#first = first;
    this.#last = last;
    this.#size = size;
  }

  /** @param appearance `[dimension]`, length 1 */
  static of(appearance: Float32Array, size: MemorySize): AppearanceMemory {
    return new AppearanceMemory(appearance, [], size);
  }

  /** The appearances that are remembered, the first one first. */
  get appearances(): readonly Float32Array[] {
    return [this.#first, ...this.#last];
  }

  /** This memory with a newer appearance; the oldest one but the first is forgotten where it is full. */
  with(appearance: Float32Array): AppearanceMemory {
    if (this.#size === 1) return new AppearanceMemory(appearance, [], 1);
    const last = [...this.#last, appearance].slice(1 - this.#size);
    return new AppearanceMemory(this.#first, last, this.#size);
  }

  /** Cosine with the remembered appearance that is nearest, -1..1. */
  likeness(appearance: Float32Array): number {
    return this.appearances.reduce((most, one) => Math.max(most, dot(one, appearance)), -1);
  }
}

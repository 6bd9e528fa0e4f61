import type { FrameVector } from '../store/frame-table.ts';

/**
 * The described frames of one film, kept small: of the concept bank's thousand places a frame fills a few dozen, and only
 * those are held.
 */
export class FilmFrames {
  /** Seconds, ascending. */
  readonly times: Float64Array;
  readonly #dimension: number;
  /** Where in places and values each frame begins; one more than there are frames. */
  readonly #starts: Uint32Array;
  readonly #places: Uint16Array;
  readonly #values: Float32Array;

  constructor(frames: readonly FrameVector[]) {
    this.times = Float64Array.from(frames, ({ time }) => time);
    this.#dimension = frames[0]?.vector.length ?? 0;
    const filled = frames.map(({ vector }) =>
      vector.reduce((count, value) => count + (value === 0 ? 0 : 1), 0),
    );
    const total = filled.reduce((sum, count) => sum + count, 0);
    this.#starts = new Uint32Array(frames.length + 1);
    this.#places = new Uint16Array(total);
    this.#values = new Float32Array(total);
    let at = 0;
    frames.forEach(({ vector }, index) => {
      vector.forEach((value, place) => {
        if (value === 0) return;
        this.#places[at] = place;
        this.#values[at++] = value;
      });
      this.#starts[index + 1] = at;
    });
  }

  /** Room taken, in values. */
  get size(): number {
    return this.#values.length;
  }

  /** Measures every frame. The vector given to `measure` is the same one each time, filled anew. */
  measure(measure: (vector: Float32Array, index: number) => void): void {
    const vector = new Float32Array(this.#dimension);
    for (let index = 0; index < this.times.length; index++) {
      const [start, end] = [this.#starts[index]!, this.#starts[index + 1]!];
      for (let at = start; at < end; at++) vector[this.#places[at]!] = this.#values[at]!;
      measure(vector, index);
      for (let at = start; at < end; at++) vector[this.#places[at]!] = 0;
    }
  }
}

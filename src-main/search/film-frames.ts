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
    this.#starts = new Uint32Array(frames.length + 1);
    const places = new Uint16Array(frames.length * this.#dimension);
    const values = new Float32Array(places.length);
    let at = 0;
    // Plain loops: this runs over every place of every frame of the library.
    for (let index = 0; index < frames.length; index++) {
      const { vector } = frames[index]!;
      for (let place = 0; place < vector.length; place++) {
        if (vector[place] === 0) continue;
        places[at] = place;
        values[at++] = vector[place]!;
      }
      this.#starts[index + 1] = at;
    }
    this.#places = places.slice(0, at);
    this.#values = values.slice(0, at);
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

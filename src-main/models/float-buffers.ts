/**
 * Arrays of one length for the inputs of models, used again and again: a fresh array of a picture's size costs more than
 * filling it. Works that overlap each get their own.
 */
export class FloatBuffers {
  readonly #length: number;
  readonly #free: Float32Array<ArrayBuffer>[] = [];

  constructor(length: number) {
    this.#length = length;
  }

  /** Lends an array, with whatever it held before, until `work` is done. */
  async lend<T>(work: (buffer: Float32Array<ArrayBuffer>) => Promise<T>): Promise<T> {
    const buffer = this.#free.pop() ?? new Float32Array(this.#length);
    try {
      return await work(buffer);
    } finally {
      this.#free.push(buffer);
    }
  }
}

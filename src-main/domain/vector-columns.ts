/** The filled values of one place of many vectors: which vectors, ascending, and what stands there. */
export interface VectorColumn {
  readonly rows: Uint16Array | Uint32Array;
  readonly values: Float32Array;
}

/**
 * Many vectors of one length, kept by their places and small: of the concept bank's thousand places a picture fills a few
 * dozen, and a text asks for a few. Who compares all the vectors with a text reads the columns of its places alone.
 */
export class VectorColumns {
  /** How many vectors there are. */
  readonly count: number;
  /** How many places each has. */
  readonly dimension: number;
  /** Where in rows and values each place begins; one more than there are places. */
  readonly #starts: Uint32Array;
  readonly #rows: VectorColumn['rows'];
  readonly #values: Float32Array;

  /**
   * @param filled by place, in ascending order, how many vectors fill it
   * @param fill gives each filled value once, the vectors in their order
   */
  constructor(
    count: number,
    filled: Uint32Array,
    fill: (give: (row: number, place: number, value: number) => void) => void,
  ) {
    this.count = count;
    this.dimension = filled.length;
    this.#starts = new Uint32Array(filled.length + 1);
    for (let place = 0; place < filled.length; place++) {
      this.#starts[place + 1] = this.#starts[place]! + filled[place]!;
    }
    const size = this.#starts[filled.length]!;
    const rows = count > 0x1_0000 ? new Uint32Array(size) : new Uint16Array(size);
    const values = new Float32Array(size);
    const next = this.#starts.slice(0, filled.length);
    fill((row, place, value) => {
      const at = next[place]!++;
      rows[at] = row;
      values[at] = value;
    });
    this.#rows = rows;
    this.#values = values;
  }

  /** Room taken, in values. */
  get size(): number {
    return this.#values.length;
  }

  column(place: number): VectorColumn {
    const [start, end] = [this.#starts[place]!, this.#starts[place + 1]!];
    return { rows: this.#rows.subarray(start, end), values: this.#values.subarray(start, end) };
  }

  /** Some of the vectors again, from one row up to another, which is excluded. */
  vectors(from: number, to: number): Float32Array[] {
    const vectors = Array.from({ length: Math.max(0, to - from) }, () => new Float32Array(this.dimension));
    for (let place = 0; place < this.dimension; place++) {
      const end = this.#starts[place + 1]!;
      for (let at = this.#starts[place]!; at < end; at++) {
        const row = this.#rows[at]!;
        if (row >= from && row < to) vectors[row - from]![place] = this.#values[at]!;
      }
    }
    return vectors;
  }
}

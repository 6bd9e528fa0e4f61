/** What is used of usearch, which is no dependency: whoever wants the comparison installs it. */
export interface Usearch {
  readonly Index: new (config: {
    readonly dimensions: number;
    readonly metric: 'cos';
    readonly quantization: 'f16';
    readonly connectivity: number;
    readonly expansion_add: number;
    readonly expansion_search: number;
    readonly multi: boolean;
  }) => UsearchIndex;
}

interface UsearchIndex {
  add(keys: BigUint64Array, vectors: Float32Array, threads: number): void;
  search(vector: Float32Array, count: number, threads: number): { readonly keys: BigUint64Array };
  save(path: string): void;
  load(path: string): void;
}

const connectivity = 16;
const expansionToAdd = 128;
/** As Kinora's scan is measured. */
const threads = 1;

/** usearch where it is installed; null where it is not. */
export async function openUsearch(): Promise<Usearch | null> {
  const name = 'usearch';
  try {
    return (await import(name)) as Usearch;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

/** Vectors in a graph of usearch (HNSW), as numbers of 16 bits, by cosine. */
export class HnswGraph {
  readonly #index: UsearchIndex;
  readonly #dimension: number;

  /** @param candidates that a search follows */
  constructor({ Index }: Usearch, dimension: number, candidates: number) {
    this.#dimension = dimension;
    this.#index = new Index({
      ...{ dimensions: dimension, metric: 'cos', quantization: 'f16', connectivity, multi: false },
      expansion_add: expansionToAdd,
      expansion_search: candidates,
    });
  }

  /** Gives the vectors the numbers from `first` on. */
  add(first: number, vectors: readonly Float32Array[]): void {
    const matrix = new Float32Array(vectors.length * this.#dimension);
    for (const [row, vector] of vectors.entries()) matrix.set(vector, row * this.#dimension);
    const keys = BigUint64Array.from(vectors, (_, row) => BigInt(first + row));
    this.#index.add(keys, matrix, threads);
  }

  /** Numbers of the nearest, nearest first. */
  nearest(vector: Float32Array, count: number): number[] {
    return Array.from(this.#index.search(vector, count, threads).keys, Number);
  }

  save(path: string): void {
    this.#index.save(path);
  }

  load(path: string): void {
    this.#index.load(path);
  }
}

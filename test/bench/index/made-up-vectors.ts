import { seededRandom, type Random } from '../../../src-main/domain/random.ts';
import { steps } from '../../../src-main/store/vector-code.ts';
import { dot, normalised } from '../../../src-main/domain/vector.ts';

export const dimension = 512;
export const framesPerFilm = 1000;
/** Frames of one scene, which are alike. */
const sceneFrames = 10;
/** What each part of a made-up vector weighs: what all pictures share, the film, the scene, the frame. */
const weights = { all: 1, film: 0.6, scene: 0.7, frame: 0.5 };
const poolSize = 1_000_003;
/** How far from a frame what is asked for lies, in each place. */
const askedNoise = 0.04;

/** What is searched for, and the film it is nearest to. */
export interface Asked {
  readonly film: number;
  readonly vector: Float32Array;
}

/** Very many films of dense vectors, any of which is made again when it is needed: all would fill the memory. */
export interface VectorFilms {
  readonly dimension: number;
  /** `[framesPerFilm][dimension]`, each of length 1 and as precise as a library keeps it: the same for one number. */
  film(number: number): Float32Array[];
  asked(seed: number, count: number, films: number): Asked[];
}

/** Films of dense vectors, made up in clusters. */
export class MadeUpVectors implements VectorFilms {
  readonly dimension = dimension;
  readonly #seed: number;
  readonly #pool: Float32Array;
  readonly #shared: Float32Array;

  constructor(seed: number) {
    this.#seed = seed;
    const random = seededRandom(seed);
    this.#pool = Float32Array.from({ length: poolSize }, () => normal(random));
    this.#shared = Float32Array.from({ length: dimension }, () => normal(random));
  }

  film(number: number): Float32Array[] {
    const random = seededRandom(this.#seed * 1_000_000 + number);
    const direction = (): Float32Array => {
      const from = random.whole(0, poolSize - dimension - 1);
      return this.#pool.subarray(from, from + dimension);
    };
    const own = direction();
    const base = new Float32Array(dimension);
    return Array.from({ length: framesPerFilm }, (_, frame) => {
      if (frame % sceneFrames === 0) {
        const scene = direction();
        for (let i = 0; i < dimension; i++) {
          base[i] = weights.all * this.#shared[i]! + weights.film * own[i]! + weights.scene * scene[i]!;
        }
      }
      const noisy = direction();
      const vector = new Float32Array(dimension);
      for (let i = 0; i < dimension; i++) vector[i] = base[i]! + weights.frame * noisy[i]!;
      const length = Math.sqrt(dot(vector, vector));
      for (let i = 0; i < dimension; i++) vector[i] = Math.round((vector[i]! / length) * steps) / steps;
      return vector;
    });
  }

  /** Nearly what some frames show, as the encoding of a sentence or of another picture of them, with the films they are of. */
  asked(seed: number, count: number, films: number): Asked[] {
    return askedOf(films, seed, count, (film, random) => {
      const frame = random.pick(this.film(film));
      return normalised(frame.map((value) => value + askedNoise * normal(random)));
    });
  }
}

/** `count` things to search for, each drawn for one of so many films. */
export function askedOf(
  films: number,
  seed: number,
  count: number,
  draw: (film: number, random: Random) => Float32Array,
): Asked[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const film = random.whole(0, films - 1);
    return { film, vector: draw(film, random) };
  });
}

function normal(random: Random): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.next();
  return sum;
}

interface Near {
  readonly place: string;
  readonly product: number;
}

/** Products that differ by less are the same in 32-bit floats, whose sums depend on their order. */
const precision = 1e-6;

/** The true nearest of one vector among many that pass by. */
export class TrueNearest {
  readonly #query: Float32Array;
  readonly #count: number;
  #near: Near[] = [];
  #least = -Infinity;

  constructor(query: Float32Array, count: number) {
    this.#query = query;
    this.#count = count;
  }

  /** @param film names it in the places that are told */
  add(film: number, vectors: readonly Float32Array[]): void {
    for (const [frame, vector] of vectors.entries()) {
      const product = dot(this.#query, vector);
      if (product >= this.#least) this.#near.push({ place: `${film} ${frame}`, product });
    }
    if (this.#near.length <= this.#count) return;
    const sorted = this.#near.toSorted((a, b) => b.product - a.product);
    this.#least = sorted[this.#count - 1]!.product - precision;
    this.#near = sorted.filter(({ product }) => product >= this.#least);
  }

  /** Film and frame of each, and of those that are as near as the last of them. */
  places(): ReadonlySet<string> {
    return new Set(this.#near.map(({ place }) => place));
  }
}

import { seededRandom } from './random.ts';
import { signCodeWasm } from './sign-code-wasm.ts';
import { openLoops, roomIn } from './wasm-loops.ts';

// Note: what is kept of a vector's direction
// After RaBitQ (Gao and Long 2024): the vectors of one film are turned by one random rotation, so that what they differ in
// is spread over all places, and of each only the sign of its difference to their mean is kept, with two numbers: how long
// the difference is against what its signs say of it, and what they miss of its product with the mean. Of 512 numbers 72
// bytes are left. The product with a query is then the product with the mean, which is exact, as is the part along the
// mean of the rest, and an unbiased estimate of what is left. Frames of one film are alike, and queries are a little like
// all of them, so that little is left, and its error smaller still: which frames are near to a query is told well enough
// to look at those alone.

/** The codes of some vectors of one length, for instance of a film's frames. */
export interface SignCodes {
  /** Places of the rotated space, a power of two from 64 on. */
  readonly places: number;
  /** `[places]`: the mean, rotated. */
  readonly mean: Float32Array;
  /** By vector: what a difference's estimate is scaled by. */
  readonly scales: Float32Array;
  /** By vector: its difference's product with the mean, less what is estimated of that. */
  readonly misses: Float32Array;
  /**
   * `[blocks, places / 8, 16]`: signs of 16 vectors a block, side by side for each eight places, the lowest bit for the
   * first of them; 1 for plus. The last block is filled up with zeros.
   */
  readonly signs: Uint8Array;
}

interface CodeLoops {
  rotate(vector: number, flips: number, bytes: number, rotations: number): void;
  code(vector: number, mean: number, bytes: number, target: number, sums: number): void;
}

/** Vectors of a block, which are looked at together. */
export const blockRows = 16;
const leastPlaces = 64;
const rotations = 2;
const floatBytes = 4;
/** Sums that are told for each coded vector, and parts of each. */
const sums = 4;
const parts = 4;

/** How many places vectors of a length have once they are rotated. */
export function rotatedPlaces(dimension: number): number {
  let places = leastPlaces;
  while (places < dimension) places *= 2;
  return places;
}

/** A vector rotated as all of its length are; products stay as they are. */
export function rotated(vector: ArrayLike<number>): Float32Array {
  const bench = benchFor(rotatedPlaces(vector.length));
  bench.rotate(vector);
  return bench.vector.slice();
}

/** The codes of vectors of one length, at least one. */
export function signCodesOf(vectors: readonly ArrayLike<number>[]): SignCodes {
  const bench = benchFor(rotatedPlaces(vectors[0]!.length));
  const { places } = bench;
  bench.rotate(meanOf(vectors));
  bench.mean.set(bench.vector);
  const mean = bench.mean.slice();
  const scales = new Float32Array(vectors.length);
  const misses = new Float32Array(vectors.length);
  const blockBytes = (places / 8) * blockRows;
  const signs = new Uint8Array(Math.ceil(vectors.length / blockRows) * blockBytes);
  for (let from = 0; from < vectors.length; from += blockRows) {
    bench.block.fill(0);
    for (let row = from; row < Math.min(from + blockRows, vectors.length); row++) {
      bench.rotate(vectors[row]!);
      const [square, amount, along, signed] = bench.code(row - from);
      const scale = amount > 0 ? square / amount : 0;
      scales[row] = scale;
      misses[row] = along - scale * signed;
    }
    signs.set(bench.block, (from / blockRows) * blockBytes);
  }
  return { places, mean, scales, misses, signs };
}

function meanOf(vectors: readonly ArrayLike<number>[]): Float64Array {
  const sum = new Float64Array(vectors[0]!.length);
  for (const vector of vectors) for (let i = 0; i < sum.length; i++) sum[i]! += vector[i]!;
  return sum.map((value) => value / vectors.length);
}

/** What vectors of one number of places are worked on with, one after another. */
interface Bench {
  readonly places: number;
  readonly vector: Float32Array;
  readonly mean: Float32Array;
  /** `[places / 8, 16]` */
  readonly block: Uint8Array;
  /** Puts a vector in, rotated. */
  rotate(vector: ArrayLike<number>): void;
  /** Writes the signs of the vector's difference to the mean as the block's row; gives what sign-code.wat sums. */
  code(row: number): [square: number, amount: number, along: number, signed: number];
}

const benches = new Map<number, Bench>();

function benchFor(places: number): Bench {
  let bench = benches.get(places);
  if (!bench) benches.set(places, (bench = newBench(places)));
  return bench;
}

function newBench(places: number): Bench {
  const loops = openLoops<CodeLoops>(signCodeWasm);
  const bytes = places * floatBytes;
  const meanAt = bytes;
  const flipsAt = meanAt + bytes;
  const sumsAt = flipsAt + rotations * bytes;
  const blockAt = sumsAt + sums * parts * floatBytes;
  const blockBytes = (places / 8) * blockRows;
  const buffer = roomIn(loops.memory, blockAt + blockBytes);
  new Float32Array(buffer, flipsAt, rotations * places).set(flipsFor(places));
  const vector = new Float32Array(buffer, 0, places);
  const summed = new Float32Array(buffer, sumsAt, sums * parts);
  const sum = (which: number): number => {
    let whole = 0;
    for (let part = 0; part < parts; part++) whole += summed[which * parts + part]!;
    return whole;
  };
  return {
    places,
    vector,
    mean: new Float32Array(buffer, meanAt, places),
    block: new Uint8Array(buffer, blockAt, blockBytes),
    rotate: (values) => {
      vector.fill(0, values.length);
      vector.set(values);
      loops.rotate(0, flipsAt, bytes, rotations);
    },
    code: (row) => {
      loops.code(0, meanAt, bytes, blockAt + row, sumsAt);
      return [sum(0), sum(1), sum(2), sum(3)];
    },
  };
}

/**
 * `[rotations, places]`: signs that are turned before each transform, the same for one number of places on every machine,
 * and scaled so that lengths stay.
 */
function flipsFor(places: number): Float32Array {
  const random = seededRandom(places);
  const scale = 1 / Math.sqrt(places);
  return Float32Array.from({ length: rotations * places }, () => (random.chance(0.5) ? scale : -scale));
}

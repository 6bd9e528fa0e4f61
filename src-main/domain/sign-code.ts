import { seededRandom } from './random.ts';

// Note: what is kept of a vector's direction
// After RaBitQ (Gao and Long 2024): the vectors of one film are turned by one random rotation, so that what they differ in
// is spread over all places, and of each only the sign of its difference to their mean is kept, with one number: how long
// the difference is against what its signs say of it. Of 512 numbers 68 bytes are left. The product with a query is then
// the product with the mean, which is exact, and an unbiased estimate of the rest. Frames of one film are alike, so that
// the rest is small, and its error smaller still: which frames are near to a query is told well enough to look at those
// alone.

/** The codes of some vectors of one length, for instance of a film's frames. */
export interface SignCodes {
  /** Places of the rotated space, a power of two from 64 on. */
  readonly places: number;
  /** `[places]`: the mean, rotated. */
  readonly mean: Float32Array;
  /** By vector: what a difference's estimate is scaled by. */
  readonly scales: Float32Array;
  /**
   * `[blocks, places / 8, 16]`: signs of 16 vectors a block, side by side for each eight places, the lowest bit for the
   * first of them; 1 for plus. The last block is filled up with zeros.
   */
  readonly signs: Uint8Array;
}

/** Vectors of a block, which are looked at together. */
export const blockRows = 16;
const leastPlaces = 64;
const rotations = 2;

/** How many places vectors of a length have once they are rotated. */
export function rotatedPlaces(dimension: number): number {
  let places = leastPlaces;
  while (places < dimension) places *= 2;
  return places;
}

/** A vector rotated as all of its length are; products stay as they are. */
export function rotated(vector: ArrayLike<number>): Float32Array {
  const places = rotatedPlaces(vector.length);
  const turned = new Float32Array(places);
  turned.set(vector);
  for (const flips of flipsFor(places)) {
    for (let i = 0; i < places; i++) turned[i]! *= flips[i]!;
    transform(turned);
  }
  return turned;
}

/** The codes of vectors of one length, at least one. */
export function signCodesOf(vectors: readonly ArrayLike<number>[]): SignCodes {
  const turned = vectors.map(rotated);
  const places = turned[0]!.length;
  const mean = new Float32Array(places);
  for (const vector of turned) for (let i = 0; i < places; i++) mean[i]! += vector[i]! / vectors.length;
  const scales = new Float32Array(vectors.length);
  const blockBytes = (places / 8) * blockRows;
  const signs = new Uint8Array(Math.ceil(vectors.length / blockRows) * blockBytes);
  for (const [row, vector] of turned.entries()) {
    const first = Math.floor(row / blockRows) * blockBytes + (row % blockRows);
    let square = 0;
    let sum = 0;
    for (let i = 0; i < places; i++) {
      const difference = vector[i]! - mean[i]!;
      square += difference * difference;
      sum += Math.abs(difference);
      if (difference >= 0) signs[first + (i >> 3) * blockRows]! |= 1 << (i & 7);
    }
    scales[row] = sum > 0 ? square / sum : 0;
  }
  return { places, mean, scales, signs };
}

const knownFlips = new Map<number, readonly Float32Array[]>();

/** Signs that are turned before each transform: the same for one number of places on every machine. */
function flipsFor(places: number): readonly Float32Array[] {
  let flips = knownFlips.get(places);
  if (!flips) {
    const random = seededRandom(places);
    flips = Array.from({ length: rotations }, () =>
      Float32Array.from({ length: places }, () => (random.chance(0.5) ? 1 : -1)),
    );
    knownFlips.set(places, flips);
  }
  return flips;
}

/** Walsh and Hadamard's transform, in place, which keeps lengths. */
function transform(values: Float32Array): void {
  const places = values.length;
  for (let step = 1; step < places; step *= 2) {
    for (let from = 0; from < places; from += 2 * step) {
      for (let i = from; i < from + step; i++) {
        const a = values[i]!;
        const b = values[i + step]!;
        values[i] = a + b;
        values[i + step] = a - b;
      }
    }
  }
  const scale = 1 / Math.sqrt(places);
  for (let i = 0; i < places; i++) values[i]! *= scale;
}

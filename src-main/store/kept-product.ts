import { dot } from '../domain/vector.ts';
import { openLoops, roomIn } from '../domain/wasm-loops.ts';
import { keptVectorWasm } from './kept-vector-wasm.ts';
import { decodeVector, denseBytes, denseNumbers, isDense, steps } from './vector-code.ts';

interface ProductLoops {
  product(floats: number, numbers: number, count: number): number;
}

const floatBytes = 4;
const numberBytes = 2;
/** Numbers that are multiplied at once. */
const atOnce = 8;

let loops: ReturnType<typeof openLoops<ProductLoops>> | null = null;

/** Where a vector lies in the loops' memory, as floats, and what is compared with it. */
interface ProductRoom {
  /** Of a place in {@link bytes}. */
  product(at: number): number;
  readonly bytes: Uint8Array;
}

/** @param size bytes of what is compared at once */
function roomFor(vector: Float32Array, size: number): ProductRoom {
  loops ??= openLoops<ProductLoops>(keptVectorWasm);
  const { memory, product } = loops;
  const count = Math.ceil(vector.length / atOnce) * atOnce;
  const bytesAt = count * floatBytes;
  // The last vector is read to a multiple of numbers, which are multiplied by 0.
  const buffer = roomIn(memory, bytesAt + size + atOnce * numberBytes);
  const floats = new Float32Array(buffer, 0, count);
  floats.fill(0);
  floats.set(vector);
  return {
    product: (at) => product(0, bytesAt + at, count) / steps,
    bytes: new Uint8Array(buffer, bytesAt, size),
  };
}

/** The product of a vector with each of some that are kept as store/vector-code.ts tells, none of which is decoded. */
export function productsWithKept(vector: Float32Array, kept: readonly (Buffer | null)[]): (number | null)[] {
  const room = roomFor(vector, vector.length * numberBytes);
  return kept.map((bytes) => {
    if (bytes === null) return null;
    const numbers = denseNumbers(bytes, vector.length);
    if (!numbers) return dot(vector, decodeVector(bytes));
    room.bytes.set(numbers);
    return room.product(0);
  });
}

/**
 * The same with vectors that lie one after the other, `count` of them; null where one of them is not kept with all its
 * places.
 */
export function productsWithRun(vector: Float32Array, run: Buffer, count: number): Float64Array | null {
  const each = denseBytes(vector.length);
  if (run.length !== count * each) return null;
  for (let at = 0; at < run.length; at += each) if (!isDense(run, at)) return null;
  const room = roomFor(vector, run.length);
  room.bytes.set(run);
  const head = each - vector.length * numberBytes;
  const products = new Float64Array(count);
  for (let row = 0; row < count; row++) products[row] = room.product(row * each + head);
  return products;
}

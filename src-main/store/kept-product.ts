import { dot } from '../domain/vector.ts';
import { openLoops, roomIn } from '../domain/wasm-loops.ts';
import { keptVectorWasm } from './kept-vector-wasm.ts';
import { decodeVector, denseNumbers, steps } from './vector-code.ts';

interface ProductLoops {
  product(floats: number, numbers: number, count: number): number;
}

const floatBytes = 4;
const numberBytes = 2;
/** Numbers that are multiplied at once. */
const atOnce = 8;

let loops: ReturnType<typeof openLoops<ProductLoops>> | null = null;

/** The product of a vector with each of some that are kept as store/vector-code.ts tells, none of which is decoded. */
export function productsWithKept(vector: Float32Array, kept: readonly (Buffer | null)[]): (number | null)[] {
  loops ??= openLoops<ProductLoops>(keptVectorWasm);
  const { memory, product } = loops;
  const count = Math.ceil(vector.length / atOnce) * atOnce;
  const numbersAt = count * floatBytes;
  const buffer = roomIn(memory, numbersAt + count * numberBytes);
  const floats = new Float32Array(buffer, 0, count);
  floats.fill(0);
  floats.set(vector);
  const room = new Uint8Array(buffer, numbersAt, count * numberBytes);
  return kept.map((bytes) => {
    if (bytes === null) return null;
    const numbers = denseNumbers(bytes, vector.length);
    if (!numbers) return dot(vector, decodeVector(bytes));
    room.set(numbers);
    return product(0, numbersAt, count) / steps;
  });
}

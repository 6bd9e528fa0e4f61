import type { ModelTensor, Tensors } from './loaded-graph.ts';

/** Largest difference between two providers' answers, as a share of the answer's range, that still counts as the same. */
export const agreeingDifference = 0.01;

/**
 * Largest difference of two runs' outputs, each as a share of the range (at least of 1e-6) that the reference's output
 * spans. Infinite where an output is missing, has another size, or is not a number.
 */
export function differenceOf(reference: Tensors, other: Tensors): number {
  return Math.max(
    0,
    ...Object.keys(reference).map((name) => tensorDifference(reference[name]!, other[name])),
  );
}

function tensorDifference(reference: ModelTensor, other: ModelTensor | undefined): number {
  const expected = numbersOf(reference);
  const found = other ? numbersOf(other) : null;
  if (!expected || !found || expected.length !== found.length) return Infinity;
  let low = Infinity;
  let high = -Infinity;
  let difference = 0;
  for (const [at, value] of expected.entries()) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    const miss = Math.abs(value - found[at]!);
    if (!(miss <= difference)) difference = Number.isNaN(miss) ? Infinity : miss;
  }
  return expected.length === 0 ? 0 : difference / Math.max(high - low, Math.abs(high), 1e-6);
}

function numbersOf({ data }: ModelTensor): readonly number[] | Float32Array | null {
  if (data instanceof Float32Array) return data;
  if (data instanceof BigInt64Array) return Array.from(data, Number);
  return data instanceof Int32Array || data instanceof Uint8Array ? Array.from(data) : null;
}

import { floatsOf, type ModelTensor } from '../onnx-session.ts';

/** The floats of an output by name, or of the only output where exports name it differently. */
export function outputFloats(
  outputs: Readonly<Record<string, ModelTensor>>,
  name: string | undefined,
): Float32Array {
  if (name !== undefined) return floatsOf(outputs, name);
  const names = Object.keys(outputs);
  if (names.length !== 1)
    throw new Error(`The model has ${names.length} outputs; which one counts is not said.`);
  return floatsOf(outputs, names[0]!);
}

/** Probabilities from logits. */
export function softmax(logits: Float32Array): Float32Array {
  const largest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  const exponents = logits.map((value) => Math.exp(value - largest));
  const sum = exponents.reduce((a, b) => a + b, 0);
  return exponents.map((value) => value / sum);
}

export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

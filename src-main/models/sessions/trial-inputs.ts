import type { GraphInput, ModelTensor, Tensors } from './loaded-graph.ts';
import ort from './onnx-runtime.ts';

/** Whether a graph takes any number of items of one size at once, counted by the first dimension of every input. */
export function takesBatches(inputs: readonly GraphInput[]): boolean {
  return (
    inputs.length > 0 &&
    inputs.every(
      ({ shape }) => typeof shape[0] === 'string' && shape.slice(1).every((size) => typeof size === 'number'),
    )
  );
}

/**
 * The same inputs every time for trying a graph: floats that swing between 0 and 1, whole numbers of 1. Free sizes become
 * 1, the first becomes `batch` where the graph takes batches. Null for types that cannot be made up.
 */
export function trialInputs(inputs: readonly GraphInput[], batch: number): Tensors | null {
  const batched = takesBatches(inputs);
  const tensors: Record<string, ModelTensor> = {};
  for (const { name, type, shape: declared } of inputs) {
    const shape = declared.map((size, index) =>
      typeof size === 'number' ? size : batched && index === 0 ? batch : 1,
    );
    const tensor = tensorOf(type, shape);
    if (!tensor) return null;
    tensors[name] = tensor;
  }
  return tensors;
}

function tensorOf(type: string, shape: readonly number[]): ModelTensor | null {
  const count = shape.reduce((product, size) => product * size, 1);
  switch (type) {
    case 'float32':
      // The golden angle never comes round to the same value, so that no two pixels are alike.
      return new ort.Tensor(
        'float32',
        Float32Array.from({ length: count }, (_, at) => wave(at)),
        shape,
      );
    case 'int64':
      return new ort.Tensor('int64', new BigInt64Array(count).fill(1n), shape);
    case 'int32':
      return new ort.Tensor('int32', new Int32Array(count).fill(1), shape);
    case 'uint8':
      return new ort.Tensor(
        'uint8',
        Uint8Array.from({ length: count }, (_, at) => wave(at) * 255),
        shape,
      );
    case 'bool':
      return new ort.Tensor('bool', new Uint8Array(count).fill(1), shape);
    default:
      return null;
  }
}

const wave = (at: number): number => 0.5 + 0.5 * Math.sin(at * 2.399963);

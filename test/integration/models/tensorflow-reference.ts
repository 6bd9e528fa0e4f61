import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import ort from 'onnxruntime-node';
import type { CatalogModel } from '../../../native-models/catalog.ts';
import { packageFolder } from '../../../native-models/model-source.ts';

/** Starts TensorFlow.js on one thread of its WebAssembly backend. */
export async function startTensorFlow(): Promise<void> {
  setWasmPaths(`${join(packageFolder('@tensorflow/tfjs-backend-wasm'), 'dist')}/`);
  setThreadsCount(1);
  await tf.setBackend('wasm');
}

/** A TensorFlow.js graph model as it is on disk. */
export interface GraphFiles {
  readonly json: {
    readonly modelTopology: object;
    readonly weightsManifest: { readonly weights: tf.io.WeightsManifestEntry[] }[];
  };
  readonly weights: Uint8Array<ArrayBuffer>;
}

/** The files that a catalogued model is converted from. */
export async function humanModel({ source }: CatalogModel): Promise<GraphFiles> {
  const [json, weights] = source.files.map(({ path }) => join(packageFolder(source.package), path));
  return {
    json: JSON.parse(await readFile(json!, 'utf8')) as GraphFiles['json'],
    weights: new Uint8Array(await readFile(weights!)),
  };
}

/** What TensorFlow.js computes for one input. */
export async function runTensorFlow(
  { json, weights }: GraphFiles,
  input: { values: Float32Array; shape: number[]; type?: 'float32' | 'int32' },
  outputs: readonly string[],
): Promise<Record<string, Float32Array>> {
  const model = await tf.loadGraphModel(
    tf.io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
      weightData: weights.buffer,
    }),
  );
  const tensor = tf.tensor(input.values, input.shape, input.type);
  const result = model.execute(tensor, [...outputs]);
  const tensors = Array.isArray(result) ? result : [result];
  const entries = outputs.map((name, index) => [name, tensors[index]!.dataSync() as Float32Array] as const);
  tf.dispose([tensor, ...tensors]);
  model.dispose();
  return Object.fromEntries(entries.map(([name, values]) => [name, Float32Array.from(values)]));
}

/** What ONNX Runtime computes for one input. */
export async function runOnnx(
  bytes: Uint8Array,
  input: { values: Float32Array; shape: number[] },
): Promise<Record<string, Float32Array>> {
  const session = await ort.InferenceSession.create(bytes, { logSeverityLevel: 3 });
  const outputs = await session.run({
    [session.inputNames[0]!]: new ort.Tensor('float32', input.values, input.shape),
  });
  await session.release();
  return Object.fromEntries(
    Object.entries(outputs).map(([name, tensor]) => [name, tensor.data as Float32Array]),
  );
}

/** Largest difference of two outputs as a share of the reference's range (of its size where it has no range). */
export function relativeDifference(actual: Float32Array, reference: Float32Array): number {
  if (actual.length !== reference.length) return Number.POSITIVE_INFINITY;
  let difference = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  reference.forEach((value, index) => {
    const gap = Math.abs(value - actual[index]!);
    // Not a number must fail the comparison, and Math.max would keep it.
    difference = Math.max(difference, gap);
    low = Math.min(low, value);
    high = Math.max(high, value);
  });
  const range = high > low ? high - low : Math.max(1, Math.abs(high));
  return difference / range;
}

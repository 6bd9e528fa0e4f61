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

/** Values and sizes of a model's only input. */
export interface ReferenceInput {
  readonly values: Float32Array;
  readonly shape: number[];
  /** How TensorFlow wants the values; floats when left out. */
  readonly type?: 'float32' | 'int32';
}

/** What a model answers to an input, by the names of its outputs. */
export interface ReferenceModel {
  run(input: ReferenceInput): Promise<Record<string, Float32Array>>;
  close(): Promise<void>;
}

/** A model in TensorFlow.js that computes the named outputs. */
export async function openTensorFlow(
  { json, weights }: GraphFiles,
  outputs: readonly string[],
): Promise<ReferenceModel> {
  const model = await tf.loadGraphModel(
    tf.io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
      weightData: weights.buffer,
    }),
  );
  return {
    run: (input) => {
      const tensor = tf.tensor(input.values, input.shape, input.type);
      const result = model.execute(tensor, [...outputs]);
      const tensors = Array.isArray(result) ? result : [result];
      const entries = outputs.map(
        (name, index) => [name, Float32Array.from(tensors[index]!.dataSync())] as const,
      );
      tf.dispose([tensor, ...tensors]);
      return Promise.resolve(Object.fromEntries(entries));
    },
    close: () => {
      model.dispose();
      return Promise.resolve();
    },
  };
}

/** What TensorFlow.js computes for one input. */
export async function runTensorFlow(
  files: GraphFiles,
  input: ReferenceInput,
  outputs: readonly string[],
): Promise<Record<string, Float32Array>> {
  return runOnce(await openTensorFlow(files, outputs), input);
}

/** A model in ONNX Runtime. */
export async function openOnnx(bytes: Uint8Array): Promise<ReferenceModel> {
  const session = await ort.InferenceSession.create(bytes, { logSeverityLevel: 3 });
  return {
    run: async ({ values, shape }) => {
      const tensor = new ort.Tensor('float32', values, shape);
      const outputs = await session.run({ [session.inputNames[0]!]: tensor });
      return Object.fromEntries(
        Object.entries(outputs).map(([name, { data }]) => [name, data as Float32Array]),
      );
    },
    close: () => session.release(),
  };
}

/** What ONNX Runtime computes for one input. */
export async function runOnnx(
  bytes: Uint8Array,
  input: ReferenceInput,
): Promise<Record<string, Float32Array>> {
  return runOnce(await openOnnx(bytes), input);
}

async function runOnce(model: ReferenceModel, input: ReferenceInput): Promise<Record<string, Float32Array>> {
  try {
    return await model.run(input);
  } finally {
    await model.close();
  }
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

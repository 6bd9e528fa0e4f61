import { UserFacingError } from '../domain/errors.ts';
import { LoadedGraph, type ModelRunner, type ModelTensor } from './sessions/loaded-graph.ts';
import ort from './sessions/onnx-runtime.ts';
import type { CatalogModel } from '../../native-models/catalog.ts';

export type { ModelTensor } from './sessions/loaded-graph.ts';

export interface SessionOptions {
  /** Threads that one run of the model may use. */
  readonly threads: number;
  /** False gives memory back after every run: for models that are rarely used. */
  readonly arena?: boolean;
}

/** The execution provider that every build of ONNX Runtime has, and that CPU sessions use. */
export const provider = 'cpu';

/** A loaded model. `run` blocks the calling thread until it is done: call it in a worker. */
export class OnnxSession {
  readonly model: CatalogModel;
  /** How many items at once are fastest here, for models whose first dimension may vary. */
  readonly batch: number;
  readonly #runner: ModelRunner;
  #runSeconds = 0;

  /** Over whatever runs the graph; a `SessionManager` gives one that unloads itself when idle. */
  constructor(model: CatalogModel, runner: ModelRunner, batch = 1) {
    this.model = model;
    this.batch = batch;
    this.#runner = runner;
  }

  /**
   * Loads the bytes of an ONNX file on the processor, with no manager around it. Throws a UserFacingError `bad-model`
   * when ONNX Runtime refuses them.
   */
  static async open(model: CatalogModel, bytes: Uint8Array, options: SessionOptions): Promise<OnnxSession> {
    try {
      return new OnnxSession(model, await LoadedGraph.open(bytes, { provider, arena: true, ...options }));
    } catch (error) {
      throw cannotLoad(model, error);
    }
  }

  /** Runs the model on inputs by name and returns all outputs by name. */
  async run(inputs: Readonly<Record<string, ModelTensor>>): Promise<Readonly<Record<string, ModelTensor>>> {
    const started = performance.now();
    try {
      return await this.#runner.run(inputs);
    } finally {
      this.#runSeconds += (performance.now() - started) / 1000;
    }
  }

  /** Seconds that the model has computed so far. */
  get runSeconds(): number {
    return this.#runSeconds;
  }

  async close(): Promise<void> {
    await this.#runner.close();
  }
}

/** The error for a model's file that ONNX Runtime refuses. */
export function cannotLoad(model: CatalogModel, cause: unknown): UserFacingError {
  return new UserFacingError(
    'bad-model',
    `The model ${model.family} could not be loaded.`,
    'Run "kinora models list" to see its state; delete the model cache and try again.',
    cause,
  );
}

/** A tensor of 32-bit floats. */
export function floatTensor(values: Float32Array, shape: readonly number[]): ModelTensor {
  return new ort.Tensor('float32', values, shape);
}

/** A single 64-bit whole number. */
export function wholeNumberTensor(value: bigint): ModelTensor {
  return new ort.Tensor('int64', BigInt64Array.of(value), []);
}

/** The floats of a model's output. Throws when the model gave none by that name. */
export function floatsOf(outputs: Readonly<Record<string, ModelTensor>>, name: string): Float32Array {
  const values = outputs[name]?.data;
  if (!(values instanceof Float32Array)) throw new Error(`The model has no output "${name}" of floats.`);
  return values;
}

import ort from 'onnxruntime-node';
import { UserFacingError } from '../domain/errors.ts';
import type { CatalogModel } from '../../native-models/catalog.ts';

export interface SessionOptions {
  /** Threads that one run of the model may use. */
  readonly threads: number;
}

/** A tensor going in or out of a model. */
export type ModelTensor = ort.Tensor;

/** The execution provider that every session uses. */
export const provider = 'cpu';

/** A loaded model. `run` blocks the calling thread until it is done: call it in a worker. */
export class OnnxSession {
  readonly model: CatalogModel;
  readonly #session: ort.InferenceSession;

  private constructor(model: CatalogModel, session: ort.InferenceSession) {
    this.model = model;
    this.#session = session;
  }

  /** Loads the bytes of an ONNX file. Throws a UserFacingError `bad-model` when ONNX Runtime refuses them. */
  static async open(
    model: CatalogModel,
    bytes: Uint8Array,
    { threads }: SessionOptions,
  ): Promise<OnnxSession> {
    try {
      const session = await ort.InferenceSession.create(bytes, {
        executionProviders: [provider],
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        graphOptimizationLevel: 'all',
        logSeverityLevel: 3,
        // Threads that wait for the next run must not keep a core busy: the decoder needs it.
        extra: { session: { intra_op: { allow_spinning: '0' } } },
      });
      return new OnnxSession(model, session);
    } catch (error) {
      throw new UserFacingError(
        'bad-model',
        `The model ${model.family} could not be loaded.`,
        'Run "kinora models list" to see its state; delete the model cache and try again.',
        error,
      );
    }
  }

  /** Runs the model on inputs by name and returns all outputs by name. */
  async run(inputs: Readonly<Record<string, ModelTensor>>): Promise<Readonly<Record<string, ModelTensor>>> {
    return this.#session.run(inputs);
  }

  async close(): Promise<void> {
    await this.#session.release();
  }
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

import ort from './onnx-runtime.ts';

/** A tensor going in or out of a model. */
export type ModelTensor = ort.Tensor;

export type Tensors = Readonly<Record<string, ModelTensor>>;

/** Whatever runs a model's graph. */
export interface ModelRunner {
  run(inputs: Tensors): Promise<Tensors>;
  /** Waits for what is running, then frees the memory. */
  close(): Promise<void>;
}

export interface GraphOptions {
  /** ONNX Runtime's name of an execution provider. */
  readonly provider: string;
  /** Threads that one run may use on the processor. */
  readonly threads: number;
  /** Whether memory is kept from run to run: faster, but a model that is rarely used would hold it for nothing. */
  readonly arena: boolean;
  /** Whether ONNX Runtime keeps its errors to the exceptions it throws, instead of writing them to stderr as well. */
  readonly quiet?: boolean;
}

/** An input as the graph declares it. */
export interface GraphInput {
  readonly name: string;
  readonly type: string;
  /** A word, perhaps empty, is a size that may differ from run to run. */
  readonly shape: readonly (number | string)[];
}

/** One graph in ONNX Runtime's hands. */
export class LoadedGraph implements ModelRunner {
  readonly inputs: readonly GraphInput[];
  readonly #session: ort.InferenceSession;

  private constructor(session: ort.InferenceSession) {
    this.#session = session;
    this.inputs = session.inputMetadata.flatMap((input) =>
      input.isTensor ? [{ name: input.name, type: input.type, shape: input.shape }] : [],
    );
  }

  /** Rejects with ONNX Runtime's own error when it refuses the bytes or the provider. */
  static async open(
    bytes: Uint8Array,
    { provider, threads, arena, quiet }: GraphOptions,
  ): Promise<LoadedGraph> {
    const session = await ort.InferenceSession.create(bytes, {
      // Alone: beside another the package would leave out one that it lacks without a word.
      executionProviders: [provider],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      logSeverityLevel: quiet ? 4 : 3,
      enableCpuMemArena: arena,
      // DirectML refuses sessions that plan their memory beforehand.
      enableMemPattern: arena && provider !== 'dml',
      // Threads that wait for the next run must not keep a core busy: the decoder needs it.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
    return new LoadedGraph(session);
  }

  async run(inputs: Tensors): Promise<Tensors> {
    return this.#session.run(inputs);
  }

  async close(): Promise<void> {
    await this.#session.release();
  }
}

/** This build of ONNX Runtime. */
export interface RuntimeBuild {
  readonly version: string;
  /** Providers that it can use, where their libraries are. */
  readonly providers: readonly string[];
  /** Those of them whose libraries come with it. */
  readonly bundled: readonly string[];
}

/** What this build of ONNX Runtime brings. */
export function runtimeBuild(): RuntimeBuild {
  const backends = ort.listSupportedBackends();
  return {
    version: ort.env.versions.node ?? ort.env.versions.common,
    providers: backends.map(({ name }) => name),
    bundled: backends.filter(({ bundled }) => bundled).map(({ name }) => name),
  };
}

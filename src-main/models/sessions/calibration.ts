import { agreeingDifference, differenceOf } from './agreement.ts';
import type { SessionPlan } from './calibration-store.ts';
import { LoadedGraph, type GraphOptions, type ModelRunner, type Tensors } from './loaded-graph.ts';
import { messageOf, type ProviderVerdict } from './provider-trial.ts';
import { takesBatches, trialInputs } from './trial-inputs.ts';

// Note: what a calibration may decide
// On the processor, nothing that is kept in a library: the models' outputs are the same to the last bit with any number
// of threads and in any batch, since ONNX Runtime divides its loops among threads without reordering a sum (a test
// holds the starter pack to it). It decides how fast the answer comes, and whether another provider gives it.

/** More threads than this never paid for models of this size. */
const mostThreads = 8;
const batchSizes = [2, 4, 8] as const;
/** A cheaper choice is taken when it is at most this much slower than the best: the decoder wants the other cores. */
const tolerated = 1.1;
/** A batch must save so much to be worth waiting for. */
const worthWaiting = 0.95;
/** Larger files are loaded once on the processor and once on each provider that works, and not at all without one. */
const largestCompared = 100_000_000;
const shareOfModelMs = 300;
const runs = 4;

// Note: why each provider has a share of time of its own
// A graphics processor compiles a model's programs in its first run, which takes seconds, and shows what it is worth in
// batches. Were it measured in what the processor's trials have left over, it would seldom be seen at its best. The
// compiling is charged to the budget of all models, though, so that a start is never held up by more than one of them.

/** The time that calibrating may take, over all models. */
export class CalibrationBudget {
  readonly now: () => number;
  #left: number;

  constructor(milliseconds = 2000, now: () => number = () => performance.now()) {
    this.#left = milliseconds;
    this.now = now;
  }

  get left(): number {
    return Math.max(0, this.#left);
  }

  /** Does `work` on the budget; `share` is how many milliseconds each of its measurements may take. */
  async spend<T>(work: (share: number) => Promise<T>): Promise<T> {
    const started = this.now();
    try {
      return await work(Math.min(this.left, shareOfModelMs));
    } finally {
      this.#left -= this.now() - started;
    }
  }
}

export interface CalibrationRequest {
  readonly bytes: Uint8Array;
  readonly arena: boolean;
  /** Inputs to try the model with; without them they are made up from what the graph declares. */
  readonly example?: (() => Tensors) | undefined;
  /** Cores that the process may use. */
  readonly cores: number;
  /** What is known of every provider in the order before the processor. */
  readonly providers: ReadonlyMap<string, ProviderVerdict>;
  /** Opens a graph; left out, ONNX Runtime does. */
  readonly open?: (bytes: Uint8Array, options: GraphOptions) => Promise<RunnableGraph>;
}

/** A graph that tells what it takes. */
export type RunnableGraph = ModelRunner & Pick<LoadedGraph, 'inputs'>;

/** The plan without any measurement: the processor, two threads, one item. */
export function cautiousPlan(cores: number): SessionPlan {
  return { provider: 'cpu', threads: Math.min(2, cores), batch: 1, msPerItem: 0 };
}

/**
 * Measures how a model is run best on this machine; the cautious plan when inputs for it cannot be made up. Null when no
 * time was left, or when the model is large and nothing but the processor could run it. Throws what ONNX Runtime throws when it refuses the model
 * even on the processor.
 */
export async function calibrate(
  request: CalibrationRequest,
  budget: CalibrationBudget,
): Promise<SessionPlan | null> {
  if (budget.left === 0) return null;
  const isLarge = request.bytes.length > largestCompared;
  if (isLarge && ![...request.providers.values()].some(({ works }) => works)) return null;
  const threads = isLarge ? [cautiousPlan(request.cores).threads] : threadCounts(request.cores);
  return budget.spend(async (share) => {
    const trial = new Trial({ ...request, threads }, budget.now, share);
    try {
      return await trial.plan();
    } finally {
      await trial.close();
    }
  });
}

interface Measured {
  readonly graph: RunnableGraph;
  readonly threads: number;
  readonly ms: number;
}

interface TrialRequest extends CalibrationRequest {
  /** Numbers of the processor's threads to compare. */
  readonly threads: readonly number[];
}

class Trial {
  readonly #request: TrialRequest;
  readonly #now: () => number;
  readonly #share: number;
  readonly #open: RunnableGraph[] = [];
  #shareStarted: number;

  /** @param share milliseconds for the processor, and for each provider */
  constructor(request: TrialRequest, now: () => number, share: number) {
    this.#request = request;
    this.#now = now;
    this.#share = share;
    this.#shareStarted = now();
  }

  async plan(): Promise<SessionPlan | null> {
    const measured: Measured[] = [];
    for (const threads of this.#request.threads) {
      if (measured.length > 0 && this.#isOver()) break;
      const graph = await this.#load({ provider: 'cpu', threads, arena: this.#request.arena });
      const inputs = this.#inputs(graph, 1);
      if (!inputs) return cautiousPlan(this.#request.cores);
      try {
        measured.push({ graph, threads, ms: await this.#measure(graph, inputs) });
      } catch {
        // A graph that does not take made-up inputs is run as it comes.
        return cautiousPlan(this.#request.cores);
      }
    }
    const best = fewestThreads(measured);
    if (!best) return null;
    const { batch, msPerItem } = await this.#batchOf(best);
    const plan = { provider: 'cpu', threads: best.threads, batch, msPerItem };
    return this.#onBestProvider(plan, best);
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((graph) => graph.close()));
  }

  #isOver(): boolean {
    return this.#now() - this.#shareStarted >= this.#share;
  }

  async #load(options: GraphOptions): Promise<RunnableGraph> {
    const { bytes, open = (file, how) => LoadedGraph.open(file, how) } = this.#request;
    const graph = await open(bytes, { ...options, quiet: true });
    this.#open.push(graph);
    return graph;
  }

  #inputs(graph: RunnableGraph, batch: number): Tensors | null {
    return batch === 1 && this.#request.example ? this.#request.example() : trialInputs(graph.inputs, batch);
  }

  /** Milliseconds of the fastest of a few runs after a first: what else the machine does only ever adds to it. */
  async #measure(graph: RunnableGraph, inputs: Tensors): Promise<number> {
    let fastest = Infinity;
    for (let run = 0; run <= runs; run++) {
      const started = this.#now();
      await graph.run(inputs);
      const ms = this.#now() - started;
      if (run > 0 || this.#isOver()) fastest = Math.min(fastest, ms);
      if (this.#isOver()) break;
    }
    return fastest;
  }

  async #batchOf({
    graph,
    ms,
  }: Pick<Measured, 'graph' | 'ms'>): Promise<{ batch: number; msPerItem: number }> {
    let best = { batch: 1, msPerItem: ms };
    if (!takesBatches(graph.inputs)) return best;
    for (const batch of batchSizes) {
      if (this.#isOver()) break;
      const inputs = this.#inputs(graph, batch);
      if (!inputs) break;
      const msPerItem = (await this.#measure(graph, inputs)) / batch;
      if (msPerItem < best.msPerItem * worthWaiting) best = { batch, msPerItem };
    }
    return best;
  }

  /** The first provider that agrees with the processor and is faster takes the model; all others are told of. */
  async #onBestProvider(onProcessor: SessionPlan, reference: Measured): Promise<SessionPlan> {
    const problems: string[] = [];
    for (const [provider, verdict] of this.#request.providers) {
      const found = verdict.works
        ? await this.#onProvider(provider, reference, onProcessor.msPerItem).catch(messageOf)
        : verdict.problem;
      if (typeof found !== 'string') return withProblems({ ...onProcessor, provider, ...found }, problems);
      problems.push(`${provider}: ${found}`);
    }
    return withProblems(onProcessor, problems);
  }

  /** How a provider runs the model best, or why it does not run it here; `beat` is the processor's time for one item. */
  async #onProvider(
    provider: string,
    reference: Measured,
    beat: number,
  ): Promise<string | Pick<SessionPlan, 'batch' | 'msPerItem'>> {
    const inputs = this.#inputs(reference.graph, 1) ?? {};
    const expected = await reference.graph.run(inputs);
    const graph = await this.#load({ provider, threads: 1, arena: this.#request.arena });
    const difference = differenceOf(expected, await graph.run(inputs));
    if (difference > agreeingDifference) {
      return `Its answers differ from the processor’s by ${(difference * 100).toFixed(1)} %.`;
    }
    this.#shareStarted = this.#now();
    const best = await this.#batchOf({ graph, ms: await this.#measure(graph, inputs) });
    if (best.msPerItem < beat) return best;
    return `It is slower than the processor here (${best.msPerItem.toFixed(1)} against ${beat.toFixed(1)} ms).`;
  }
}

/** 1, 2, 4 ... up to the cores there are. */
export function threadCounts(cores: number): number[] {
  const counts: number[] = [];
  for (let threads = 1; threads <= Math.min(cores, mostThreads); threads *= 2) counts.push(threads);
  return counts;
}

/** The fewest threads that are about as fast as the best number of them. */
export function fewestThreads<M extends { threads: number; ms: number }>(measured: readonly M[]): M | null {
  const best = Math.min(...measured.map(({ ms }) => ms));
  return measured.find(({ ms }) => ms <= best * tolerated) ?? null;
}

function withProblems(plan: SessionPlan, problems: readonly string[]): SessionPlan {
  return problems.length > 0 ? { ...plan, problem: problems.join(' ') } : plan;
}

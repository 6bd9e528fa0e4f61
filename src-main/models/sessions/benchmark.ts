import { availableParallelism } from 'node:os';
import { calibrate, CalibrationBudget, cautiousPlan } from './calibration.ts';
import type { CalibrationStore, SessionPlan } from './calibration-store.ts';
import { LoadedGraph, type Tensors } from './loaded-graph.ts';
import { messageOf, tryProvider, type ProviderVerdict } from './provider-trial.ts';
import { calibrationStore } from './session-manager.ts';
import { takesBatches, trialInputs } from './trial-inputs.ts';

/** A model that can be measured. */
export interface BenchmarkedModel {
  readonly id: string;
  readonly sha256: string;
  /** The verified bytes of its file. */
  read(): Promise<Uint8Array>;
  /** Inputs for one item, for a model that does not take made-up ones. */
  readonly example?: () => Tensors;
}

/** How fast one model runs on one provider; `problem` in place of figures where it does not run there. */
export interface BenchmarkRow {
  readonly model: string;
  readonly provider: string;
  /** Whether Kinora runs the model here. */
  readonly chosen: boolean;
  readonly threads?: number;
  readonly batch?: number;
  /** Median of `runs` warm runs, divided by the batch. */
  readonly msPerItem?: number;
  readonly itemsPerSecond?: number;
  readonly runs?: number;
  readonly problem?: string;
}

export interface BenchmarkOptions {
  /** Runs of which the median is taken. */
  readonly runs: number;
  readonly signal: AbortSignal;
  readonly environment?: NodeJS.ProcessEnv;
  /** Told after each model. */
  onModel?(done: number, total: number, id: string): void;
}

/** A model is not run again once it has taken so long. */
const longestMs = 5000;

/**
 * Measures every model on every provider in the order, the bare graph without our own work before and after it. Tries
 * all providers anew, and renews what is stored of this machine: whoever has installed a driver runs this.
 */
export async function benchmarkModels(
  cacheFolder: string,
  models: readonly BenchmarkedModel[],
  { runs, signal, environment, onModel }: BenchmarkOptions,
): Promise<BenchmarkRow[]> {
  const { store, providers } = calibrationStore(cacheFolder, environment);
  const verdicts = new Map<string, ProviderVerdict>();
  for (const name of providers) if (name !== 'cpu') verdicts.set(name, await tryProvider(name));
  await store.add({ providers: Object.fromEntries(verdicts) });
  const rows: BenchmarkRow[] = [];
  const trials: Trials = { store, verdicts, providers, runs, signal };
  for (const [index, model] of models.entries()) {
    signal.throwIfAborted();
    try {
      rows.push(...(await benchmarkOne(model, trials)));
    } catch (error) {
      // One broken file does not keep the other models from being measured.
      signal.throwIfAborted();
      rows.push({ model: model.id, provider: 'cpu', chosen: true, problem: messageOf(error) });
    }
    onModel?.(index + 1, models.length, model.id);
  }
  return rows;
}

interface Trials {
  readonly store: CalibrationStore;
  readonly verdicts: ReadonlyMap<string, ProviderVerdict>;
  readonly providers: readonly string[];
  readonly runs: number;
  readonly signal: AbortSignal;
}

async function benchmarkOne(
  model: BenchmarkedModel,
  { store, verdicts, providers, runs, signal }: Trials,
): Promise<BenchmarkRow[]> {
  const bytes = await model.read();
  const cores = availableParallelism();
  const request = { bytes, arena: true, cores, providers: verdicts, example: model.example };
  const found = await calibrate(request, new CalibrationBudget());
  if (found) await store.add({ models: { [model.sha256]: found } });
  const plan = found ?? cautiousPlan(cores);
  const rows: BenchmarkRow[] = [];
  for (const provider of providers) {
    const verdict = verdicts.get(provider) ?? { works: true };
    const figures = verdict.works
      ? await measure(bytes, model, { ...plan, provider }, runs, signal).catch((error: unknown) => {
          signal.throwIfAborted();
          return { problem: messageOf(error) };
        })
      : { problem: verdict.problem };
    rows.push({ model: model.id, provider, chosen: provider === plan.provider, ...figures });
  }
  return rows;
}

async function measure(
  bytes: Uint8Array,
  model: BenchmarkedModel,
  plan: SessionPlan,
  runs: number,
  signal: AbortSignal,
): Promise<Partial<BenchmarkRow>> {
  const { provider, threads } = plan;
  const graph = await LoadedGraph.open(bytes, { provider, threads, arena: true, quiet: true });
  try {
    const batch = takesBatches(graph.inputs) ? plan.batch : 1;
    const inputs = model.example?.() ?? trialInputs(graph.inputs, batch);
    if (!inputs) return { problem: 'Its inputs cannot be made up.' };
    await graph.run(inputs);
    const times: number[] = [];
    const started = performance.now();
    while (times.length < runs && (times.length === 0 || performance.now() - started < longestMs)) {
      signal.throwIfAborted();
      const before = performance.now();
      await graph.run(inputs);
      times.push(performance.now() - before);
    }
    const msPerItem = medianOf(times) / batch;
    return { threads, batch, msPerItem, itemsPerSecond: 1000 / msPerItem, runs: times.length };
  } finally {
    await graph.close();
  }
}

/** The middle value; the mean of the two middle ones where the count is even. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

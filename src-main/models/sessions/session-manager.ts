import { availableParallelism } from 'node:os';
import type { CatalogModel } from '../../../native-models/catalog.ts';
import { cannotLoad, OnnxSession } from '../onnx-session.ts';
import { calibrate, CalibrationBudget, cautiousPlan, type CalibrationRequest } from './calibration.ts';
import { CalibrationStore, type SessionPlan } from './calibration-store.ts';
import { IdleRunner, realTimer, type Timer } from './idle-runner.ts';
import { LoadedGraph, runtimeBuild, type ModelRunner, type Tensors } from './loaded-graph.ts';
import { keyOf, thisMachine } from './machine-key.ts';
import { OthersLoad } from './others-load.ts';
import { providerOrder } from './provider-order.ts';
import { ProviderRunner } from './provider-runner.ts';
import { tryProvider, type ProviderVerdict } from './provider-trial.ts';

/** Time without a run after which a model is unloaded. */
const usualIdleMs = 60_000;
/** Other programs may take this share of the processor while a model is measured, 0..1. */
const mostOthers = 0.2;

export interface SessionManagerOptions {
  /** Threads of every session, on the processor; left out, provider, threads and batch are found out by calibration. */
  readonly threads?: number;
  readonly idleMs?: number;
  readonly timer?: Timer;
  readonly budget?: CalibrationBudget;
  readonly environment?: NodeJS.ProcessEnv;
  readonly tryProvider?: (name: string) => Promise<ProviderVerdict>;
  /** Begins to watch what other programs take of the processor. */
  readonly othersLoad?: () => Pick<OthersLoad, 'share'>;
}

export interface OpenOptions {
  /** `rare` keeps no memory between runs: for models that most hours of film never need. */
  readonly use?: 'steady' | 'rare';
  /** Inputs to try the model with, for one that does not take made-up ones. */
  readonly example?: () => Tensors;
}

/** How one model is run. */
export interface SessionReport {
  readonly modelId: string;
  readonly plan: SessionPlan;
  readonly loaded: boolean;
}

interface ManagedSession {
  readonly model: CatalogModel;
  readonly runner: IdleRunner;
  readonly session: OnnxSession;
  plan: SessionPlan;
}

/** Where the figures of this machine lie. */
export function calibrationStore(
  cacheFolder: string,
  environment: NodeJS.ProcessEnv = process.env,
): { store: CalibrationStore; providers: readonly string[] } {
  const { version, providers: supported } = runtimeBuild();
  const providers = providerOrder({
    platform: process.platform,
    supported,
    wanted: environment['KINORA_PROVIDERS'],
  });
  const key = keyOf(thisMachine(availableParallelism(), version, providers));
  return { store: new CalibrationStore(cacheFolder, key), providers };
}

/** Opens models so that each runs where and how it runs best on this machine, and is in memory only while it is used. */
export class SessionManager {
  readonly #options: SessionManagerOptions;
  readonly #store: CalibrationStore;
  readonly #providers: readonly string[];
  readonly #budget: CalibrationBudget;
  readonly #sessions: ManagedSession[] = [];
  #verdicts: Promise<ReadonlyMap<string, ProviderVerdict>> | null = null;
  /** Two models measured at once would disturb each other. */
  #calibrating: Promise<unknown> = Promise.resolve();

  constructor(cacheFolder: string, options: SessionManagerOptions = {}) {
    this.#options = options;
    const { store, providers } = calibrationStore(cacheFolder, options.environment);
    this.#store = store;
    this.#providers = providers;
    this.#budget = options.budget ?? new CalibrationBudget();
  }

  /**
   * Loads a model. Throws a UserFacingError `bad-model` when not even the processor takes it.
   * @param read gives the verified bytes of its file; called again when an idle model is wanted again
   */
  async open(
    model: CatalogModel,
    read: () => Promise<Uint8Array>,
    { use = 'steady', example }: OpenOptions = {},
  ): Promise<OnnxSession> {
    const arena = use === 'steady';
    const bytes = await read();
    try {
      const session: Partial<ManagedSession> & { plan: SessionPlan } = {
        plan: await this.#planFor(model, { bytes, arena, example }),
      };
      const load = async (known: Uint8Array | null): Promise<ModelRunner> => {
        const file = known ?? (await read());
        const { provider, threads } = session.plan;
        return ProviderRunner.open(
          (name) => LoadedGraph.open(file, { provider: name, threads, arena }),
          provider,
          (problem) => {
            session.plan = { ...session.plan, provider: 'cpu', problem };
            void this.#store.add({ models: { [model.made.sha256]: session.plan } });
          },
        );
      };
      const { idleMs = usualIdleMs, timer = realTimer } = this.#options;
      const runner = new IdleRunner(() => load(null), { idleMs, timer }, await load(bytes));
      const opened = new OnnxSession(model, runner, session.plan.batch);
      this.#sessions.push(Object.assign(session, { model, runner, session: opened }));
      return opened;
    } catch (error) {
      throw cannotLoad(model, error);
    }
  }

  /** How every open model is run. */
  report(): SessionReport[] {
    return this.#sessions.map(({ model, plan, runner }) => ({
      modelId: model.id,
      plan,
      loaded: runner.isLoaded,
    }));
  }

  /** Seconds that all open models have computed since they were opened. */
  get runSeconds(): number {
    return this.#sessions.reduce((sum, { session }) => sum + session.runSeconds, 0);
  }

  /** Closes all sessions; waits for what is running. */
  async close(): Promise<void> {
    await Promise.all(this.#sessions.splice(0).map(({ runner }) => runner.close()));
  }

  async #planFor(
    model: CatalogModel,
    trial: Pick<CalibrationRequest, 'bytes' | 'arena' | 'example'>,
  ): Promise<SessionPlan> {
    const cores = availableParallelism();
    const { threads } = this.#options;
    if (threads !== undefined) return { ...cautiousPlan(cores), threads };
    const known = (await this.#store.read()).models[model.made.sha256];
    if (known) return known;
    const providers = await this.#verdictsOfProviders();
    const calibration = this.#calibrating.then(async () => {
      const load = this.#options.othersLoad?.() ?? new OthersLoad();
      const plan = await calibrate({ ...trial, cores, providers }, this.#budget);
      return { plan, isDisturbed: load.share() > mostOthers };
    });
    this.#calibrating = calibration.catch(() => undefined);
    const { plan, isDisturbed } = await calibration;
    // On a busy machine one thread looks best, and would be taken for ever: the model is measured again another time.
    if (!plan) return cautiousPlan(cores);
    if (isDisturbed) return { ...plan, threads: Math.max(plan.threads, cautiousPlan(cores).threads) };
    await this.#store.add({ models: { [model.made.sha256]: plan } });
    return plan;
  }

  /** What each provider before the processor said when it was tried, now or earlier on this machine. */
  #verdictsOfProviders(): Promise<ReadonlyMap<string, ProviderVerdict>> {
    this.#verdicts ??= (async () => {
      const known = (await this.#store.read()).providers;
      const verdicts = new Map<string, ProviderVerdict>();
      for (const name of this.#providers) {
        if (name === 'cpu') continue;
        verdicts.set(name, known[name] ?? (await (this.#options.tryProvider ?? tryProvider)(name)));
      }
      if (verdicts.size > 0) await this.#store.add({ providers: Object.fromEntries(verdicts) });
      return verdicts;
    })();
    return this.#verdicts;
  }
}

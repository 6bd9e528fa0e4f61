import type { ModelRunner, Tensors } from './loaded-graph.ts';

/** Calls `work` after so many milliseconds; the returned function calls it off. */
export type Timer = (work: () => void, ms: number) => () => void;

/** The real time. It does not keep a process alive. */
export const realTimer: Timer = (work, ms) => {
  const timer = setTimeout(work, ms);
  timer.unref();
  return () => clearTimeout(timer);
};

export interface IdleOptions {
  /** Time without a run after which the graph is unloaded. */
  readonly idleMs: number;
  readonly timer: Timer;
}

/**
 * Loads a graph when it is first run, unloads it when it has not been run for a while, and loads it again when it is
 * wanted after all; whoever runs it sees only that this run takes longer. Runs may overlap; none is ever unloaded under.
 */
export class IdleRunner implements ModelRunner {
  readonly #load: () => Promise<ModelRunner>;
  readonly #options: IdleOptions;
  #loaded: Promise<ModelRunner> | null = null;
  #running = 0;
  #stopTimer: (() => void) | null = null;
  #unloading: Promise<void> = Promise.resolve();
  #whenIdle: (() => void)[] = [];
  #closed = false;

  /** @param first a graph that is loaded already */
  constructor(load: () => Promise<ModelRunner>, options: IdleOptions, first: ModelRunner | null = null) {
    this.#load = load;
    this.#options = options;
    if (first) {
      this.#loaded = Promise.resolve(first);
      this.#startTimer();
    }
  }

  get isLoaded(): boolean {
    return this.#loaded !== null;
  }

  async run(inputs: Tensors): Promise<Tensors> {
    if (this.#closed) throw new Error('The model was run after it had been closed.');
    this.#stopTimer?.();
    this.#stopTimer = null;
    this.#running++;
    try {
      const graph = await this.#graph();
      return await graph.run(inputs);
    } finally {
      if (--this.#running === 0) this.#rest();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stopTimer?.();
    this.#stopTimer = null;
    if (this.#running > 0) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
    this.#unload();
    await this.#unloading;
  }

  #graph(): Promise<ModelRunner> {
    if (this.#loaded) return this.#loaded;
    const loading = this.#load();
    this.#loaded = loading;
    // A failure is not kept, so that the next run tries again.
    loading.catch(() => {
      if (this.#loaded === loading) this.#loaded = null;
    });
    return loading;
  }

  #rest(): void {
    for (const resolve of this.#whenIdle.splice(0)) resolve();
    if (!this.#closed && this.#loaded) this.#startTimer();
  }

  #startTimer(): void {
    this.#stopTimer = this.#options.timer(() => {
      this.#stopTimer = null;
      if (this.#running === 0) this.#unload();
    }, this.#options.idleMs);
  }

  #unload(): void {
    const loaded = this.#loaded;
    this.#loaded = null;
    if (!loaded) return;
    const closing = loaded.then((graph) => graph.close()).catch(() => undefined);
    this.#unloading = Promise.all([this.#unloading, closing]).then(() => undefined);
  }
}

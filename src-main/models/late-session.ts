import type { ModelSession } from './families/model-session.ts';
import type { Tensors } from './sessions/loaded-graph.ts';

/** A model's graph that is loaded when it is first run: who opens a library need not wait for what a search may never ask. */
export class LateSession implements ModelSession {
  readonly #open: () => Promise<ModelSession>;
  #opening: Promise<ModelSession> | null = null;

  constructor(open: () => Promise<ModelSession>) {
    this.#open = open;
  }

  /** Throws what opening throws; the next run tries again. */
  async run(inputs: Tensors): Promise<Tensors> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = null;
      throw error;
    });
    return (await this.#opening).run(inputs);
  }

  async close(): Promise<void> {
    await (await this.#opening?.catch(() => null))?.close();
  }
}

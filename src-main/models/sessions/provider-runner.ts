import type { ModelRunner, Tensors } from './loaded-graph.ts';
import { messageOf } from './provider-trial.ts';

export type LoadOn = (provider: string) => Promise<ModelRunner>;

/**
 * Runs a graph on a provider, and on the processor from the moment the provider fails, be it at loading or years into
 * a run (a driver was updated, a screen was unplugged). What the processor refuses too was never the provider's fault.
 */
export class ProviderRunner implements ModelRunner {
  readonly #loadOn: LoadOn;
  readonly #onProblem: (problem: string) => void;
  #provider: string;
  #graph: ModelRunner;

  private constructor(
    loadOn: LoadOn,
    onProblem: (problem: string) => void,
    provider: string,
    graph: ModelRunner,
  ) {
    this.#loadOn = loadOn;
    this.#onProblem = onProblem;
    this.#provider = provider;
    this.#graph = graph;
  }

  /** @param onProblem told once, in the provider's own words, that the processor took over */
  static async open(
    loadOn: LoadOn,
    provider: string,
    onProblem: (problem: string) => void,
  ): Promise<ProviderRunner> {
    try {
      return new ProviderRunner(loadOn, onProblem, provider, await loadOn(provider));
    } catch (error) {
      if (provider === 'cpu') throw error;
      const graph = await loadOn('cpu');
      onProblem(`${provider}: ${messageOf(error)}`);
      return new ProviderRunner(loadOn, onProblem, 'cpu', graph);
    }
  }

  async run(inputs: Tensors): Promise<Tensors> {
    const graph = this.#graph;
    try {
      return await graph.run(inputs);
    } catch (error) {
      if (this.#provider === 'cpu') throw error;
      return this.#runOnProcessor(inputs, error);
    }
  }

  close(): Promise<void> {
    return this.#graph.close();
  }

  async #runOnProcessor(inputs: Tensors, error: unknown): Promise<Tensors> {
    const graph = await this.#loadOn('cpu');
    try {
      const outputs = await graph.run(inputs);
      this.#onProblem(`${this.#provider}: ${messageOf(error)}`);
      this.#provider = 'cpu';
      const failed = this.#graph;
      this.#graph = graph;
      await failed.close().catch(() => undefined);
      return outputs;
    } catch (again) {
      if (this.#graph !== graph) await graph.close();
      throw again;
    }
  }
}

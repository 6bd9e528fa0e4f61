import { Worker } from 'node:worker_threads';
import type { FuzzAnswer } from './try-seed.ts';

/** After this long an input is given up and the thread ended. */
const patienceMs = 20_000;
/** How long a thread may take to put its disk in order. */
const farewellMs = 2000;

/** The thread did not survive the input; why. */
export interface Gone {
  readonly gone: string;
}

/** A thread of bounded memory that reads the inputs of one target. */
export class FuzzThread {
  readonly #worker: Worker;
  readonly #ended: Promise<unknown>;
  #settle: (answer: FuzzAnswer | Gone) => void = () => {};

  constructor(target: string, mostMegabytes: number) {
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: target,
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    });
    this.#ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#worker.on('message', (answer: FuzzAnswer) => this.#settle(answer));
    this.#worker.on('error', (error) => this.#settle({ gone: String(error) }));
  }

  /** Reads the input that a seed stands for; tells when the thread did not survive it. */
  async throw(seed: number): Promise<FuzzAnswer | Gone> {
    const answer = new Promise<FuzzAnswer | Gone>((resolve) => (this.#settle = resolve));
    const timer = setTimeout(() => this.#settle({ gone: 'hang' }), patienceMs);
    this.#worker.postMessage(seed);
    return answer.finally(() => clearTimeout(timer));
  }

  /** Ends the thread; one that still listens takes its files away first. */
  async end(): Promise<void> {
    this.#worker.postMessage(null);
    const timer = setTimeout(() => void this.#worker.terminate(), farewellMs);
    await this.#ended;
    clearTimeout(timer);
  }
}

import type { OutputOf } from '../../src-main/api/contract.ts';
import type { AppClient, Problem } from '../client/app-client.ts';
import { problemOf } from '../state/notices.svelte.ts';

/** A question to one film, and the answer to the latest. */
export class FilmQuestion {
  text = $state('');
  answer = $state.raw<OutputOf<'ask.question'> | null>(null);
  asking = $state(false);
  problem = $state.raw<Problem | null>(null);
  readonly #client: AppClient;
  readonly #path: string;
  #abort: AbortController | null = null;

  constructor(client: AppClient, path: string) {
    this.#client = client;
    this.#path = path;
  }

  /** Asks what is written; an earlier question that is still under way is given up. */
  async ask(): Promise<void> {
    const question = this.text.trim();
    if (question === '') return;
    this.stop();
    const abort = new AbortController();
    this.#abort = abort;
    this.asking = true;
    this.problem = null;
    try {
      const answer = await this.#client.call('ask.question', { question, paths: [this.#path] }, abort.signal);
      if (abort.signal.aborted) return;
      this.answer = answer;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.answer = null;
      this.problem = problemOf(error);
    }
    this.asking = false;
  }

  stop(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.asking = false;
  }
}

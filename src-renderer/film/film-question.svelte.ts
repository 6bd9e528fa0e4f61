import type { OutputOf } from '../../src-main/api/contract.ts';
import type { AppClient, Problem } from '../client/app-client.ts';
import { problemOf } from '../state/notices.svelte.ts';

/** A question to one film, and the answers to the latest: Kinora's, and that of a model that takes pictures. */
export class FilmQuestion {
  text = $state('');
  answer = $state.raw<OutputOf<'ask.question'> | null>(null);
  asking = $state(false);
  /** Null where no model looks at pictures, and until it has. */
  seen = $state.raw<OutputOf<'ask.pictures'> | null>(null);
  looking = $state(false);
  problem = $state.raw<Problem | null>(null);
  readonly #client: AppClient;
  readonly #path: string;
  #abort: AbortController | null = null;

  constructor(client: AppClient, path: string) {
    this.#client = client;
    this.#path = path;
  }

  /**
   * Asks what is written; an earlier question that is still under way is given up.
   * @param looks whether a model looks at pictures afterwards
   */
  async ask(looks: boolean): Promise<void> {
    const question = this.text.trim();
    if (question === '') return;
    this.stop();
    const abort = new AbortController();
    this.#abort = abort;
    this.asking = true;
    this.problem = null;
    this.seen = null;
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
    if (looks && this.answer?.selection) await this.#look(question, abort.signal);
  }

  /** Where the model cannot be asked, the answer that is there stays. */
  async #look(question: string, signal: AbortSignal): Promise<void> {
    this.looking = true;
    try {
      const seen = await this.#client.call('ask.pictures', { question, paths: [this.#path] }, signal);
      if (!signal.aborted) this.seen = seen;
    } catch (error) {
      const sentence = problemOf(error)?.sentence;
      if (!signal.aborted && sentence) this.seen = { sentences: [], evidence: [], notes: [sentence] };
    }
    if (!signal.aborted) this.looking = false;
  }

  stop(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.asking = false;
    this.looking = false;
  }
}

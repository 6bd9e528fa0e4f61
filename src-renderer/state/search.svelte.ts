import type { SearchResult } from '../../src-main/api/contract.ts';
import type { AppClient, Problem } from '../client/app-client.ts';
import { problemOf } from './notices.svelte.ts';

const pageSize = 60;

/** What the search box holds, and the answer to the query that the address names. */
export class SearchState {
  /** The text in the box, which may be ahead of the answer. */
  text = $state('');
  query = $state('');
  result = $state.raw<SearchResult | null>(null);
  problem = $state.raw<Problem | null>(null);
  running = $state(false);
  #limit = pageSize;
  mayHaveMore = $derived(this.result !== null && this.result.moments.length >= this.#limit);

  readonly #client: AppClient;
  #abort: AbortController | null = null;

  constructor(client: AppClient) {
    this.#client = client;
    client.on('library.changed', () => {
      if (this.query !== '') void this.#ask();
    });
  }

  /** Answers a query; an earlier one that is still under way is given up. */
  async run(query: string): Promise<void> {
    this.query = query;
    this.#limit = pageSize;
    await this.#ask();
  }

  async more(): Promise<void> {
    this.#limit = Math.min(1000, this.#limit * 2);
    await this.#ask();
  }

  async #ask(): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    if (this.query.trim() === '') {
      this.result = null;
      this.problem = null;
      this.running = false;
      return;
    }
    this.running = true;
    try {
      const input = { query: this.query, limit: this.#limit };
      const result = await this.#client.call('search.run', input, abort.signal);
      if (abort.signal.aborted) return;
      this.result = result;
      this.problem = null;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.result = null;
      this.problem = problemOf(error);
    }
    this.running = false;
  }
}

import type { SearchResult } from '../../src-main/api/contract.ts';
import type { AppClient, Problem } from '../client/app-client.ts';
import { feedbackKey, noFeedback, withVerdict, type Feedback, type Verdict } from '../rules/feedback.ts';
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

  /** By search, for as long as the page is open; the latest last, so that it can be taken back. */
  #judged = $state.raw<readonly { readonly key: string; readonly feedback: Feedback }[]>([]);
  readonly feedback = $derived(this.#feedbackOf(this.query));

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

  /** Says that more of a result is wanted, or that it is not; null takes that back. The results follow. */
  async judge(id: string, verdict: Verdict | null): Promise<void> {
    const feedback = withVerdict(this.feedback, id, verdict);
    this.#judged = [...this.#judged, { key: feedbackKey(this.query), feedback }];
    await this.#ask();
  }

  /** Takes back the latest that was said of this search's results. */
  async undoJudging(): Promise<void> {
    const key = feedbackKey(this.query);
    const at = this.#judged.findLastIndex((judged) => judged.key === key);
    if (at < 0) return;
    this.#judged = this.#judged.toSpliced(at, 1);
    await this.#ask();
  }

  #feedbackOf(query: string): Feedback {
    const key = feedbackKey(query);
    return this.#judged.findLast((judged) => judged.key === key)?.feedback ?? noFeedback;
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
      const { more, less } = this.#feedbackOf(this.query);
      const feedback = { more: [...more], less: [...less] };
      const input = { query: this.query, limit: this.#limit, feedback };
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

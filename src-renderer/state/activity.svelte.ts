import type { Activity } from '../../src-main/api/contract.ts';
import type { AppClient, Problem } from '../client/app-client.ts';
import { problemOf } from './notices.svelte.ts';
import { Refresher } from './refresher.ts';

/** While work goes on, the list is read again this often. */
const rereadMs = 2000;

/** The work that is left, and what waits for the user, for as long as a screen shows it. */
export class ActivityState {
  current = $state.raw<Activity | null>(null);
  /** Why it could not be read. */
  problem = $state.raw<Problem | null>(null);

  readonly #client: AppClient;
  readonly #refresher: Refresher;

  constructor(client: AppClient) {
    this.#client = client;
    this.#refresher = new Refresher(() => this.#read());
  }

  /** Reads it now, after every change and now and then; the answer ends that. */
  watch(): () => void {
    void this.refresh();
    const timer = setInterval(() => void this.refresh(), rereadMs);
    const end = this.#client.on('library.changed', () => void this.refresh());
    return () => {
      clearInterval(timer);
      end();
    };
  }

  refresh(): Promise<void> {
    return this.#refresher.refresh();
  }

  async #read(): Promise<void> {
    try {
      this.current = await this.#client.call('library.activity', {});
      this.problem = null;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}

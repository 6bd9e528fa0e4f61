import type { IndexingSettings } from '../../src-main/api/contract.ts';
import type { AppClient } from '../client/app-client.ts';
import type { Notices } from './notices.svelte.ts';

/** How much of the machine indexing may take, as the library keeps it. */
export class IndexingSettingsState {
  current = $state.raw<IndexingSettings | null>(null);

  readonly #client: AppClient;
  readonly #notices: Notices;

  constructor(client: AppClient, notices: Notices) {
    this.#client = client;
    this.#notices = notices;
  }

  async read(): Promise<void> {
    await this.#keep(() => this.#client.call('library.settings', {}));
  }

  /** Shows the choice at once; what the core says is what stays. */
  async change(change: Partial<Pick<IndexingSettings, 'pace' | 'onlyPluggedIn'>>): Promise<void> {
    if (this.current) this.current = { ...this.current, ...change };
    await this.#keep(() => this.#client.call('library.changeSettings', change));
  }

  async #keep(ask: () => Promise<IndexingSettings>): Promise<void> {
    try {
      this.current = await ask();
    } catch (error) {
      this.#notices.failed(error);
    }
  }
}

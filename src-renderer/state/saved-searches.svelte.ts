import type { SavedSearch } from '../../src-main/api/contract.ts';
import type { AppClient } from '../client/app-client.ts';
import { t } from '../strings/translate.svelte.ts';
import type { Notices } from './notices.svelte.ts';

/** Searches that are kept, and those made lately. */
export class SavedSearches {
  saved = $state.raw<readonly SavedSearch[]>([]);
  /** The latest first. */
  recent = $state.raw<readonly string[]>([]);
  readonly #client: AppClient;
  readonly #notices: Notices;

  constructor(client: AppClient, notices: Notices) {
    this.#client = client;
    this.#notices = notices;
    client.on('searches.changed', () => void this.refresh());
  }

  of(query: string): SavedSearch | undefined {
    return this.saved.find((saved) => saved.query === query.trim());
  }

  async refresh(): Promise<void> {
    await this.#try(async () => {
      const { saved, recent } = await this.#client.call('search.list', {});
      this.saved = saved;
      this.recent = recent;
    });
  }

  async save(query: string): Promise<void> {
    await this.#try(async () => {
      const saved = await this.#client.call('search.save', { query });
      await this.refresh();
      this.#notices.say(t('saved.kept', saved.name), {
        action: { label: t('people.undo'), run: () => void this.#forgetQuietly(saved.id) },
      });
    });
  }

  async forget(search: SavedSearch): Promise<void> {
    await this.#try(async () => {
      const { forgotten } = await this.#client.call('search.forget', { id: search.id });
      await this.refresh();
      if (!forgotten) return;
      const { name, query } = forgotten;
      const run = () =>
        void this.#try(() => this.#client.call('search.save', { name, query }).then(() => this.refresh()));
      this.#notices.say(t('saved.forgotten', name), { action: { label: t('people.undo'), run } });
    });
  }

  /** Remembers a search that the person has sent off. */
  async note(query: string): Promise<void> {
    if (query.trim() === '') return;
    await this.#try(async () => {
      await this.#client.call('search.note', { query });
      await this.refresh();
    });
  }

  async clearRecent(): Promise<void> {
    const before = [...this.recent];
    await this.#replaceRecent([]);
    this.#notices.say(t('saved.cleared'), {
      action: { label: t('people.undo'), run: () => void this.#replaceRecent(before) },
    });
  }

  async #replaceRecent(queries: string[]): Promise<void> {
    await this.#try(async () => {
      await this.#client.call('search.setRecent', { queries });
      await this.refresh();
    });
  }

  async #forgetQuietly(id: number): Promise<void> {
    await this.#try(() => this.#client.call('search.forget', { id }).then(() => this.refresh()));
  }

  async #try(work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => this.#notices.failed(error));
  }
}

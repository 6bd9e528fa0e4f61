import type { CollectionOverview } from '../../src-main/api/contract.ts';
import { momentIdOf, type MomentKey } from '../../src-main/domain/moment.ts';
import type { AppClient } from '../client/app-client.ts';
import { t } from '../strings/translate.svelte.ts';
import type { Decisions } from './decisions.ts';
import type { Notices } from './notices.svelte.ts';
import { Refresher } from './refresher.ts';

/** The collections of moments, the one used last first. */
export class CollectionsState {
  list = $state.raw<readonly CollectionOverview[]>([]);
  loaded = $state(false);
  /** Where a moment goes when nobody says where: the collection used last, or else the first one to be. */
  readonly usual = $derived(this.list[0]?.name ?? t('collections.first'));

  readonly #client: AppClient;
  readonly #notices: Notices;
  readonly #decisions: Decisions;
  readonly #refresher = new Refresher(() => this.#read());

  constructor(client: AppClient, notices: Notices, decisions: Decisions) {
    this.#client = client;
    this.#notices = notices;
    this.#decisions = decisions;
    client.on('library.changed', ({ what }) => {
      if (what === 'collections' || what === 'videos') void this.refresh();
    });
  }

  refresh(): Promise<void> {
    return this.#refresher.refresh();
  }

  /** Adds a moment to the collection of a name, which begins with it where there is none. */
  add(moment: MomentKey, name = this.usual): Promise<boolean> {
    return this.#decide(async () => {
      const momentIds = [momentIdOf(moment)];
      const { collection } = await this.#client.call('collections.add', { name, momentIds });
      return t('collections.added', collection.name);
    });
  }

  rename({ id, name: from }: CollectionOverview, name: string): Promise<boolean> {
    return this.#decide(async () => {
      await this.#client.call('collections.rename', { id, name });
      return t('people.renamed', from, name);
    });
  }

  delete({ id, name }: CollectionOverview): Promise<boolean> {
    return this.#decide(async () => {
      await this.#client.call('collections.delete', { id });
      return t('collections.deleted', name);
    });
  }

  async #decide(work: () => Promise<string>): Promise<boolean> {
    const isDone = await this.#decisions.make(work, 'collections');
    await this.refresh();
    return isDone;
  }

  async #read(): Promise<void> {
    try {
      this.list = (await this.#client.call('collections.list', {})).collections;
      this.loaded = true;
    } catch (error) {
      if (!this.loaded) this.#notices.failed(error);
    }
  }
}

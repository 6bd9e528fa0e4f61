import { SvelteMap } from 'svelte/reactivity';
import type { ModelOverview, ModelProgress } from '../../src-main/api/contract.ts';
import type { AppClient, Problem } from '../client/app-client.ts';
import { t } from '../strings/translate.svelte.ts';
import { problemOf, type Notices } from './notices.svelte.ts';
import { Refresher } from './refresher.ts';

/** The models of this machine and of the catalogue, for as long as a screen shows them. */
export class ModelsState {
  list = $state.raw<readonly ModelOverview[]>([]);
  /** Why the list could not be read. */
  problem = $state.raw<Problem | null>(null);
  /** Installations that run or wait, by model. */
  readonly progress = new SvelteMap<string, ModelProgress>();
  importing = $state(false);
  /** Whether films are being looked at anew with a model that was just chosen. */
  switching = $state(false);

  readonly #client: AppClient;
  readonly #notices: Notices;
  readonly #refresher: Refresher;

  constructor(client: AppClient, notices: Notices) {
    this.#client = client;
    this.#notices = notices;
    this.#refresher = new Refresher(() => this.#read());
  }

  /** Reads the list and listens for changes; the answer ends that. */
  watch(): () => void {
    void this.refresh();
    const ends = [
      this.#client.on('models.progress', (told) => this.#note(told)),
      this.#client.on('library.changed', ({ what }) => {
        if (what === 'models') void this.refresh();
      }),
    ];
    return () => ends.forEach((end) => end());
  }

  refresh(): Promise<void> {
    return this.#refresher.refresh();
  }

  /** Installs a model or a pack. What fails is told when it fails, by the progress of each model. */
  async install(name: string): Promise<void> {
    await this.#try(() => this.#client.call('models.install', { name }));
  }

  async cancel(id: string): Promise<void> {
    await this.#try(() => this.#client.call('models.cancel', { id }));
  }

  async remove(model: ModelOverview): Promise<void> {
    await this.#try(() => this.#client.call('models.remove', { id: model.id }));
  }

  /** Lets a model do the work of its family; the films are looked at anew meanwhile, which the rail shows. */
  async use(model: ModelOverview): Promise<void> {
    this.switching = true;
    this.#notices.say(t('models.switching', model.title));
    await this.#try(() => this.#client.call('models.use', { id: model.id }));
    this.switching = false;
  }

  async verify(model: ModelOverview): Promise<void> {
    await this.#try(async () => {
      const { broken } = await this.#client.call('models.verify', { name: model.id });
      this.#notices.say(t(broken.length > 0 ? 'models.foundBroken' : 'models.foundWhole', model.title));
    });
  }

  async import(path: string): Promise<void> {
    this.importing = true;
    await this.#try(async () => {
      const { imported, incomplete, problems } = await this.#client.call('models.import', { path });
      this.#notices.say(t('models.imported', imported.length));
      for (const problem of problems) this.#notices.problem(problem);
      for (const { id, missing } of incomplete) {
        this.#notices.say(t('models.incomplete', id, missing.join(', ')));
      }
    });
    this.importing = false;
  }

  #note(told: ModelProgress): void {
    const running = told.state === 'waiting' || told.state === 'fetching';
    if (running) this.progress.set(told.id, told);
    else this.progress.delete(told.id);
    if (told.state === 'failed' && told.problem) this.#notices.problem(told.problem);
  }

  async #try(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#notices.failed(error);
    }
  }

  async #read(): Promise<void> {
    try {
      this.list = (await this.#client.call('models.list', {})).models;
      this.problem = null;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}

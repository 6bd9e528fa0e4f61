import type { DoubtfulFace, PersonFace, PersonPage } from '../../src-main/api/contract.ts';
import type { AppClient, Problem } from '../client/app-client.ts';
import type { Decisions } from '../state/decisions.ts';
import { problemOf } from '../state/notices.svelte.ts';
import { Refresher } from '../state/refresher.ts';
import { t } from '../strings/translate.svelte.ts';

const pageSize = 60;
const mostFaces = 500;
const mostDoubts = 12;

/** A person's page: what is known, and what can be said about the faces. */
export class PersonPageState {
  page = $state.raw<PersonPage | null>(null);
  problem = $state.raw<Problem | null>(null);
  faces = $state.raw<readonly PersonFace[]>([]);
  doubts = $state.raw<readonly DoubtfulFace[]>([]);
  mayHaveMore = $derived(this.faces.length < Math.min(mostFaces, this.page?.faces ?? 0));

  readonly #id: number;
  readonly #client: AppClient;
  readonly #decisions: Decisions;
  readonly #refresher = new Refresher(() => this.#read());
  #limit = pageSize;

  constructor(id: number, client: AppClient, decisions: Decisions) {
    this.#id = id;
    this.#client = client;
    this.#decisions = decisions;
  }

  refresh(): Promise<void> {
    return this.#refresher.refresh();
  }

  async more(): Promise<void> {
    this.#limit = Math.min(mostFaces, this.#limit + pageSize);
    await this.refresh();
  }

  async answer(track: number, shows: boolean): Promise<void> {
    await this.#decisions.make(async () => {
      await this.#client.call(shows ? 'people.confirm' : 'people.refuse', { person: this.#id, track });
      return t(shows ? 'person.confirmed' : 'person.refused', this.#name);
    });
    await this.refresh();
  }

  async notThis(track: number): Promise<void> {
    await this.#decisions.make(async () => {
      await this.#client.call('people.notThis', { person: this.#id, track });
      return t('person.notThisDone', this.#name);
    });
    await this.refresh();
  }

  async cover(from: { track: number } | { picture: number }): Promise<void> {
    await this.#decisions.make(async () => {
      await this.#client.call('people.cover', { person: this.#id, ...from });
      return t('person.covered', this.#name);
    });
    await this.refresh();
  }

  async removePicture(picture: number): Promise<void> {
    try {
      await this.#client.call('people.removePicture', { picture });
    } catch (error) {
      this.problem = problemOf(error);
    }
    await this.refresh();
  }

  get #name(): string {
    return this.page?.person.name ?? '';
  }

  async #read(): Promise<void> {
    const id = this.#id;
    try {
      this.page = await this.#client.call('people.person', { id });
      this.faces = (await this.#client.call('people.faces', { id, limit: this.#limit })).faces;
      this.problem = null;
      this.doubts = (await this.#client.call('people.doubtful', { id, limit: mostDoubts })).faces;
    } catch (error) {
      // What is shown stays when only a later part is missing.
      this.problem = problemOf(error);
    }
  }
}

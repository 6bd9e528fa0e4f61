import type { UnnamedGroup } from '../../src-main/api/contract.ts';
import type { AppClient } from '../client/app-client.ts';
import { t } from '../strings/translate.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import { Refresher } from './refresher.ts';

const pageSize = 24;
const mostShown = 500;

/** The people in the library's films whom nobody has named, and what the person decides about their faces. */
export class UnnamedState {
  groups = $state.raw<readonly UnnamedGroup[]>([]);
  total = $state(0);
  loaded = $state(false);
  /** Groups that are chosen to be merged. */
  chosen = $state.raw<readonly number[]>([]);
  mayHaveMore = $derived(this.total > this.groups.length && this.groups.length < mostShown);

  readonly #client: AppClient;
  readonly #notices: Notices;
  readonly #refresher: Refresher;
  #limit = pageSize;
  /** Undo takes back the latest decision only, so that only its notice offers it. */
  #undoNotice: number | null = null;

  constructor(client: AppClient, notices: Notices) {
    this.#client = client;
    this.#notices = notices;
    this.#refresher = new Refresher(() => this.#read());
    client.on('library.changed', ({ what }) => {
      if (what !== 'models') void this.refresh();
    });
  }

  refresh(): Promise<void> {
    return this.#refresher.refresh();
  }

  async more(): Promise<void> {
    this.#limit = Math.min(mostShown, this.#limit + pageSize);
    await this.refresh();
  }

  choose(group: number, isChosen: boolean): void {
    const others = this.chosen.filter((other) => other !== group);
    this.chosen = isChosen ? [...others, group] : others;
  }

  async name(group: number, name: string): Promise<boolean> {
    return this.#decide(async () => {
      const { person, known } = await this.#client.call('people.name', { group, name });
      return t(known ? 'unnamed.added' : 'unnamed.named', person.name);
    });
  }

  async ignore(group: number): Promise<void> {
    await this.#decide(async () => {
      await this.#client.call('people.ignore', { group });
      return t('unnamed.ignored');
    });
  }

  async split(group: number, tracks: number[]): Promise<void> {
    await this.#decide(async () => {
      await this.#client.call('people.split', { group, tracks });
      return t('unnamed.split', tracks.length);
    });
  }

  async mergeChosen(): Promise<void> {
    const groups = [...this.chosen];
    await this.#decide(async () => {
      await this.#client.call('people.merge', { groups });
      return t('unnamed.mergedGroups', groups.length);
    });
  }

  /** Every face of a group; null when it is gone. */
  async open(group: number): Promise<UnnamedGroup | null> {
    try {
      return await this.#client.call('people.group', { group });
    } catch (error) {
      this.#notices.failed(error);
      return null;
    }
  }

  async #undo(): Promise<void> {
    try {
      await this.#client.call('people.undo', {});
      this.#notices.say(t('unnamed.undone'));
    } catch (error) {
      this.#notices.failed(error);
    }
    await this.refresh();
  }

  /** Carries out a decision, says what came of it and offers to take it back. False when it was refused. */
  async #decide(work: () => Promise<string>): Promise<boolean> {
    let isDone = true;
    try {
      const sentence = await work();
      if (this.#undoNotice !== null) this.#notices.dismiss(this.#undoNotice);
      this.#undoNotice = this.#notices.say(sentence, {
        action: { label: t('people.undo'), run: () => void this.#undo() },
      });
    } catch (error) {
      this.#notices.failed(error);
      isDone = false;
    }
    await this.refresh();
    return isDone;
  }

  async #read(): Promise<void> {
    try {
      const { groups, total } = await this.#client.call('people.unnamed', { limit: this.#limit });
      this.groups = groups;
      this.total = total;
      this.chosen = this.chosen.filter((group) => groups.some(({ id }) => id === group));
      this.loaded = true;
    } catch (error) {
      if (!this.loaded) this.#notices.failed(error);
    }
  }
}

import type { Person, UnnamedGroup } from '../../src-main/api/contract.ts';
import type { AppClient } from '../client/app-client.ts';
import { t } from '../strings/translate.svelte.ts';
import type { Decisions } from './decisions.ts';
import type { Notices } from './notices.svelte.ts';
import { Refresher } from './refresher.ts';

const pageSize = 24;
const mostShown = 500;

/** The people in the library's films whom nobody has named, and what the person decides about their faces. */
export class UnnamedState {
  groups = $state.raw<readonly UnnamedGroup[]>([]);
  total = $state(0);
  /** Those whom nobody is asked about. */
  ignored = $state.raw<readonly UnnamedGroup[]>([]);
  ignoredTotal = $state(0);
  loaded = $state(false);
  /** Groups that are chosen to be merged. */
  chosen = $state.raw<readonly number[]>([]);
  mayHaveMore = $derived(this.total > this.groups.length && this.groups.length < mostShown);

  readonly #client: AppClient;
  readonly #notices: Notices;
  readonly #refresher: Refresher;
  readonly #decisions: Decisions;
  #limit = pageSize;
  #shown = 0;

  constructor(client: AppClient, notices: Notices, decisions: Decisions) {
    this.#client = client;
    this.#notices = notices;
    this.#decisions = decisions;
    this.#refresher = new Refresher(() => this.#read());
    client.on('library.changed', ({ what }) => {
      if (what !== 'models') void this.refresh();
    });
  }

  /** Reads them, and keeps up with the library for as long as they are shown; what it gives ends that. */
  show(): () => void {
    this.#shown++;
    void this.refresh();
    return () => void this.#shown--;
  }

  /** Nothing is read that nobody sees: in a large library that takes a while. */
  async refresh(): Promise<void> {
    if (this.#shown > 0) await this.#refresher.refresh();
  }

  async more(): Promise<void> {
    this.#limit = Math.min(mostShown, this.#limit + pageSize);
    await this.refresh();
  }

  choose(group: number, isChosen: boolean): void {
    const others = this.chosen.filter((other) => other !== group);
    this.chosen = isChosen ? [...others, group] : others;
  }

  /** Says who a group is; null when that was refused. */
  async name(group: number, name: string): Promise<Person | null> {
    let named: Person | null = null;
    await this.#decide(async () => {
      const { person, known } = await this.#client.call('people.name', { group, name });
      named = person;
      return t(known ? 'unnamed.added' : 'unnamed.named', person.name);
    });
    return named;
  }

  async ignore(group: number): Promise<void> {
    await this.#decide(async () => {
      await this.#client.call('people.ignore', { group });
      return t('unnamed.ignored');
    });
  }

  async unignore(group: number): Promise<void> {
    await this.#decide(async () => {
      await this.#client.call('people.unignore', { group });
      return t('unnamed.unignored');
    });
  }

  async split(group: number, tracks: number[]): Promise<void> {
    await this.#decide(async () => {
      await this.#client.call('people.split', { group, tracks });
      return t('unnamed.split', tracks.length);
    });
  }

  mergeChosen(): Promise<void> {
    return this.merge(this.chosen);
  }

  /** All of these are one person. */
  async merge(given: readonly number[]): Promise<void> {
    const groups = [...given];
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

  /** Carries out a decision; false when it was refused. */
  async #decide(work: () => Promise<string>): Promise<boolean> {
    const isDone = await this.#decisions.make(work);
    await this.refresh();
    return isDone;
  }

  async #read(): Promise<void> {
    try {
      const [{ groups, total }, ignored] = await Promise.all([
        this.#client.call('people.unnamed', { limit: this.#limit }),
        this.#client.call('people.unnamed', { limit: mostShown, ignored: true }),
      ]);
      this.groups = groups;
      this.total = total;
      this.ignored = ignored.groups;
      this.ignoredTotal = ignored.total;
      this.chosen = this.chosen.filter((group) => groups.some(({ id }) => id === group));
      this.loaded = true;
    } catch (error) {
      if (!this.loaded) this.#notices.failed(error);
    }
  }
}

import type { OutputOf, Person, PictureInput } from '../../src-main/api/contract.ts';
import type { AppClient } from '../client/app-client.ts';
import { t } from '../strings/translate.svelte.ts';
import { problemOf, type NoticeAction, type Notices } from './notices.svelte.ts';
import { Refresher } from './refresher.ts';

/** Everybody the library knows by name. */
export class PeopleState {
  list = $state.raw<readonly Person[]>([]);
  loaded = $state(false);

  readonly #client: AppClient;
  readonly #notices: Notices;
  readonly #refresher: Refresher;

  constructor(client: AppClient, notices: Notices) {
    this.#client = client;
    this.#notices = notices;
    this.#refresher = new Refresher(() => this.#read());
    client.on('library.changed', () => void this.refresh());
  }

  refresh(): Promise<void> {
    return this.#refresher.refresh();
  }

  named(name: string): Person | null {
    const wanted = name.toLocaleLowerCase();
    return this.list.find((person) => person.name.toLocaleLowerCase() === wanted) ?? null;
  }

  /** Throws what the core says when the name or every picture is refused. */
  async enrol(name: string, pictures: PictureInput[]): Promise<OutputOf<'people.add'>> {
    const answer = await this.#client.call('people.add', { name, pictures });
    await this.refresh();
    return answer;
  }

  /** Enrols somebody of a film's cast from the picture beside the film, and says how it went. */
  async enrolCast(videoId: number, name: string): Promise<void> {
    try {
      const { accepted, rejected } = await this.#client.call('people.enrolCast', { videoId, name });
      if (accepted > 0) this.#notices.say(t('enrol.done', name, accepted));
      for (const { reason, remedy } of rejected) {
        this.#notices.problem({ code: 'no-face', sentence: reason, remedy });
      }
    } catch (error) {
      this.#notices.failed(error);
    }
    await this.refresh();
  }

  async rename(person: Person, name: string): Promise<void> {
    try {
      await this.#client.call('people.rename', { id: person.id, name });
      this.#notices.say(t('people.renamed', person.name, name), {
        action: {
          label: t('people.undo'),
          run: () => void this.rename({ ...person, name }, person.name),
        },
      });
    } catch (error) {
      this.#notices.failed(error, this.#mergeInstead(person, name, error));
    }
    await this.refresh();
  }

  /** Two people are one: `from` becomes `into`. */
  async merge(into: Person, from: Person): Promise<void> {
    try {
      await this.#client.call('people.merge', { people: [into.id, from.id] });
      this.#notices.say(t('people.merged', from.name, into.name), {
        action: { label: t('people.undo'), run: () => void this.#undo() },
      });
    } catch (error) {
      this.#notices.failed(error);
    }
    await this.refresh();
  }

  async remove(person: Person): Promise<void> {
    try {
      await this.#client.call('people.remove', { name: person.name });
      this.#notices.say(t('people.removed', person.name));
    } catch (error) {
      this.#notices.failed(error);
    }
    await this.refresh();
  }

  /** What can be done instead when somebody else has the name already; null for other problems. */
  #mergeInstead(person: Person, name: string, error: unknown): NoticeAction | null {
    const other = this.named(name);
    if (problemOf(error)?.code !== 'same-name' || !other) return null;
    return { label: t('people.sameNameMerge'), run: () => void this.merge(other, person) };
  }

  async #undo(): Promise<void> {
    try {
      await this.#client.call('people.undo', {});
    } catch (error) {
      this.#notices.failed(error);
    }
    await this.refresh();
  }

  async #read(): Promise<void> {
    try {
      this.list = (await this.#client.call('people.list', {})).people;
      this.loaded = true;
    } catch (error) {
      if (!this.loaded) this.#notices.failed(error);
    }
  }
}

import type {
  AlikePair,
  InputOf,
  OutputOf,
  Person,
  PersonPreview,
  PictureInput,
} from '../../src-main/api/contract.ts';
import type { AppClient } from '../client/app-client.ts';
import type { FaceAnswers } from '../rules/face-answers.ts';
import { t } from '../strings/translate.svelte.ts';
import type { Decisions } from './decisions.ts';
import { problemOf, type NoticeAction, type Notices } from './notices.svelte.ts';
import { Refresher } from './refresher.ts';

/** Everybody the library knows by name. */
export class PeopleState {
  list = $state.raw<readonly Person[]>([]);
  loaded = $state(false);
  /** Pairs who may be one person. */
  alike = $state.raw<readonly AlikePair[]>([]);

  readonly #client: AppClient;
  readonly #notices: Notices;
  readonly #decisions: Decisions;
  readonly #refresher: Refresher;

  constructor(client: AppClient, notices: Notices, decisions: Decisions) {
    this.#client = client;
    this.#notices = notices;
    this.#decisions = decisions;
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

  /** Where somebody would be found; throws what the core says. */
  preview(input: InputOf<'people.preview'>): Promise<PersonPreview> {
    return this.#client.call('people.preview', input);
  }

  /** Says who a face in a film's picture is; null when that was refused. */
  async enrolFace(input: InputOf<'people.enrolFace'>): Promise<Person | null> {
    let enrolled: Person | null = null;
    await this.#decisions.make(async () => {
      const { person, known } = await this.#client.call('people.enrolFace', input);
      enrolled = person;
      return t(known ? 'unnamed.added' : 'unnamed.named', person.name);
    });
    await this.refresh();
    return enrolled;
  }

  /** Keeps answers about faces that were asked for, the surest way to find somebody. */
  async answer(person: Person, answers: FaceAnswers): Promise<void> {
    for (const [track, shows] of answers) {
      await this.#decisions.make(async () => {
        const method = shows ? 'people.confirm' : 'people.refuse';
        await this.#client.call(method, { person: person.id, track });
        return t(shows ? 'person.confirmed' : 'person.refused', person.name);
      });
    }
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

  /** False when that was refused. */
  async rename(person: Person, name: string): Promise<boolean> {
    let isDone = false;
    try {
      await this.#client.call('people.rename', { id: person.id, name });
      isDone = true;
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
    return isDone;
  }

  /** Two people are one: `from` becomes `into`. */
  async merge(into: Person, from: Person): Promise<void> {
    await this.#decisions.make(async () => {
      await this.#client.call('people.merge', { people: [into.id, from.id] });
      return t('people.merged', from.name, into.name);
    });
    await this.refresh();
  }

  /** Two people who look alike are two. */
  async keepApart(one: Person, other: Person): Promise<void> {
    await this.#decisions.make(async () => {
      await this.#client.call('people.apart', { people: [one.id, other.id] });
      return t('people.keptApart', one.name, other.name);
    });
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

  /** Looks for people who have two names; it needs models, so that it is asked for only where it is shown. */
  async findAlike(): Promise<void> {
    try {
      this.alike = (await this.#client.call('people.alike', {})).pairs;
    } catch {
      // An offer that cannot be made is left out; whatever is wrong is told where it is in the way.
      this.alike = [];
    }
  }

  /** What can be done instead when somebody else has the name already; null for other problems. */
  #mergeInstead(person: Person, name: string, error: unknown): NoticeAction | null {
    const other = this.named(name);
    if (problemOf(error)?.code !== 'same-name' || !other) return null;
    return { label: t('people.sameNameMerge'), run: () => void this.merge(other, person) };
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

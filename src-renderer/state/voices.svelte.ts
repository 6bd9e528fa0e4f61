import type { HeardFilm, Voice } from '../../src-main/api/contract.ts';
import type { Interval } from '../../src-main/domain/interval.ts';
import type { AppClient } from '../client/app-client.ts';
import { t } from '../strings/translate.svelte.ts';
import type { Decisions } from './decisions.ts';
import type { Notices } from './notices.svelte.ts';
import { Refresher } from './refresher.ts';

/** A line of a film. */
export interface LineOfFilm extends Interval {
  readonly videoId: number;
}

/** The voices of the library's films, and what the person says of them. */
export class VoicesState {
  list = $state.raw<readonly Voice[]>([]);
  acrossFilms = $state(false);
  loaded = $state(false);
  /** Those that nobody has named, those that say most first. */
  readonly unnamed = $derived(
    this.list
      .filter(({ person, lines }) => person === null && lines > 0)
      .toSorted((a, b) => b.seconds - a.seconds || a.number - b.number),
  );

  readonly #client: AppClient;
  readonly #notices: Notices;
  readonly #decisions: Decisions;
  readonly #refresher = new Refresher(() => this.#read());

  constructor(client: AppClient, notices: Notices, decisions: Decisions) {
    this.#client = client;
    this.#notices = notices;
    this.#decisions = decisions;
    client.on('library.changed', ({ what }) => {
      if (what === 'people' || what === 'videos') void this.refresh();
    });
  }

  refresh(): Promise<void> {
    return this.#refresher.refresh();
  }

  /** What a voice without a name is called. */
  label(number: number): string {
    return t('film.speaker', number);
  }

  /**
   * Says whose a voice is, with all its lines; the label of another voice says that the two are one.
   * @returns false when that was refused
   */
  async name(number: number, name: string): Promise<boolean> {
    const same = this.#labelled(name);
    if (same !== null && same !== number) return this.merge(same, number);
    return this.#decide(async () => {
      const { person } = await this.#client.call('voices.name', { voice: String(number), name });
      return t('voices.named', this.label(number), person.name);
    });
  }

  /** Says that two voices without names are one; the first one's number is kept. */
  merge(into: number, from: number): Promise<boolean> {
    return this.#decide(async () => {
      await this.#client.call('voices.merge', { voices: [String(into), String(from)] });
      return t('voices.merged', this.label(from), this.label(into));
    });
  }

  /** Says who speaks one line: somebody with a name, or a new name. */
  tell({ videoId, start, end }: LineOfFilm, name: string): Promise<boolean> {
    return this.#decide(async () => {
      const { person } = await this.#client.call('dialogue.tellSpeaker', { id: videoId, start, end, name });
      return t('voices.told', person.name);
    });
  }

  /** Says that somebody does not speak a line. */
  refuse({ videoId, start, end }: LineOfFilm, name: string): Promise<boolean> {
    return this.#decide(async () => {
      await this.#client.call('dialogue.refuseSpeaker', { id: videoId, start, end, name });
      return t('voices.refused', name);
    });
  }

  /** Forgets what somebody, or a voice without a name, sounds like. */
  async forget(voice: string): Promise<void> {
    try {
      await this.#client.call('voices.forget', { voice });
      this.#notices.say(t('voices.forgotten'));
    } catch (error) {
      this.#notices.failed(error);
    }
    await this.refresh();
  }

  async setAcrossFilms(acrossFilms: boolean): Promise<void> {
    try {
      await this.#client.call('voices.setAcrossFilms', { acrossFilms });
    } catch (error) {
      this.#notices.failed(error);
    }
    await this.refresh();
  }

  /** The films in which a voice, or somebody, is heard; throws what the core says. */
  async heard(voice: string): Promise<readonly HeardFilm[]> {
    return (await this.#client.call('voices.heard', { voice })).films;
  }

  /** The voice without a name that is called so, if any. */
  #labelled(name: string): number | null {
    const wanted = name.trim().toLocaleLowerCase();
    const voice = this.unnamed.find(({ number }) => this.label(number).toLocaleLowerCase() === wanted);
    return voice?.number ?? null;
  }

  async #decide(work: () => Promise<string>): Promise<boolean> {
    const isDone = await this.#decisions.make(work, 'voices');
    await this.refresh();
    return isDone;
  }

  async #read(): Promise<void> {
    try {
      const { voices, acrossFilms } = await this.#client.call('voices.list', {});
      this.list = voices;
      this.acrossFilms = acrossFilms;
      this.loaded = true;
    } catch (error) {
      if (!this.loaded) this.#notices.failed(error);
    }
  }
}

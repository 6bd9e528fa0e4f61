import type { Interval } from '../../domain/interval.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import { voicesAcrossFilms } from './voice-settings.ts';

/** Carries out what the user says about voices. */
export class VoiceWriter {
  readonly #store: LibraryStore;
  readonly #changed: () => Promise<void>;

  /** @param changed told when films have to be told anew who speaks in them */
  constructor(store: LibraryStore, changed: () => Promise<void>) {
    this.#store = store;
    this.#changed = changed;
  }

  /** Says whose a voice is: somebody of that name, or else a new person. */
  async name(voiceId: number, name: string): Promise<number> {
    const personId = this.#store.transaction(() => {
      const id = this.#personOf(name);
      this.#store.speakers.nameVoice(voiceId, id);
      return id;
    });
    await this.#changed();
    return personId;
  }

  /** Forgets what voices sound like. Their films tell them anew, as nobody's where no face tells whose they are. */
  async forget(voiceIds: readonly number[]): Promise<void> {
    this.#store.transaction(() => this.#store.speakers.removeVoices(voiceIds));
    await this.#changed();
  }

  /** Says who speaks a line; somebody of that name, or else a new person. */
  async tellSpeaker(videoId: number, line: Interval, name: string): Promise<number> {
    const { fingerprint } = this.#store.videos.byId(videoId)!;
    const personId = this.#store.transaction(() => {
      const id = this.#personOf(name);
      this.#store.speakers.tellLine(fingerprint, line, id, new Date());
      return id;
    });
    await this.#changed();
    return personId;
  }

  /** Lets voices be recognised across films, or no longer. */
  async setAcrossFilms(isAcross: boolean): Promise<void> {
    this.#store.settings.set(voicesAcrossFilms, isAcross);
    await this.#changed();
  }

  #personOf(name: string): number {
    const { people } = this.#store;
    return (people.byName(name) ?? people.add(name, new Date())).id;
  }
}

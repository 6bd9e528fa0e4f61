import type { Interval } from '../../domain/interval.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import type { VoiceAction } from '../../store/voice-decision-table.ts';
import { VoiceDecisions } from './voice-decisions.ts';
import { voicesAcrossFilms } from './voice-settings.ts';

/** Who is told of decisions about voices. */
export interface ToldOfVoices {
  /** Films have to be told anew who speaks in them. */
  changed(): Promise<void>;
  /** Something was forgotten, and must be gone from older copies too. */
  forgotten(): Promise<void>;
}

/** Carries out what the user says about voices. */
export class VoiceWriter {
  readonly #store: LibraryStore;
  readonly #decisions: VoiceDecisions;
  readonly #told: ToldOfVoices;

  constructor(store: LibraryStore, told: ToldOfVoices) {
    this.#store = store;
    this.#decisions = new VoiceDecisions(store);
    this.#told = told;
  }

  /** Says whose a voice is: somebody of that name, or else a new person. */
  name(voiceId: number, name: string): Promise<number> {
    return this.#decide(() => this.#decisions.name(voiceId, name));
  }

  /** Says that two voices are one. */
  merge(into: number, from: number): Promise<void> {
    return this.#decide(() => this.#decisions.merge(into, from));
  }

  /** Says who speaks a line; somebody of that name, or else a new person. */
  tellSpeaker(videoId: number, line: Interval, name: string): Promise<number> {
    return this.#decide(() => this.#decisions.tell(videoId, line, name));
  }

  /** Says that a line is not a person's. */
  refuseSpeaker(videoId: number, line: Interval, personId: number): Promise<void> {
    return this.#decide(() => this.#decisions.refuse(videoId, line, personId));
  }

  /** Takes back the latest of these decisions; null when there is none. */
  undo(): Promise<VoiceAction | null> {
    return this.#decide(() => this.#decisions.undo());
  }

  /** Forgets what voices sound like. Their films tell them anew, as nobody's where no face tells whose they are. */
  async forget(voiceIds: readonly number[]): Promise<void> {
    const { speakers, voiceDecisions } = this.#store;
    this.#store.transaction(() => {
      const owners = speakers
        .voices()
        .filter(({ id, personId }) => personId !== null && voiceIds.includes(id));
      voiceDecisions.forget(owners.map(({ personId }) => personId!));
      speakers.removeVoices(voiceIds);
    });
    await this.#told.changed();
    await this.#told.forgotten();
  }

  /** Lets voices be recognised across films, or no longer. */
  async setAcrossFilms(isAcross: boolean): Promise<void> {
    this.#store.settings.set(voicesAcrossFilms, isAcross);
    await this.#told.changed();
  }

  async #decide<T>(decision: () => T): Promise<T> {
    const decided = this.#store.transaction(decision);
    await this.#told.changed();
    return decided;
  }
}

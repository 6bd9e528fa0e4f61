import type { LibraryStore } from '../store/library-store.ts';
import type { SourceAlignment } from '../store/line-edit-table.ts';
import { LineCorrections } from './line-corrections.ts';
import type { LineCorrection } from './worker-protocol.ts';

/** What lines call a voice that nobody has named. */
const unnamedVoice = /^Speaker \d+$/iu;

/** Carries out what the user corrects in lines of dialogue, each in one transaction. */
export class LineWriter {
  readonly #store: LibraryStore;
  readonly #corrections: LineCorrections;
  readonly #changed: () => Promise<void>;

  /** @param changed told when lines are others: who speaks in their film has to be told anew */
  constructor(store: LibraryStore, changed: () => Promise<void>) {
    this.#store = store;
    this.#corrections = new LineCorrections(store);
    this.#changed = changed;
  }

  /** Puts lines of dialogue in the place of others. Whoever is named as the one speaker of a line is a person from then on. */
  async correct({ videoId, source, ids, lines }: LineCorrection): Promise<null> {
    await this.#change(() => {
      this.#corrections.correct(videoId, source, ids, lines);
      for (const { speakers } of lines) if (speakers.length === 1) this.#know(speakers[0]!.name);
    });
    return null;
  }

  /** Takes back the latest correction of a film's lines; false when there is none. */
  undo(videoId: number): Promise<boolean> {
    return this.#change(() => this.#corrections.undo(videoId));
  }

  redo(videoId: number): Promise<boolean> {
    return this.#change(() => this.#corrections.redo(videoId));
  }

  /** Moves the lines of a source to where they are spoken. */
  async align(videoId: number, alignment: SourceAlignment): Promise<null> {
    await this.#change(() => this.#corrections.align(videoId, alignment));
    return null;
  }

  async #change<T>(change: () => T): Promise<T> {
    const changed = this.#store.transaction(change);
    await this.#changed();
    return changed;
  }

  #know(name: string): void {
    const { people } = this.#store;
    if (!unnamedVoice.test(name) && !people.byName(name)) people.add(name, new Date());
  }
}

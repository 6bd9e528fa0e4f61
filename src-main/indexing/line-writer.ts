import type { LibraryStore } from '../store/library-store.ts';
import type { SourceAlignment } from '../store/line-edit-table.ts';
import { LineCorrections } from './line-corrections.ts';
import type { LineCorrection } from './worker-protocol.ts';

/** Carries out what the user corrects in lines of dialogue, each in one transaction. */
export class LineWriter {
  readonly #store: LibraryStore;
  readonly #corrections: LineCorrections;
  readonly #changed: () => void;

  /** @param changed told when lines are others */
  constructor(store: LibraryStore, changed: () => void) {
    this.#store = store;
    this.#corrections = new LineCorrections(store);
    this.#changed = changed;
  }

  /** Puts lines of dialogue in the place of others. */
  correct({ videoId, source, ids, lines }: LineCorrection): null {
    this.#change(() => this.#corrections.correct(videoId, source, ids, lines));
    return null;
  }

  /** Takes back the latest correction of a film's lines; false when there is none. */
  undo(videoId: number): boolean {
    return this.#change(() => this.#corrections.undo(videoId));
  }

  redo(videoId: number): boolean {
    return this.#change(() => this.#corrections.redo(videoId));
  }

  /** Moves the lines of a source to where they are spoken. */
  align(videoId: number, alignment: SourceAlignment): null {
    this.#change(() => this.#corrections.align(videoId, alignment));
    return null;
  }

  #change<T>(change: () => T): T {
    const changed = this.#store.transaction(change);
    this.#changed();
    return changed;
  }
}

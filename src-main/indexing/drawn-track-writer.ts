import type { NewDrawnTrack } from '../store/drawn-track-table.ts';
import type { LibraryStore } from '../store/library-store.ts';

/** Keeps the tracks that the user made, each change in one transaction. */
export class DrawnTrackWriter {
  readonly #store: LibraryStore;

  constructor(store: LibraryStore) {
    this.#store = store;
  }

  /** Gives the track's number. */
  keep(track: NewDrawnTrack): number {
    return this.#store.transaction(() => this.#store.drawnTracks.add(track, new Date()));
  }

  /** False when the library has no such track. */
  remove(trackId: number): boolean {
    return this.#store.transaction(() => this.#store.drawnTracks.remove(trackId));
  }

  /** Brings back the track that was removed last; false when it is gone. */
  restore(trackId: number): boolean {
    return this.#store.transaction(() => this.#store.drawnTracks.restore(trackId));
  }
}

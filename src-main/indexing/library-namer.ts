import type { FaceEmbedder } from '../models/model-interfaces.ts';
import type { LibraryStore } from '../store/library-store.ts';
import { hasToName, nameLibrary } from './name-library.ts';
import type { WorkerTools } from './worker-tools.ts';

/** Films that finish one soon after the other are grouped together: milliseconds to wait for the next. */
const settleMs = 1500;

export interface NamerEvents {
  /** Faces were grouped and named that nobody was waiting for. */
  named(): void;
  /** Films have been indexed and nothing more came for a while. */
  settled(): Promise<void>;
}

/** Keeps the groups of faces and everybody's name in step with what was indexed and decided. */
export class LibraryNamer {
  readonly #store: LibraryStore;
  readonly #tools: WorkerTools;
  readonly #events: NamerEvents;
  #timer: NodeJS.Timeout | null = null;

  constructor(store: LibraryStore, tools: WorkerTools, events: NamerEvents) {
    this.#store = store;
    this.#tools = tools;
    this.#events = events;
  }

  /** Groups what is new, and names every track; inside the caller's transaction. See {@link nameLibrary}. */
  name(embedder: Pick<FaceEmbedder, 'modelId' | 'threshold'>, changed: readonly number[] = []): void {
    nameLibrary(this.#store, embedder, changed);
  }

  /** Films have changed: looks after a while whether there is something to group. */
  soon(): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      // Models that cannot be had are told to whoever asks for work on films.
      void this.nameNow().catch(() => undefined);
    }, settleMs);
  }

  /** Groups what no group was sought for yet, and forgets in groups what is gone. */
  async nameNow(): Promise<void> {
    await this.#events.settled();
    if (!this.#store.groups.isBehind() && this.#store.likelihoods.behind().length === 0) return;
    const { faceEmbedder } = await this.#tools.models();
    const isNew = this.#store.transaction(() => {
      if (!hasToName(this.#store, faceEmbedder.modelId)) return false;
      this.name(faceEmbedder);
      return true;
    });
    if (isNew) this.#events.named();
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }
}

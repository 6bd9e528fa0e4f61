import { setImmediate } from 'node:timers/promises';
import type { LibraryStore } from '../../store/library-store.ts';
import { hasToName } from '../name-library.ts';
import type { WorkerTools } from '../worker-tools.ts';
import { attributeFilm, speakerGround } from './attribute-film.ts';

/** Films that change one soon after the other are looked at together: milliseconds to wait for the next. */
const settleMs = 1500;

/** Keeps the speakers of all films in step with faces, names, and what the user said of voices. */
export class SpeakerKeeper {
  readonly #store: LibraryStore;
  readonly #tools: WorkerTools;
  readonly #changed: () => void;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  /** @param changed told when speakers were told anew that nobody was waiting for */
  constructor(store: LibraryStore, tools: WorkerTools, changed: () => void) {
    this.#store = store;
    this.#tools = tools;
    this.#changed = changed;
  }

  /** Something has changed: looks after a while which films it matters for. */
  soon(): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      // Models that cannot be had are told to whoever asks for work on films.
      void this.now().then(
        (isNew) => isNew && this.#changed(),
        () => undefined,
      );
    }, settleMs);
  }

  /**
   * Tells anew who speaks where that is told from something else now; gives whether there was such a film. Faces are
   * grouped first: whoever groups them calls for this again.
   */
  async now(): Promise<boolean> {
    const { faceEmbedder } = await this.#tools.models();
    if (hasToName(this.#store, faceEmbedder.modelId)) return false;
    let isNew = false;
    for (const videoId of this.#store.speakers.ready()) {
      if (this.#isClosed) break;
      const isBehind =
        this.#store.speakers.groundOf(videoId) !== speakerGround(this.#store, videoId, faceEmbedder.modelId);
      if (!isBehind) continue;
      this.#store.transaction(() => attributeFilm(this.#store, videoId, faceEmbedder.modelId));
      isNew = true;
      await setImmediate();
    }
    return isNew;
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
  }
}

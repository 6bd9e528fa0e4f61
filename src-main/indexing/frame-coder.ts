import type { LibraryStore } from '../store/library-store.ts';

/** The start is over then. */
const firstMs = 60_000;
/** Between two films, each of which holds the worker for some hundredths of a second. */
const pauseMs = 1000;

/** Writes the codes of frames that a library from before there were codes lacks, film by film beside all other work. */
export class FrameCoder {
  readonly #store: LibraryStore;
  #timer: NodeJS.Timeout | null = null;

  constructor(store: LibraryStore) {
    this.#store = store;
  }

  start(): void {
    this.#timer = setTimeout(() => this.#goOn(this.#store.frames.withoutCodes()), firstMs).unref();
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #goOn([first, ...others]: ReturnType<LibraryStore['frames']['withoutCodes']>): void {
    if (!first) return;
    this.#store.transaction(() => this.#store.frames.writeCodes(first.videoId, first.model));
    this.#timer = setTimeout(() => this.#goOn(others), pauseMs).unref();
  }
}

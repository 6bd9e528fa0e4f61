import type { Problem } from '../../domain/errors.ts';
import type { LibraryStore } from '../../store/library-store.ts';

/** A file and one sentence about it, with what to do. */
export interface ToldPath {
  readonly path: string;
  readonly reason: string;
}

export interface IndexOutcome {
  /** The films that are indexed now, those included that already were. */
  readonly videos: number;
  readonly failed: readonly ToldPath[];
  /** Films that are indexed as far as they could be read. */
  readonly warnings: readonly ToldPath[];
}

/** Somebody wants some films up to date, and waits until nothing is left to do for them. */
export class IndexRequest {
  readonly outcome: Promise<IndexOutcome>;
  readonly #store: LibraryStore;
  readonly #films = new Set<number>();
  /** Films with work to do when they were added, and those that are not done yet. */
  readonly #worked = new Set<number>();
  readonly #open = new Set<number>();
  readonly #absent = new Set<number>();
  readonly #cancellation = new AbortController();
  readonly #answer = Promise.withResolvers<IndexOutcome>();
  #isComplete = false;

  constructor(store: LibraryStore) {
    this.#store = store;
    this.outcome = this.#answer.promise;
    // Whoever waits is told; while the request is still being made, nobody waits yet.
    this.outcome.catch(() => undefined);
  }

  get films(): readonly number[] {
    return [...this.#films];
  }

  /** Aborted when nobody wants the films any more. */
  get signal(): AbortSignal {
    return this.#cancellation.signal;
  }

  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Adds a film, after what has to be done for it was queued. */
  add(videoId: number): void {
    this.#films.add(videoId);
    if (this.#store.jobs.openFilms([videoId]).length === 0) return;
    this.#worked.add(videoId);
    this.#open.add(videoId);
  }

  /** No film will be added any more. */
  complete(): void {
    this.#isComplete = true;
  }

  has(videoId: number): boolean {
    return this.#open.has(videoId);
  }

  /** A film's file is not there: nobody waits for the drive to come back. */
  isAbsent(videoId: number): void {
    if (this.#open.delete(videoId)) this.#absent.add(videoId);
  }

  /** Looks which films are done, of one or of all; true when the request is over. */
  look(videoId?: number): boolean {
    const asked = videoId === undefined ? [...this.#open] : [videoId];
    const open = new Set(this.#store.jobs.openFilms(asked));
    for (const film of asked) if (!open.has(film)) this.#open.delete(film);
    if (!this.#isComplete || this.#open.size > 0) return false;
    this.#answer.resolve(this.#summary());
    return true;
  }

  reject(error: unknown): void {
    this.#cancellation.abort(error);
    this.#answer.reject(error);
  }

  #summary(): IndexOutcome {
    const failed: ToldPath[] = [];
    const warnings: ToldPath[] = [];
    let videos = 0;
    for (const id of this.#films) {
      const video = this.#store.videos.byId(id);
      if (!video) continue;
      if (this.#absent.has(id) || video.absence !== null) failed.push(told(video.path, gone(video.path)));
      else if (video.state === 'failed' && video.problem) failed.push(told(video.path, video.problem));
      else {
        videos++;
        if (video.problem && this.#worked.has(id)) warnings.push(told(video.path, video.problem));
      }
    }
    return { videos, failed, warnings };
  }
}

/** What is wrong with a file and what to do about it, as one text. */
export function told(path: string, { sentence, remedy }: Problem): ToldPath {
  return { path, reason: `${sentence} ${remedy}` };
}

function gone(path: string): Problem {
  return {
    code: 'unreadable-file',
    sentence: `“${path}” is not there any more.`,
    remedy: 'Connect the drive it lies on; it goes on by itself then.',
  };
}

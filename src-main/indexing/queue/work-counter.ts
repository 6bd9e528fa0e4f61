import type { LibraryStore } from '../../store/library-store.ts';
import type { ProgressTracker } from '../index-progress.ts';
import type { Pace } from './pace.ts';

/** What is left is counted anew at most this often, in milliseconds, and more seldom where that takes long. */
const countMs = 300;
const countShare = 0.03;

/** Counts the films since there was last nothing to do, and what is left of them, for those who are told. */
export class WorkCounter {
  readonly #store: LibraryStore;
  readonly #progress: ProgressTracker;
  readonly #pace: Pace;
  readonly #seen = new Set<number>();
  #nextMs = -Infinity;

  constructor(store: LibraryStore, progress: ProgressTracker, pace: Pace) {
    this.#store = store;
    this.#progress = progress;
    this.#pace = pace;
  }

  /** Films of a scope with jobs that are queued or run. */
  open(scope: readonly number[] | null): number[] {
    return scope?.length === 0 ? [] : this.#store.jobs.openFilms(scope);
  }

  /** Work on a film begins: it counts, however soon it ends. */
  begin(videoId: number): void {
    this.#seen.add(videoId);
  }

  /** Counts and tells, unless that was done just now. */
  count(scope: readonly number[] | null): void {
    const beganMs = performance.now();
    if (beganMs < this.#nextMs) return;
    this.#tell(scope);
    const endedMs = performance.now();
    this.#nextMs = endedMs + Math.max(countMs, (endedMs - beganMs) / countShare);
  }

  /** Nothing is left: tells the last count, and begins the next from nothing. */
  finish(): void {
    this.#tell([]);
    this.#progress.finish();
    this.#seen.clear();
    this.#nextMs = -Infinity;
  }

  #tell(scope: readonly number[] | null): void {
    const open = new Set(this.open(scope));
    for (const film of open) this.#seen.add(film);
    const stuck = new Set(this.#store.jobs.stuck().map(({ videoId }) => videoId));
    const failed = [...stuck].filter((film) => this.#seen.has(film) && !open.has(film)).length;
    const work = open.size === 0 ? [] : this.#store.jobs.openWork(scope);
    this.#progress.count({ films: this.#seen.size, failed, open: open.size, work }, this.#pace.share);
  }
}

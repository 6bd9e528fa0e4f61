import type { PassName } from '../../domain/pass-name.ts';
import type { Problem } from '../../domain/errors.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import type { VideoState } from '../../store/video-table.ts';
import type { PassBook } from '../passes/pass-book.ts';
import { duePasses } from './due-passes.ts';
import { priorities, type Priority } from './priority.ts';

const noInputs: ReadonlyMap<PassName, string> = new Map();

/**
 * Puts films into the queue, and keeps each film's state in step with its jobs. Nothing here awaits, so that a film is
 * queued in the transaction that is the cause.
 */
export class FilmQueue {
  readonly #store: LibraryStore;
  readonly #book: PassBook;

  constructor(store: LibraryStore, book: PassBook) {
    this.#store = store;
    this.#book = book;
  }

  /** A film is new, or its bytes are: everything is made from them anew. */
  enqueueFilm(videoId: number, priority: Priority): void {
    const at = new Date();
    for (const { name, version } of this.#book.passes) {
      this.#store.jobs.restart({ videoId, pass: name, priority: priorities[priority], version }, at);
    }
    this.#store.videos.setState(videoId, 'waiting');
  }

  /** Some passes have to run, and so do those that read their rows. Each is left out later if nothing has changed. */
  enqueuePasses(videoId: number, passes: readonly PassName[], priority: Priority): void {
    const all = new Set(passes.flatMap((name) => this.#book.withDependants(name)));
    const at = new Date();
    for (const { name, version } of all) {
      this.#store.jobs.add({ videoId, pass: name, priority: priorities[priority], version }, at);
    }
    if (all.size === 0) return;
    this.#store.jobs.raise(videoId, priorities[priority]);
    this.#dropBlocked(videoId);
  }

  /** Queues what is due, as far as versions tell, or inputs where they are given; false when nothing is. */
  enqueueDue(videoId: number, priority: Priority, inputs = noInputs): boolean {
    const due = duePasses(this.#book.passes, this.#store.passes.finished(videoId), inputs);
    this.enqueuePasses(videoId, due, priority);
    return due.length > 0;
  }

  /** A film whose file was away is there again: what waited for it, or failed meanwhile, is tried at once. */
  filmIsBack(videoId: number): void {
    this.retry(videoId, { setAside: false });
    this.enqueueDue(videoId, 'new');
  }

  /** Queues what this program makes otherwise than the one before, for every film that was worked on. */
  enqueueOutdated(): void {
    for (const { id, state } of this.#store.videos.all()) {
      if (state !== 'waiting') this.enqueueDue(id, 'backfill');
    }
  }

  /** Tries films again that failed, on request also those that were set aside; gives the films. */
  retry(videoId: number | null, options: { readonly setAside: boolean }): number[] {
    const films = [...new Set(this.#store.jobs.retry(videoId, options))];
    for (const film of films) {
      this.enqueueDue(film, 'new');
      this.settle(film);
    }
    return films;
  }

  /** Works out a film's state from its jobs and the passes that have finished. */
  settle(videoId: number): void {
    this.#dropBlocked(videoId);
    const jobs = this.#store.jobs.byVideo(videoId);
    const finished = this.#store.passes.finished(videoId);
    const stuck =
      jobs.find(({ state }) => state === 'set-aside') ?? jobs.find(({ state }) => state === 'failed');
    const open = jobs.filter(({ state }) => state === 'queued' || state === 'running');
    const isRunning = open.some(({ state }) => state === 'running');
    const made = finished.filter(({ pass }) => jobs.every((job) => job.pass !== pass));
    const isWhole = this.#book.passes.every(({ name }) => made.some(({ pass }) => pass === name));
    let state: VideoState = made.length > 0 || isRunning ? 'indexing' : 'waiting';
    if (open.length === 0) state = stuck ? 'failed' : isWhole ? 'ready' : 'waiting';
    const damaged = made.find(({ damage }) => damage !== null);
    const problem = stuck?.problem ?? (damaged ? damageOf(damaged.damage!) : null);
    this.#store.videos.setState(videoId, state, problem);
  }

  /** Takes out what would wait for a pass that does not go on by itself; it comes back with that pass's retry. */
  #dropBlocked(videoId: number): void {
    const jobs = this.#store.jobs.byVideo(videoId);
    const stuck = new Set(
      jobs.filter(({ state }) => state === 'failed' || state === 'set-aside').map(({ pass }) => pass),
    );
    if (stuck.size === 0) return;
    const blocked = this.#book.passes
      .filter(({ name }) => [...this.#book.needs(name)].some((before) => stuck.has(before)))
      .map(({ name }) => name);
    this.#store.jobs.takeOutPasses(videoId, blocked);
  }
}

/** The problem of a film that could be read in part only. */
function damageOf(sentence: string): Problem {
  return {
    code: 'unreadable-file',
    sentence,
    remedy: 'What could be read is indexed; copy or download the film again to have all of it.',
  };
}

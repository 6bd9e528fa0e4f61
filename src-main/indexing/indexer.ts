import { randomUUID } from 'node:crypto';
import { UserFacingError } from '../domain/errors.ts';
import { loggedError, type EventLog } from '../domain/event-log.ts';
import type { IndexProgress } from '../domain/progress.ts';
import { listOnce } from '../media/sidecars/folder-listing.ts';
import type { LibraryStore } from '../store/library-store.ts';
import type { VideoRow } from '../store/video-table.ts';
import { FilmRegister } from './film-register.ts';
import { ProgressTracker } from './index-progress.ts';
import { readIndexingSettings, writeIndexingSettings, type IndexingSettings } from './indexing-settings.ts';
import type { PassBook } from './passes/pass-book.ts';
import type { PassTools } from './passes/pass.ts';
import { inputsOf, passWork } from './passes/pass-work.ts';
import { CrashWatch, leaseOwner } from './queue/crash-watch.ts';
import { FilmQueue } from './queue/film-queue.ts';
import { told, type IndexRequest, type ToldPath } from './queue/index-request.ts';
import { JobRunner } from './queue/job-runner.ts';
import { Pace } from './queue/pace.ts';
import { PowerWatch } from './queue/power.ts';
import { priorities } from './queue/priority.ts';
import { Scheduler } from './queue/scheduler.ts';
import type { IndexSummary, LibraryWorkerOptions } from './worker-protocol.ts';
import type { WorkerTools } from './worker-tools.ts';

export interface IndexerEvents {
  progress(progress: IndexProgress): void;
  /** Films have changed. */
  changed(): void;
  /** Something was left out that nobody is waiting for: one sentence. */
  warned(sentence: string): void;
  readonly log: EventLog;
}

/** Brings films up to date: finds out what has to be done, queues it, and has it done. */
export class Indexer {
  /** Brings the rows of files in step with the disk, and queues what is new. */
  readonly register: FilmRegister;
  readonly #films: FilmQueue;
  readonly #log: EventLog;
  readonly #store: LibraryStore;
  readonly #book: PassBook;
  readonly #tools: WorkerTools;
  readonly #progress: ProgressTracker;
  readonly #scheduler: Scheduler;

  constructor(
    options: LibraryWorkerOptions,
    store: LibraryStore,
    book: PassBook,
    tools: WorkerTools,
    events: IndexerEvents,
  ) {
    this.#store = store;
    this.#book = book;
    this.#tools = tools;
    const owner = leaseOwner(options.workerId ?? randomUUID());
    const films = new FilmQueue(store, book);
    const crashes = new CrashWatch(store, films, owner, events.log);
    const pace = new Pace();
    this.#films = films;
    this.#log = events.log;
    this.register = new FilmRegister(store, films, () => events.changed());
    this.#progress = new ProgressTracker(book.passes, store.passes.timings(), (told) =>
      events.progress(told),
    );
    const background = options.background ?? false;
    this.#scheduler = new Scheduler({
      store,
      book,
      films,
      runner: new JobRunner(store, book, films, pace, owner, events.log),
      crashes,
      pace,
      power: new PowerWatch(),
      progress: this.#progress,
      owner,
      background,
      tools: () => tools.forPasses(),
      changed: () => events.changed(),
      absent: (videoId) => this.register.checkPresence(videoId),
    });
    for (const warning of store.jobs.dropUnreadable(book.passes.map(({ name }) => name))) {
      events.warned(warning);
      events.log.tell('work.dropped', { sentence: warning });
    }
    crashes.lookAtStart(options.lastWords ?? null);
    if (background) store.transaction(() => films.enqueueOutdated());
    this.#scheduler.start();
  }

  /**
   * Brings every film under some paths up to date. Films that cannot be read are told with the reason and the others go
   * on; what is already indexed is not touched. Rejects with an AbortError when cancelled: finished passes stay.
   */
  async index(paths: readonly string[]): Promise<IndexSummary> {
    let failed: readonly ToldPath[] = [];
    const summary = await this.#request(async (request) => {
      failed = await this.#register(paths, request);
    });
    return { ...summary, failed: [...failed, ...summary.failed] };
  }

  /** Tries a film again that failed or was set aside. */
  retry(videoId: number): Promise<IndexSummary> {
    const video = this.#store.videos.byId(videoId);
    if (!video) throw forgotten();
    return this.#retry([video]);
  }

  retryAll(): Promise<IndexSummary> {
    return this.#retry(this.#store.videos.all().filter(({ state }) => state === 'failed'));
  }

  /**
   * Loads the models that are chosen now and looks at every film anew that others described. Until a film's turn is over
   * it keeps what the models before made of it.
   */
  renew(): Promise<IndexSummary> {
    return this.#request((request) =>
      this.#scheduler.interrupt(async () => {
        this.#progress.step('models');
        this.#tools.chooseAnew();
        const tools = planningTools(await this.#tools.forPasses(), request.signal);
        for (const video of this.#store.videos.all()) {
          if (video.absence !== null) continue;
          await this.#enqueueDue(video, 'backfill', tools);
          request.add(video.id);
        }
      }),
    );
  }

  /** Works on films that were noticed in a watched folder, or left unfinished. What goes wrong is kept with each film. */
  notice(videoIds: readonly number[]): void {
    this.#store.transaction(() => {
      for (const id of videoIds) this.#films.enqueueDue(id, 'new');
    });
    this.#scheduler.wake();
  }

  /** Puts a film that the user looks at before all others; false when there is nothing to do for it. */
  focus(videoId: number): boolean {
    const raised = this.#store.transaction(() =>
      this.#store.jobs.focus(videoId, priorities.focus, priorities.new),
    );
    this.#scheduler.wake();
    return raised;
  }

  changeSettings(change: Partial<IndexingSettings>): IndexingSettings {
    this.#store.transaction(() => writeIndexingSettings(this.#store.settings, change));
    this.#scheduler.readSettings();
    return readIndexingSettings(this.#store.settings);
  }

  cancel(): Promise<boolean> {
    return this.#scheduler.cancel();
  }

  /** Ends what runs for a film, for example because it was removed. */
  stopFilm(videoId: number): Promise<void> {
    return this.#scheduler.stopFilm(videoId);
  }

  /** Ends what runs; it goes on at the next start. */
  async close(): Promise<void> {
    await this.#scheduler.close();
    await this.register.idle();
  }

  /** Finds and queues the films under some paths; gives what cannot be read. */
  async #register(paths: readonly string[], request: IndexRequest): Promise<ToldPath[]> {
    const { signal } = request;
    this.#progress.step('models');
    const tools = planningTools(await this.#tools.forPlanning(), signal);
    this.#progress.step('scanning');
    try {
      const { ids, toIndex, failures } = await this.register.update(paths, signal);
      const queued = new Set(toIndex);
      for (const id of ids) {
        signal.throwIfAborted();
        const video = queued.has(id) ? null : this.#store.videos.byId(id);
        if (video) await this.#enqueueAgain(video, tools, false);
        request.add(id);
      }
      for (const { path, problem } of failures) {
        this.#log.tell('path.failed', { path, code: problem.code, sentence: problem.sentence });
      }
      return failures.map(({ path, problem }) => told(path, problem));
    } catch (error) {
      // What was registered until then is taken out with the request, when that was cancelled.
      for (const path of paths) for (const id of this.register.filmsAt(path)) request.add(id);
      throw error;
    }
  }

  #retry(videos: readonly VideoRow[]): Promise<IndexSummary> {
    return this.#request(async (request) => {
      const tools = planningTools(await this.#tools.forPlanning(), request.signal);
      for (const video of videos) {
        await this.#enqueueAgain(video, tools, true);
        request.add(video.id);
      }
    });
  }

  /** Queues what is due for a film that is known, and what failed. */
  async #enqueueAgain(video: VideoRow, tools: PassTools, setAside: boolean): Promise<void> {
    this.#store.transaction(() => this.#films.retry(video.id, { setAside }));
    await this.#enqueueDue(video, 'new', tools);
  }

  async #enqueueDue(video: VideoRow, priority: 'new' | 'backfill', tools: PassTools): Promise<void> {
    const work = passWork(
      video,
      () => {},
      () => {},
    );
    // A film that was never probed has everything to do, whatever it would be made from.
    const inputs = video.probe === null ? undefined : await inputsOf(this.#book.passes, work, tools);
    this.#store.transaction(() => {
      const isDue = this.#films.enqueueDue(video.id, priority, inputs);
      if (!isDue && video.state !== 'ready') this.#films.settle(video.id);
    });
  }

  async #request(prepare: (request: IndexRequest) => Promise<void>): Promise<IndexSummary> {
    const log = this.#log;
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    log.tell('indexing.started', {});
    try {
      const outcome = await this.#scheduler.request(prepare);
      const { videos, failed, warnings } = outcome;
      log.tell('indexing.finished', {
        films: videos,
        failed: failed.length,
        warnings: warnings.length,
        seconds: seconds(),
      });
      return { ...outcome, seconds: seconds() };
    } catch (error) {
      log.tell('indexing.ended', { error: loggedError(error), seconds: seconds() });
      throw error;
    }
  }
}

/**
 * What passes may ask for when they are only asked what they would be made from. Each folder is listed once: what changes
 * in one meanwhile is noticed by the next scan.
 */
function planningTools(tools: Omit<PassTools, 'signal' | 'breathe'>, signal: AbortSignal): PassTools {
  return { ...tools, list: listOnce(), signal, breathe: async () => signal.throwIfAborted() };
}

function forgotten(): UserFacingError {
  return new UserFacingError(
    'not-found',
    'This film is no longer in the library.',
    'Add its folder again to bring it back.',
  );
}

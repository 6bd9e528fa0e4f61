import type { JobRow } from '../../store/job-table.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import { readIndexingSettings } from '../indexing-settings.ts';
import type { ProgressTracker } from '../index-progress.ts';
import type { PassBook } from '../passes/pass-book.ts';
import type { PassTools } from '../passes/pass.ts';
import { leaseMs, type CrashWatch } from './crash-watch.ts';
import type { FilmQueue } from './film-queue.ts';
import { IndexRequest, type IndexOutcome } from './index-request.ts';
import { nextJobs } from './job-order.ts';
import type { JobRunner, RunEnding } from './job-runner.ts';
import type { Hold, Pace } from './pace.ts';
import type { PowerWatch } from './power.ts';
import { WorkCounter } from './work-counter.ts';

/** How often settings, leases and other processes' jobs are looked at, in milliseconds. */
const pulseMs = 1000;
const heartbeatPulses = 10;
/** Milliseconds until models or ffmpeg are tried again that could not be had. */
const toolsRetryMs = 60_000;

/** What the scheduler works with. */
export interface SchedulerParts {
  readonly store: LibraryStore;
  readonly book: PassBook;
  readonly films: FilmQueue;
  readonly runner: JobRunner;
  readonly crashes: CrashWatch;
  readonly pace: Pace;
  readonly power: PowerWatch;
  readonly progress: ProgressTracker;
  readonly owner: string;
  /** Whether work goes on that no request of this process asked for. */
  readonly background: boolean;
  /** Opens what passes work with, where it is not open yet. */
  readonly tools: () => Promise<Omit<PassTools, 'signal' | 'breathe'>>;
  /** Films have changed. */
  readonly changed: () => void;
  /** A film's file is not there. */
  readonly absent: (videoId: number) => Promise<void>;
}

interface Run {
  readonly jobs: readonly JobRow[];
  readonly videoId: number;
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

/**
 * Runs jobs one after another, the most helpful first: two at once would only share the same cores. Other processes may
 * work on the same library; each holds leases on what it runs.
 */
export class Scheduler {
  readonly #parts: SchedulerParts;
  readonly #requests = new Set<IndexRequest>();
  /** Requests that are still finding out what has to be done. */
  readonly #preparing = new Set<Promise<void>>();
  readonly #counter: WorkCounter;
  #run: Run | null = null;
  #wake = Promise.withResolvers<void>();
  #closing = false;
  /** While there are any, nothing begins. */
  #interruptions = 0;
  #toolsFailedMs = -Infinity;
  #pulses = 0;
  #pulse: NodeJS.Timeout | null = null;
  #loop: Promise<void> = Promise.resolve();

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
    this.#counter = new WorkCounter(parts.store, parts.progress, parts.pace);
  }

  start(): void {
    this.#readSettings();
    this.#pulse = setInterval(() => this.#beat(), pulseMs);
    this.#loop = this.#work();
  }

  /**
   * Waits until nothing is left to do for the films of a request. Rejects with an AbortError when it is cancelled, and
   * with what `prepare` throws.
   * @param prepare queues what has to be done and adds the films; work on them begins meanwhile
   */
  async request(prepare: (request: IndexRequest) => Promise<void>): Promise<IndexOutcome> {
    if (this.#closing) throw cancelled();
    const request = new IndexRequest(this.#parts.store);
    this.#requests.add(request);
    if (this.#run === null) this.#parts.progress.state(this.#parts.pace.hold ?? 'running');
    const preparing = prepare(request);
    this.#preparing.add(preparing);
    try {
      await preparing;
    } catch (error) {
      this.#reject(request, error);
      // A library that closes goes on with it next time.
      if (request.signal.aborted && !this.#closing) this.#takeOut(request.films);
    } finally {
      this.#preparing.delete(preparing);
    }
    request.complete();
    this.wake();
    return request.outcome;
  }

  /** Does some work while nothing runs: what ran is stopped, and goes on afterwards. */
  async interrupt<T>(work: () => Promise<T>): Promise<T> {
    this.#interruptions++;
    try {
      this.#run?.controller.abort();
      await this.#run?.ended;
      return await work();
    } finally {
      this.#interruptions--;
      this.wake();
    }
  }

  /** There may be work. */
  wake(): void {
    this.#wake.resolve();
  }

  /** Ends what runs, and takes out what the requests, or without any the queue, still wait for. True when there was something. */
  async cancel(): Promise<boolean> {
    const { progress, background } = this.#parts;
    const requests = [...this.#requests];
    if (requests.length === 0 && !background) return false;
    const scope = requests.length > 0 ? requests.flatMap((request) => request.films) : null;
    const run = this.#run;
    const isOurs = run !== null && (scope === null || scope.includes(run.videoId));
    progress.state('cancelling');
    this.#interruptions++;
    try {
      if (isOurs) {
        run.controller.abort();
        await run.ended;
      }
      const taken = this.#takeOut(scope);
      for (const request of requests) this.#reject(request, cancelled());
      return isOurs || requests.length > 0 || taken > 0;
    } finally {
      this.#interruptions--;
      this.wake();
    }
  }

  /** Ends what runs for a film, and waits for the end. */
  async stopFilm(videoId: number): Promise<void> {
    const run = this.#run;
    if (run?.videoId !== videoId) return;
    run.controller.abort();
    await run.ended;
  }

  /** Takes over changed settings at once. */
  readSettings(): void {
    this.#readSettings();
    if (this.#run === null) this.#tellRest();
    this.wake();
  }

  /** Ends what runs, which goes on at the next start. */
  async close(): Promise<void> {
    this.#closing = true;
    if (this.#pulse) clearInterval(this.#pulse);
    for (const request of [...this.#requests]) this.#reject(request, cancelled());
    this.#run?.controller.abort();
    this.wake();
    await this.#loop;
    await Promise.allSettled(this.#preparing);
  }

  async #work(): Promise<void> {
    while (!this.#closing) {
      const isHeld = this.#interruptions > 0 || this.#parts.pace.hold !== null;
      const jobs = isHeld ? null : this.#claim();
      if (jobs !== null) {
        await this.#runJobs(jobs);
        continue;
      }
      for (const request of this.#requests) if (request.look()) this.#requests.delete(request);
      this.#tellRest();
      await this.#wake.promise;
      this.#wake = Promise.withResolvers();
    }
  }

  /** Takes the next jobs: one, or all that watch the same film together. */
  #claim(): JobRow[] | null {
    const { store, book, films, owner, background } = this.#parts;
    if (!background && this.#requests.size === 0) return null;
    if (performance.now() - this.#toolsFailedMs < toolsRetryMs) return null;
    const scope = this.#scope();
    // While films are still being found, none is decoded whole: those to come would wait for it with their first stage.
    const stages = this.#preparing.size > 0 ? 1 : undefined;
    const next = () => nextJobs(store.jobs, book, scope && new Set(scope), Date.now(), stages);
    if (next().length === 0) return null;
    return store.transaction(() => {
      // Somebody else may have been faster.
      const jobs = next();
      const [first] = jobs;
      if (!first) return null;
      // Nothing of ours runs now; what says so could not be written when it ended.
      store.jobs.releaseAll(owner);
      store.jobs.claim(
        jobs.map(({ id }) => id),
        owner,
        Date.now() + leaseMs,
      );
      films.settle(first.videoId);
      return jobs;
    });
  }

  async #runJobs(jobs: readonly JobRow[]): Promise<void> {
    const { store, progress, pace, changed } = this.#parts;
    const { videoId } = jobs[0]!;
    const controller = new AbortController();
    const { signal } = controller;
    const over = Promise.withResolvers<void>();
    this.#run = { jobs, videoId, controller, ended: over.promise };
    let startedMs = 0;
    const wallSeconds = () => (performance.now() - pace.restedMs - startedMs) / 1000;
    let ending: RunEnding = 'stopped';
    try {
      progress.state('running');
      const opened = await this.#openTools(jobs);
      if (opened === null) return;
      const tools: PassTools = { ...opened, signal, breathe: () => pace.breathe(signal) };
      this.#counter.count(this.#scope());
      ending = await this.#parts.runner.run(jobs, tools, {
        begin: ({ path, title, duration }, passes) => {
          startedMs = performance.now() - pace.restedMs;
          this.#counter.begin(videoId);
          progress.begin({ path, title }, duration, passes);
          changed();
        },
        reached: (seconds) => progress.reached(seconds, wallSeconds(), pace.share),
      });
    } catch (error) {
      // How it ended could not be written: the disk is full, or the library busy.
      this.#putOff(error);
    } finally {
      this.#run = null;
      progress.end(ending === 'done', store.videos.byId(videoId)?.duration ?? 0, wallSeconds());
      if (ending === 'absent') void this.#parts.absent(videoId);
      over.resolve();
      for (const request of this.#requests) {
        if (!request.has(videoId)) continue;
        if (ending === 'absent') request.isAbsent(videoId);
        if (request.look(videoId)) this.#requests.delete(request);
      }
      this.#counter.count(this.#scope());
      changed();
    }
  }

  /** Null when they cannot be had now. */
  async #openTools(jobs: readonly JobRow[]) {
    const { store, films, owner, tools } = this.#parts;
    try {
      return await tools();
    } catch (error) {
      const ids = jobs.map(({ id }) => id);
      store.transaction(() => {
        store.jobs.release(ids, owner);
        films.settle(jobs[0]!.videoId);
      });
      this.#putOff(error);
      return null;
    }
  }

  /** Nothing can be done for a while: the requests are told, or without any it is tried again later. */
  #putOff(error: unknown): void {
    if (this.#requests.size === 0) this.#toolsFailedMs = performance.now();
    for (const request of [...this.#requests]) this.#reject(request, error);
  }

  /** Takes out what is queued for some films, or all; gives the number of films. */
  #takeOut(scope: readonly number[] | null): number {
    const { store, films } = this.#parts;
    return store.transaction(() => {
      const taken = store.jobs.takeOut(scope);
      for (const videoId of taken) films.settle(videoId);
      return taken.length;
    });
  }

  #reject(request: IndexRequest, error: unknown): void {
    this.#requests.delete(request);
    request.reject(error);
  }

  /** Nothing can run now: because there is nothing, or because it is held. */
  #tellRest(): void {
    const { progress, pace } = this.#parts;
    if (this.#preparing.size > 0) return;
    if (this.#counter.open(this.#scope()).length > 0) {
      this.#counter.count(this.#scope());
      progress.state(pace.hold ?? 'running');
    } else if (progress.progress.state !== 'idle') this.#counter.finish();
  }

  /** The films whose jobs this process runs. */
  #scope(): readonly number[] | null {
    return this.#parts.background ? null : [...this.#requests].flatMap((request) => request.films);
  }

  #beat(): void {
    try {
      this.#lookAround();
    } catch (error) {
      // Another process writes for long; the next beat asks again.
      if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    }
  }

  #lookAround(): void {
    const { store, owner, crashes, background } = this.#parts;
    this.#readSettings();
    const run = this.#run;
    if (run) {
      const ids = run.jobs.map(({ id }) => id);
      if (!store.jobs.holds(ids, owner)) run.controller.abort();
      else if (this.#pulses % heartbeatPulses === 0) store.jobs.heartbeat(owner, Date.now() + leaseMs);
    }
    if (this.#pulses++ % heartbeatPulses === 0) crashes.look();
    if (background || this.#requests.size > 0) this.wake();
  }

  #readSettings(): void {
    const { store, pace, power, progress } = this.#parts;
    const { paused, pace: chosen, onlyPluggedIn } = readIndexingSettings(store.settings);
    if (onlyPluggedIn) void power.look();
    const hold: Hold | null = paused ? 'paused' : onlyPluggedIn && power.onBattery ? 'on-battery' : null;
    const before = pace.hold;
    pace.set(hold, chosen === 'quiet');
    if (hold !== before && this.#run !== null && this.#interruptions === 0) progress.state(hold ?? 'running');
  }
}

function cancelled(): DOMException {
  return new DOMException('The work was cancelled.', 'AbortError');
}

import { access } from 'node:fs/promises';
import { problemOf, UserFacingError, type Problem } from '../../domain/errors.ts';
import { loggedError, type EventLog } from '../../domain/event-log.ts';
import type { JobRow } from '../../store/job-table.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import type { VideoRow } from '../../store/video-table.ts';
import type { PassBook } from '../passes/pass-book.ts';
import { isWatching, type Commit, type Pass, type PassTools, type PassWork } from '../passes/pass.ts';
import { inputsOf, passWork } from '../passes/pass-work.ts';
import { watchFilm } from '../watch-film.ts';
import { duePasses } from './due-passes.ts';
import type { FilmQueue } from './film-queue.ts';
import type { Pace } from './pace.ts';

/**
 * How a run ended. `absent`: the film's file is not there; `later`: an error, and it is tried again; `lost`: somebody
 * else holds the jobs now, or they are gone.
 */
export type RunEnding = 'done' | 'failed' | 'later' | 'absent' | 'stopped' | 'lost';

/** Milliseconds until the second and the third attempt. */
const backOffs = [5_000, 60_000] as const;
/** Milliseconds until a film whose file was not there is looked for again. */
const absence = 300_000;

class LeaseLost extends Error {}

/** What a run is told of and tells. */
export interface RunReport {
  /** The passes that really have to run. */
  begin(video: VideoRow, passes: readonly Pass[]): void;
  /** Seconds of the film that are worked through. */
  reached(seconds: number): void;
}

/** Runs jobs of one film that a lease is held on, and writes how that ended. */
export class JobRunner {
  readonly #store: LibraryStore;
  readonly #book: PassBook;
  readonly #films: FilmQueue;
  readonly #pace: Pace;
  readonly #owner: string;
  readonly #log: EventLog;

  constructor(
    store: LibraryStore,
    book: PassBook,
    films: FilmQueue,
    pace: Pace,
    owner: string,
    log: EventLog,
  ) {
    this.#store = store;
    this.#book = book;
    this.#films = films;
    this.#pace = pace;
    this.#owner = owner;
    this.#log = log;
  }

  /** @param jobs of one film; several only when all of them watch it */
  async run(jobs: readonly JobRow[], tools: PassTools, report: RunReport): Promise<RunEnding> {
    const ids = jobs.map(({ id }) => id);
    const video = this.#store.videos.byId(jobs[0]!.videoId);
    if (!video) return 'lost';
    try {
      if (!(await isThere(video.path))) {
        this.#write(video, () => this.#store.jobs.release(ids, this.#owner, Date.now() + absence));
        return 'absent';
      }
      await this.#runThere(jobs, video, tools, report);
      return 'done';
    } catch (error) {
      return this.#end(error, jobs, video, tools.signal);
    }
  }

  async #runThere(
    jobs: readonly JobRow[],
    video: VideoRow,
    tools: PassTools,
    report: RunReport,
  ): Promise<void> {
    const store = this.#store;
    const damage: string[] = [];
    const work = passWork(
      video,
      (seconds) => report.reached(seconds),
      (sentence) => damage.push(sentence),
    );
    const asked = this.#book.passes.filter(({ name }) => jobs.some(({ pass }) => pass === name));
    const inputs = await inputsOf(asked, work, tools);
    const due = duePasses(this.#book.passes, store.passes.finished(video.id), inputs);
    const passes = asked.filter(({ name }) => due.includes(name));
    report.begin(video, passes);
    this.#log.tell('film.started', { film: video.path, pass: joined(passes.map(({ name }) => name)) });
    const startedMs = performance.now() - this.#pace.restedMs;
    this.#pace.begin();
    const commits = passes.length > 0 ? await commitsOf(passes, work, tools) : [];
    const wallSeconds = (performance.now() - this.#pace.restedMs - startedMs) / 1000;
    const weight = passes.reduce((sum, pass) => sum + pass.weight, 0);
    this.#write(video, () => {
      const ids = jobs.map(({ id }) => id);
      if (!store.jobs.holds(ids, this.#owner)) throw new LeaseLost();
      for (const commit of commits) commit();
      const { duration } = store.videos.byId(video.id)!;
      for (const { name, version, weight: share } of passes) {
        const input = inputs.get(name)!;
        store.passes.finish(video.id, { pass: name, version, input, damage: damage[0] ?? null });
        store.passes.addTiming(name, duration, (wallSeconds * share) / weight);
      }
      store.jobs.finish(ids);
    });
    this.#tellFinished(video.id, passes, wallSeconds, damage[0]);
  }

  #tellFinished(videoId: number, passes: readonly Pass[], seconds: number, damage: string | undefined): void {
    const video = this.#store.videos.byId(videoId);
    if (!video || passes.length === 0) return;
    const { path: film, duration: mediaSeconds } = video;
    const pass = joined(passes.map(({ name }) => name));
    this.#log.tell('pass.finished', { film, pass, mediaSeconds, seconds });
    if (damage !== undefined) this.#log.tell('film.damaged', { film, sentence: damage });
  }

  #end(error: unknown, jobs: readonly JobRow[], video: VideoRow, signal: AbortSignal): RunEnding {
    const ids = jobs.map(({ id }) => id);
    const attempts = Math.max(...jobs.map((job) => job.attempts));
    if (error instanceof LeaseLost) return 'lost';
    if (signal.aborted) {
      this.#write(video, () => this.#store.jobs.release(ids, this.#owner));
      return 'stopped';
    }
    const problem: Problem = problemOf(error);
    const backOff = error instanceof UserFacingError ? undefined : backOffs[attempts];
    this.#write(video, () => {
      if (backOff === undefined) this.#store.jobs.fail(ids, this.#owner, problem);
      else this.#store.jobs.backOff(ids, this.#owner, Date.now() + backOff, problem);
    });
    const again = backOff !== undefined;
    const pass = joined(jobs.map((job) => job.pass));
    this.#log.tell('film.failed', { film: video.path, pass, again, error: loggedError(error) });
    return again ? 'later' : 'failed';
  }

  /** Writes in one transaction, and brings the film's state in step. */
  #write(video: VideoRow, work: () => void): void {
    this.#store.transaction(() => {
      work();
      this.#films.settle(video.id);
    });
  }
}

/** Passes that run together, as one name: `shots+faces`. */
function joined(passes: readonly string[]): string {
  return passes.join('+');
}

async function commitsOf(passes: readonly Pass[], work: PassWork, tools: PassTools): Promise<Commit[]> {
  const watching = passes.filter(isWatching);
  if (watching.length > 0) return watchFilm(watching, work, tools);
  const commits: Commit[] = [];
  for (const pass of passes) if (!isWatching(pass)) commits.push(await pass.run(work, tools));
  return commits;
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

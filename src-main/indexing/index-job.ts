import { problemOf, UserFacingError, type Problem } from '../domain/errors.ts';
import { probe as probeFile, type MediaProbe } from '../media/probe.ts';
import type { VideoRow } from '../store/video-table.ts';
import type { FilmRegister } from './film-register.ts';
import type { ProgressTracker } from './index-progress.ts';
import { allPasses } from './passes/all-passes.ts';
import type { Pass, PassTools, PassWork } from './passes/pass.ts';

/** A file and one sentence about it, with what to do. */
export interface ToldPath {
  readonly path: string;
  readonly reason: string;
}

export interface IndexOutcome {
  /** Films under the given paths that are indexed now, those included that already were. */
  readonly videos: number;
  readonly failed: readonly ToldPath[];
  /** Films that are indexed as far as they could be read. */
  readonly warnings: readonly ToldPath[];
}

interface PlannedVideo {
  readonly video: VideoRow;
  readonly probe: MediaProbe;
  readonly passes: readonly Pass[];
  /** Seconds of film to work through, each pass by its weight. */
  readonly work: number;
}

const totalWeight = allPasses.reduce((sum, pass) => sum + pass.weight, 0);

/**
 * Brings every film under some paths up to date. Films that cannot be read are noted with the reason and the others go
 * on; what is already indexed is not touched. Throws an AbortError when cancelled: finished passes stay.
 */
export class IndexJob {
  readonly #tools: PassTools;
  readonly #progress: ProgressTracker;
  readonly #changed: () => void;
  readonly #failed: ToldPath[] = [];
  readonly #warnings: ToldPath[] = [];

  constructor(tools: PassTools, progress: ProgressTracker, changed: () => void) {
    this.#tools = tools;
    this.#progress = progress;
    this.#changed = changed;
  }

  async run(paths: readonly string[], register: FilmRegister): Promise<IndexOutcome> {
    const { store, signal } = this.#tools;
    this.#progress.step('scanning');
    const { ids, failures } = await register.update(paths, signal);
    for (const { path, problem } of failures) this.#failed.push(told(path, problem));
    const videos = ids.flatMap((id) => store.videos.byId(id) ?? []);
    return this.runVideos(videos);
  }

  async runVideos(videos: readonly VideoRow[]): Promise<IndexOutcome> {
    this.#progress.step('probe');
    const planned: PlannedVideo[] = [];
    let done = 0;
    for (const video of videos) {
      const plan = await this.#attempt(video, () => this.#plan(video));
      if (plan && plan.passes.length > 0) planned.push(plan);
      else if (plan) done++;
    }
    this.#progress.plan(
      planned.length,
      planned.reduce((sum, { work }) => sum + work, 0),
    );
    for (const plan of planned) if (await this.#index(plan)) done++;
    return { videos: done, failed: this.#failed, warnings: this.#warnings };
  }

  /** What is left to do for a video. An unchanged, finished one is not opened at all. */
  async #plan(video: VideoRow): Promise<PlannedVideo> {
    const { store, ffmpeg, signal } = this.#tools;
    const probedBefore = store.videos.finishedPass(video.id, 'probe', video.fingerprint) === probeVersion;
    let probe: MediaProbe;
    if (probedBefore && video.probe) probe = JSON.parse(video.probe) as MediaProbe;
    else {
      probe = await probeFile(ffmpeg, video.path, signal);
      const { duration } = probe;
      const { width, height } = requirePicture(video.path, probe);
      store.transaction(() => {
        store.videos.setProbe(video.id, JSON.stringify(probe), { duration, width, height });
        store.videos.finishPass(video.id, 'probe', probeVersion, video.fingerprint);
      });
    }
    const work: PassWork = { video, probe, reached: () => {}, warn: () => {} };
    const passes: Pass[] = [];
    for (const pass of allPasses) {
      const input = await pass.input(work, this.#tools);
      if (store.videos.finishedPass(video.id, pass.name, input) !== pass.version) passes.push(pass);
    }
    if (passes.length === 0 && video.state !== 'ready') store.videos.setState(video.id, 'ready');
    const weight = passes.reduce((sum, pass) => sum + pass.weight, 0);
    return { video, probe, passes, work: (probe.duration * weight) / totalWeight };
  }

  async #index({ video, probe, passes, work }: PlannedVideo): Promise<boolean> {
    const { store, signal } = this.#tools;
    this.#progress.video({ path: video.path, title: video.title });
    store.videos.setState(video.id, 'indexing');
    this.#changed();
    let workBefore = 0;
    const damage: Problem[] = [];
    const warn = (sentence: string) => damage.push(damageOf(sentence));
    const finished = await this.#attempt(video, async () => {
      for (const pass of passes) {
        signal.throwIfAborted();
        this.#progress.step(pass.step);
        const share = pass.weight / totalWeight;
        const reached = (seconds: number) => this.#progress.reached(workBefore + seconds * share);
        const passWork: PassWork = { video, probe, reached, warn };
        const input = await pass.input(passWork, this.#tools);
        const commit = await pass.run(passWork, this.#tools);
        store.transaction(() => {
          commit();
          store.videos.finishPass(video.id, pass.name, pass.version, input);
        });
        workBefore += probe.duration * share;
        this.#progress.reached(workBefore);
      }
      store.videos.setState(video.id, 'ready', damage[0] ?? null);
      if (damage[0]) this.#warnings.push(told(video.path, damage[0]));
      return true;
    });
    this.#progress.finishVideo(work, finished !== true);
    this.#progress.video(null);
    this.#changed();
    return finished === true;
  }

  /** Runs work on one video; a failure is noted on the video and does not stop the others. */
  async #attempt<T>(video: VideoRow, work: () => Promise<T>): Promise<T | undefined> {
    const { store, signal } = this.#tools;
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) {
        store.videos.setState(video.id, 'waiting');
        signal.throwIfAborted();
      }
      const problem = problemOf(error);
      store.videos.setState(video.id, 'failed', problem);
      this.#failed.push(told(video.path, problem));
      return undefined;
    }
  }
}

const probeVersion = 1;

function told(path: string, { sentence, remedy }: Problem): ToldPath {
  return { path, reason: `${sentence} ${remedy}` };
}

function damageOf(sentence: string): Problem {
  return {
    code: 'unreadable-file',
    sentence,
    remedy: 'What could be read is indexed; copy or download the film again to have all of it.',
  };
}

function requirePicture(path: string, probe: MediaProbe): { width: number; height: number } {
  if (probe.video) return probe.video;
  throw new UserFacingError(
    'unsupported-media',
    `“${path}” has sound but no picture.`,
    'Kinora indexes films; keep sound recordings in a music program.',
  );
}

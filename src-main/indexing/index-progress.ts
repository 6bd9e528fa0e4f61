import type { IndexProgress } from '../domain/progress.ts';

export const idleProgress: IndexProgress = {
  state: 'idle',
  step: 'done',
  video: null,
  videosDone: 0,
  videosFailed: 0,
  videosTotal: 0,
  fraction: 0,
  speed: null,
  remainingSeconds: null,
};

/** Below this much wall time a speed would be a guess. */
const settleSeconds = 2;

/** Keeps count of a run's work and says how fast it goes and how long it will take. */
export class ProgressTracker {
  readonly #tell: (progress: IndexProgress) => void;
  readonly #startedMs = performance.now();
  #progress: IndexProgress = { ...idleProgress, state: 'running', step: 'scanning' };
  #totalWork = 0;
  #doneWork = 0;

  constructor(tell: (progress: IndexProgress) => void) {
    this.#tell = tell;
    this.#update({});
  }

  step(step: IndexProgress['step']): void {
    this.#update({ step });
  }

  /** How much there is to do: films, and seconds of film that have to be worked on. */
  plan(videos: number, workSeconds: number): void {
    this.#totalWork = workSeconds;
    this.#update({ videosTotal: videos });
  }

  video(video: IndexProgress['video']): void {
    this.#update({ video });
  }

  /** Seconds of film worked through in the current film so far. */
  reached(seconds: number): void {
    this.#update(this.#pace(this.#doneWork + seconds));
  }

  finishVideo(workSeconds: number, failed: boolean): void {
    this.#doneWork += workSeconds;
    const { videosDone, videosFailed } = this.#progress;
    this.#update({
      videosDone: videosDone + (failed ? 0 : 1),
      videosFailed: videosFailed + (failed ? 1 : 0),
      ...this.#pace(this.#doneWork),
    });
  }

  cancelling(): void {
    this.#update({ state: 'cancelling' });
  }

  finish(): void {
    this.#update({ state: 'idle', step: 'done', video: null, remainingSeconds: null });
  }

  #pace(work: number): Pick<IndexProgress, 'fraction' | 'speed' | 'remainingSeconds'> {
    const wall = (performance.now() - this.#startedMs) / 1000;
    const fraction = this.#totalWork > 0 ? Math.min(1, work / this.#totalWork) : 0;
    const speed = wall >= settleSeconds && work > 0 ? work / wall : null;
    return { fraction, speed, remainingSeconds: speed ? Math.max(0, this.#totalWork - work) / speed : null };
  }

  #update(change: Partial<IndexProgress>): void {
    this.#progress = { ...this.#progress, ...change };
    this.#tell(this.#progress);
  }
}

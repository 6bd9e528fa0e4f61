import type { IndexProgress } from '../domain/progress.ts';
import type { OpenWork } from '../store/job-table.ts';
import type { PassTiming } from '../store/pass-table.ts';
import type { Pass } from './passes/pass.ts';
import {
  nextRemaining,
  secondsLeft,
  weightedLeft,
  type PassSpeed,
  type ShownRemaining,
  type WorkLeft,
} from './queue/work-estimate.ts';

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

/** Films since there was last nothing to do, and what is left of them. */
export interface WorkCount {
  readonly films: number;
  readonly failed: number;
  /** Films that are not done yet. */
  readonly open: number;
  readonly work: readonly OpenWork[];
}

/** What runs now. */
interface Run {
  readonly passes: readonly Pass[];
  readonly duration: number;
  /** Seconds of the film that are worked through. */
  reached: number;
  wallSeconds: number;
}

/** Says what indexing does, how fast it goes and how long it will take. */
export class ProgressTracker {
  readonly #tell: (progress: IndexProgress) => void;
  readonly #weights: ReadonlyMap<string, number>;
  /** What earlier sessions measured, and this one. */
  readonly #earlier = new Map<string, PassSpeed>();
  readonly #measured = new Map<string, PassSpeed>();
  #progress = idleProgress;
  #work: readonly OpenWork[] = [];
  #doneWeight = 0;
  #run: Run | null = null;
  #shown: ShownRemaining | null = null;

  constructor(
    passes: readonly Pass[],
    timings: readonly PassTiming[],
    tell: (progress: IndexProgress) => void,
  ) {
    this.#weights = new Map(passes.map(({ name, weight }) => [name, weight]));
    for (const timing of timings) this.#earlier.set(timing.pass, timing);
    this.#tell = tell;
  }

  get progress(): IndexProgress {
    return this.#progress;
  }

  state(state: IndexProgress['state']): void {
    if (state === 'paused' || state === 'on-battery') this.#shown = null;
    const begins = this.#progress.state === 'idle' && state !== 'idle';
    this.#update({ state, ...(begins && { step: 'models' }) });
  }

  step(step: IndexProgress['step']): void {
    this.#update({ step });
  }

  /** Some passes over a film begin. */
  begin(video: IndexProgress['video'], duration: number, passes: readonly Pass[]): void {
    this.#run = { passes, duration, reached: 0, wallSeconds: 0 };
    this.#update({ video, step: heaviest(passes)?.step ?? this.#progress.step });
  }

  /**
   * @param seconds of the film that are worked through
   * @param wallSeconds since its passes began, pauses left out
   * @param share of the time that is worked, 0..1
   */
  reached(seconds: number, wallSeconds: number, share: number): void {
    if (this.#run === null) return;
    this.#run.reached = Math.min(this.#run.duration, Math.max(this.#run.reached, seconds));
    this.#run.wallSeconds = wallSeconds;
    this.#update(this.#pace(share));
  }

  /**
   * What runs has ended.
   * @param duration of the film, which the probe pass learns only now
   * @param wallSeconds as in {@link reached}
   */
  end(isDone: boolean, duration: number, wallSeconds: number): void {
    const run = this.#run;
    this.#run = null;
    if (run !== null && isDone) {
      for (const [pass, speed] of speedsOf({ ...run, reached: duration, wallSeconds })) {
        this.#addSpeed(pass, speed);
      }
      this.#doneWeight += duration * weightOf(run.passes);
    }
  }

  /** Counts anew what is done and what is left. */
  count({ films, failed, open, work }: WorkCount, share: number): void {
    // More to do than before is no reason to count down slowly to a time that is wrong.
    if (films > this.#progress.videosTotal) this.#shown = null;
    this.#work = work;
    const done = Math.max(0, films - open - failed);
    this.#update({ videosTotal: films, videosFailed: failed, videosDone: done, ...this.#pace(share) });
  }

  /** There is nothing to do any more; the next work counts from the start. */
  finish(): void {
    this.#doneWeight = 0;
    this.#work = [];
    this.#shown = null;
    this.#update({ state: 'idle', step: 'done', video: null, remainingSeconds: null });
    this.#progress = idleProgress;
  }

  #pace(share: number): Pick<IndexProgress, 'fraction' | 'speed' | 'remainingSeconds'> {
    const run = this.#run;
    const runSpeeds: ReadonlyMap<string, PassSpeed> =
      run && run.wallSeconds >= settleSeconds ? speedsOf(run) : new Map();
    const reached = new Map(run?.passes.map(({ name }) => [name, run.reached]));
    const left: WorkLeft = {
      work: this.#work,
      reached,
      speeds: this.#speeds(runSpeeds),
      weights: this.#weights,
    };
    const doneWeight = this.#doneWeight + (run ? run.reached * weightOf(run.passes) : 0);
    const leftWeight = weightedLeft(left);
    const fraction = doneWeight + leftWeight > 0 ? doneWeight / (doneWeight + leftWeight) : 0;
    const speed = run && run.wallSeconds >= settleSeconds ? run.reached / run.wallSeconds : null;
    const estimate = secondsLeft(left);
    this.#shown = estimate === null ? null : nextRemaining(this.#shown, estimate / share, performance.now());
    return {
      fraction: Math.min(1, fraction),
      speed: speed === null ? null : speed * share,
      remainingSeconds: this.#shown?.seconds ?? null,
    };
  }

  /** The speed of each pass: what this session measured, or else earlier ones. */
  #speeds(running: ReadonlyMap<string, PassSpeed>): Map<string, PassSpeed> {
    const speeds = new Map(this.#earlier);
    for (const pass of this.#weights.keys()) {
      const measured = sum(this.#measured.get(pass), running.get(pass));
      const earlier = this.#earlier.get(pass);
      if (measured.mediaSeconds === 0) continue;
      if (earlier === undefined || measured.wallSeconds >= settleSeconds) speeds.set(pass, measured);
    }
    return speeds;
  }

  #addSpeed(pass: string, speed: PassSpeed): void {
    this.#measured.set(pass, sum(this.#measured.get(pass), speed));
  }

  #update(change: Partial<IndexProgress>): void {
    this.#progress = { ...this.#progress, ...change };
    this.#tell(this.#progress);
  }
}

function weightOf(passes: readonly Pass[]): number {
  return passes.reduce((all, { weight }) => all + weight, 0);
}

/** What a run says of the speed of its passes, which share its time by their weights. */
function speedsOf({ passes, reached, wallSeconds }: Run): Map<string, PassSpeed> {
  const weight = weightOf(passes);
  return new Map(
    passes.map(({ name, weight: own }) => [
      name,
      { mediaSeconds: reached, wallSeconds: (wallSeconds * own) / weight },
    ]),
  );
}

function sum(a?: PassSpeed, b?: PassSpeed): PassSpeed {
  return {
    mediaSeconds: (a?.mediaSeconds ?? 0) + (b?.mediaSeconds ?? 0),
    wallSeconds: (a?.wallSeconds ?? 0) + (b?.wallSeconds ?? 0),
  };
}

/** Passes that run together are told as the one that costs most. */
function heaviest(passes: readonly Pass[]): Pass | undefined {
  return passes.toSorted((a, b) => b.weight - a.weight)[0];
}

import type { PassName } from './pass-name.ts';

/** What indexing is doing now, in units a person understands. */
export interface IndexProgress {
  /** `paused` by the user, `on-battery` until the machine is plugged in again: work waits and loses nothing. */
  readonly state: 'idle' | 'running' | 'paused' | 'on-battery' | 'cancelling';
  readonly step: 'scanning' | 'models' | PassName | 'people' | 'done';
  /** The film being worked on, or null between films. */
  readonly video: { readonly path: string; readonly title: string } | null;
  readonly videosDone: number;
  readonly videosFailed: number;
  readonly videosTotal: number;
  /** Share of the work that is finished, 0..1, since there was last nothing to do. */
  readonly fraction: number;
  /** Media seconds that this step works through per second of wall time; null until it is known. */
  readonly speed: number | null;
  /** Seconds of wall time left, by the measured speed of every pass that has to run; null until there is ground for it. */
  readonly remainingSeconds: number | null;
}

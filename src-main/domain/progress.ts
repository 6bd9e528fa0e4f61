import type { PassName } from './pass-name.ts';

/** What indexing is doing now, in units a person understands. */
export interface IndexProgress {
  readonly state: 'idle' | 'running' | 'cancelling';
  readonly step: 'scanning' | 'models' | PassName | 'people' | 'done';
  /** The film being worked on, or null between films. */
  readonly video: { readonly path: string; readonly title: string } | null;
  readonly videosDone: number;
  readonly videosFailed: number;
  readonly videosTotal: number;
  /** Share of the whole run's media seconds that is finished, 0..1. */
  readonly fraction: number;
  /** Media seconds indexed per second of wall time; null until it is known. */
  readonly speed: number | null;
  /** Seconds of wall time left; null until it is known. */
  readonly remainingSeconds: number | null;
}

import type { IndexProgress } from '../../src-main/domain/progress.ts';

/** What a line about indexing says, as names of texts and their numbers; the words are the language's. */
export interface ProgressFacts {
  /** The text that names what is done now. */
  readonly step: `progress.${IndexProgress['step'] | 'cancelling' | 'paused' | 'on-battery'}`;
  /** The film's place among the films and how many there are; null before they are counted. */
  readonly count: { readonly at: number; readonly total: number } | null;
  /** Times realtime; null while nothing runs or it is not known. */
  readonly speed: number | null;
  /** Seconds; null while nothing runs or it is not known. */
  readonly remaining: number | null;
}

export function progressFacts(progress: IndexProgress): ProgressFacts {
  const { state, step, videosDone, videosFailed, videosTotal } = progress;
  const runs = state === 'running';
  const finished = videosDone + videosFailed;
  return {
    step: runs || state === 'idle' ? `progress.${step}` : `progress.${state}`,
    count:
      videosTotal > 0 ? { at: Math.min(videosTotal, finished + (runs ? 1 : 0)), total: videosTotal } : null,
    speed: runs ? progress.speed : null,
    remaining: runs ? progress.remainingSeconds : null,
  };
}

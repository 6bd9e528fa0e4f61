import type { MomentView } from '../../src-main/api/contract.ts';

/** Moments of one film that are shown at once. */
const mostShown = 4;

export interface FilmMoments {
  readonly videoId: number;
  readonly title: string;
  /** The best of them, best first. */
  readonly shown: readonly MomentView[];
  /** How many are not shown. */
  readonly more: number;
}

/** Moments by their films, the film with the best moment first. */
export function momentsByFilm(moments: readonly MomentView[]): FilmMoments[] {
  return [...Map.groupBy(moments, ({ videoId }) => videoId)].map(([videoId, own]) => ({
    videoId,
    title: own[0]!.title,
    shown: own.slice(0, mostShown),
    more: Math.max(0, own.length - mostShown),
  }));
}

import type { VideoSummary } from '../../src-main/api/contract.ts';
import { foldName } from '../../src-main/domain/person-name.ts';

export const filmKinds = ['all', 'unseen', 'seen', 'unfinished', 'failed'] as const;
export type FilmKind = (typeof filmKinds)[number];

/** Which films the library shows. */
export interface FilmFilter {
  /** Words that the film's title, its path or the people in it must have, in any order. */
  readonly text: string;
  readonly kind: FilmKind;
}

const isOfKind: Record<FilmKind, (film: VideoSummary) => boolean> = {
  all: () => true,
  unseen: ({ seen }) => !seen,
  seen: ({ seen }) => seen,
  unfinished: ({ state }) => state === 'waiting' || state === 'indexing',
  failed: ({ state }) => state === 'failed',
};

/** The films that a filter lets through, in their order. Case and accents make no difference. */
export function filterFilms(films: readonly VideoSummary[], { text, kind }: FilmFilter): VideoSummary[] {
  const words = foldName(text)
    .split(' ')
    .filter((word) => word !== '');
  return films.filter((film) => {
    if (!isOfKind[kind](film)) return false;
    const said = words.length === 0 ? '' : foldName([film.title, film.path, ...film.people].join(' '));
    return words.every((word) => said.includes(word));
  });
}

import type { Problem } from '../domain/errors.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { apiPath } from './library-path.ts';

/** What programs that follow a library are told of. */
export const newsEvents = [
  'film.added',
  'film.indexed',
  'film.failed',
  'film.moved',
  'film.gone',
  'film.back',
  'film.removed',
  'folder.added',
  'folder.removed',
] as const;

export type NewsEvent = (typeof newsEvents)[number];

export interface FilmInNews {
  readonly id: number;
  readonly path: string;
  readonly title: string;
}

/** Something that has happened in a library. */
export interface News {
  readonly event: NewsEvent;
  /** Null where it is about a folder. */
  readonly film: FilmInNews | null;
  /** Null where it is about a film. */
  readonly folder: string | null;
  /** Why a film failed. */
  readonly problem: Problem | null;
}

interface SeenFilm extends FilmInNews {
  readonly isThere: boolean;
  readonly state: 'ready' | 'failed' | 'other';
  readonly problem: Problem | null;
}

/** A library as far as news of it go. */
export interface SeenLibrary {
  readonly films: ReadonlyMap<number, SeenFilm>;
  readonly folders: ReadonlySet<string>;
}

/** Reads how a library is now. */
export function seeLibrary(reader: Pick<LibraryReader, 'videos' | 'folders'>): SeenLibrary {
  const films = reader.videos.all().map(({ id, path, title, state, absence, problem }): SeenFilm => ({
    ...{ id, path: apiPath(path), title, problem },
    isThere: absence === null,
    state: state === 'ready' || state === 'failed' ? state : 'other',
  }));
  return {
    films: new Map(films.map((film) => [film.id, film])),
    folders: new Set(reader.folders.all().map(({ path }) => apiPath(path))),
  };
}

/** What has happened between two looks: folders first, then films by their numbers, each in the order of its events. */
export function newsBetween(before: SeenLibrary, after: SeenLibrary): News[] {
  const ofFolder = (event: NewsEvent) => (folder: string) => ({ event, folder, film: null, problem: null });
  const ids = [...new Set([...before.films.keys(), ...after.films.keys()])].toSorted((a, b) => a - b);
  return [
    ...[...after.folders].filter((path) => !before.folders.has(path)).map(ofFolder('folder.added')),
    ...[...before.folders].filter((path) => !after.folders.has(path)).map(ofFolder('folder.removed')),
    ...ids.flatMap((id) => newsOfFilm(before.films.get(id), after.films.get(id))),
  ];
}

function newsOfFilm(before: SeenFilm | undefined, after: SeenFilm | undefined): News[] {
  const film = after ?? before;
  if (!film) return [];
  const happened: readonly [NewsEvent, boolean][] = [
    ['film.added', before === undefined],
    ['film.removed', after === undefined],
    ['film.moved', before !== undefined && after !== undefined && before.path !== after.path],
    ['film.gone', before?.isThere !== false && after?.isThere === false],
    ['film.back', before?.isThere === false && after?.isThere === true],
    ['film.failed', before?.state !== 'failed' && after?.state === 'failed'],
    ['film.indexed', before?.state !== 'ready' && after?.state === 'ready'],
  ];
  const { id, path, title } = film;
  return happened
    .filter(([, hasHappened]) => hasHappened)
    .map(([event]) => ({
      ...{ event, film: { id, path, title }, folder: null },
      problem: event === 'film.failed' ? film.problem : null,
    }));
}

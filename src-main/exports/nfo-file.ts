import { existsSync } from 'node:fs';
import filenamify from 'filenamify';
import { UserFacingError } from '../domain/errors.ts';
import { writeNfo, type WrittenNfo } from '../media/sidecars/nfo-writer.ts';
import { writePlacedFile } from '../media/placed-file.ts';
import type { CastMember, FilmFacts } from '../store/film-facts-table.ts';

/** What the library knows of a film that a `.nfo` can say. */
export interface KnownFilmFacts {
  readonly film: { readonly path: string; readonly title: string; readonly duration: number };
  /** What files beside the film say; null without any. */
  readonly facts: FilmFacts | null;
  readonly cast: readonly Pick<CastMember, 'name' | 'role'>[];
  /** Who is recognised in it, those who are seen longest first. */
  readonly seen: readonly string[];
}

export interface NfoRequest extends KnownFilmFacts {
  /** A file of the user's choice; null for a free name in the library's folder of exports. */
  readonly output: string | null;
  readonly exportsFolder: string;
  /** Whether a file that is there may be replaced. */
  readonly replaces: boolean;
}

/**
 * Writes what is known of a film as Kodi and Jellyfin read it; gives the path and how many people it names. Throws a
 * {@link UserFacingError} when a file is there that may not be replaced, when it has another ending, and when it cannot be written.
 */
export async function writeFilmNfo(request: NfoRequest): Promise<{ path: string; people: number }> {
  const { film, output, exportsFolder, replaces } = request;
  if (output !== null && !/\.nfo$/i.test(output)) throw isOfAnotherKind(output);
  // It may be somebody's own, with more in it than the library knows.
  if (output !== null && !replaces && existsSync(output)) throw isThere(output);
  const nfo = nfoOf(request);
  const name = filenamify(film.title, { replacement: '_' });
  const place = { output, exportsFolder, name, extension: 'nfo', kept: [film.path] };
  return { path: await writePlacedFile(place, writeNfo(nfo)), people: nfo.cast.length };
}

/** The billed cast in its order, and behind it whoever else is recognised. */
export function nfoOf({ film, facts, cast, seen }: KnownFilmFacts): WrittenNfo {
  const billed = new Set(cast.map(({ name }) => name.toLowerCase()));
  const others = seen.filter((name) => !billed.has(name.toLowerCase()));
  return {
    title: facts?.title ?? film.title,
    originalTitle: facts?.originalTitle ?? null,
    year: facts?.year ?? null,
    plot: facts?.plot ?? null,
    uniqueIds: facts?.uniqueIds ?? {},
    cast: [
      ...cast.map(({ name, role }) => ({ name, role })),
      ...others.map((name) => ({ name, role: null })),
    ],
    duration: film.duration,
  };
}

function isOfAnotherKind(path: string): UserFacingError {
  return new UserFacingError(
    'bad-input',
    `“${path}” is not the name of a .nfo file.`,
    'End its name in .nfo.',
  );
}

function isThere(path: string): UserFacingError {
  return new UserFacingError(
    'bad-input',
    `${path} is there already, and may say more than Kinora knows.`,
    'Choose another name, or say that it may be replaced (--replace).',
  );
}

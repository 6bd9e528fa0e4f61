import { noSuchCollection, type CollectedMoment } from '../domain/collection.ts';
import { UserFacingError } from '../domain/errors.ts';
import { durationOf } from '../domain/interval.ts';
import type { CollectionRow } from '../store/collection-table.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { VideoRow } from '../store/video-table.ts';

/** A moment of a collection with its film as the library knows it now. */
export interface HeldMoment extends CollectedMoment {
  /** Null while no film of the library has its bytes. */
  readonly film: VideoRow | null;
}

/** The collection of a number. Throws a {@link UserFacingError} when it is gone. */
export function requireCollection(reader: LibraryReader, id: number): CollectionRow {
  const found = reader.collections.byId(id);
  if (found) return found;
  throw noSuchCollection();
}

/** The new name of a collection. Throws a {@link UserFacingError} when another one has it. */
export function checkedCollectionName(reader: LibraryReader, id: number, name: string): string {
  const other = reader.collections.byName(name);
  if (!other || other.id === id) return name;
  throw new UserFacingError(
    'same-name',
    `There is already a collection called “${other.name}”.`,
    'Choose another name, or add the moments to that collection.',
  );
}

/** What a collection holds, in its order. Of films with the same bytes, one whose file is there stands for all. */
export function heldMoments(reader: LibraryReader, collectionId: number): HeldMoment[] {
  const films = new Map<string, VideoRow | null>();
  return reader.collections.moments(collectionId).map((moment) => {
    const { fingerprint } = moment;
    const known = films.get(fingerprint);
    const film = known === undefined ? filmOf(reader, fingerprint) : known;
    films.set(fingerprint, film);
    return { ...moment, film };
  });
}

/** Whether a moment can be shown: its film is in the library, and its file is there as far as is known. */
export function isThere({ film }: HeldMoment): boolean {
  return film !== null && film.absence === null;
}

export function momentView(moment: HeldMoment) {
  const { id, title, start, end, note, film } = moment;
  return {
    id,
    videoId: film?.id ?? null,
    path: film?.path ?? null,
    title: film?.title ?? title,
    start,
    end,
    note,
    missing: !isThere(moment),
    videoDuration: film?.duration ?? 0,
  };
}

export function collectionView({ id, name }: CollectionRow, moments: readonly HeldMoment[]) {
  const first = moments.find(isThere);
  return {
    id,
    name,
    moments: moments.length,
    missing: moments.filter((moment) => !isThere(moment)).length,
    seconds: moments.reduce((sum, moment) => sum + durationOf(moment), 0),
    cover: first?.film ? { videoId: first.film.id, time: first.start } : null,
  };
}

/**
 * Where a moment is to begin and end, to the tenth of a second and inside its film.
 * Throws a {@link UserFacingError} when nothing is left of it.
 */
export function checkedTrim(
  { start, end }: { start: number; end: number },
  film: Pick<VideoRow, 'duration' | 'title'> | null,
): { start: number; end: number } {
  const tenth = (seconds: number) => Math.round(seconds * 10) / 10;
  const trimmed = { start: tenth(start), end: Math.min(tenth(end), film?.duration ?? Infinity) };
  if (trimmed.end > trimmed.start) return trimmed;
  throw new UserFacingError(
    'bad-input',
    `Nothing would be left of the moment between ${start.toFixed(1)} s and ${end.toFixed(1)} s.`,
    'Choose a start before the end, inside the film.',
  );
}

function filmOf(reader: LibraryReader, fingerprint: string): VideoRow | null {
  const films = reader.videos.byFingerprint(fingerprint);
  return films.find(({ absence }) => absence === null) ?? films[0] ?? null;
}

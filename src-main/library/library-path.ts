import { resolve } from 'node:path';
import { UserFacingError } from '../domain/errors.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { VideoRow } from '../store/video-table.ts';

/** A path as the API tells it: with forward slashes on every platform. */
export function apiPath(path: string, platform = process.platform): string {
  return platform === 'win32' ? path.replaceAll('\\', '/') : path;
}

/** The film of a path as a person or a script gives it. Throws a {@link UserFacingError} when the library does not hold it. */
export function requireVideoAt(reader: LibraryReader, path: string): VideoRow {
  const found = reader.videos.byPath(resolve(path)) ?? reader.videos.byPath(path);
  if (found) return found;
  throw new UserFacingError(
    'not-found',
    `The library does not hold the film ${path}.`,
    'Check the path, or add the film first: kinora index <file or folder>.',
  );
}

/** The film of an id. Throws a {@link UserFacingError} when it is gone. */
export function requireVideo(reader: LibraryReader, id: number): VideoRow {
  const found = reader.videos.byId(id);
  if (found) return found;
  throw new UserFacingError(
    'not-found',
    `The library holds no film with the number ${id}.`,
    'It may have been removed: look at the list of films again.',
  );
}

import { resolve } from 'node:path';
import { UserFacingError, type Problem } from '../domain/errors.ts';
import type { FolderStatus } from '../indexing/watching/folder-keeper.ts';
import type { FolderRow } from '../store/folder-table.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { apiPath } from './library-path.ts';

/** A folder of the library. */
export interface FolderView {
  path: string;
  /** `watched` by the system's events, `polled` by scans now and then, `unwatched` while nobody does either. */
  state: FolderStatus['state'];
  /** How it is to be watched. */
  watching: FolderRow['watching'];
  films: number;
  problem: Problem | null;
  /** When its last whole scan ended. */
  scannedAt: string | null;
}

/** The folders of the library with how they are kept up to date. */
export function listFolders(reader: LibraryReader, status: readonly FolderStatus[]): FolderView[] {
  const byPath = new Map(status.map((one) => [one.path, one]));
  return reader.folders.all().map(({ path, watching, scannedAt }) => ({
    path: apiPath(path),
    state: byPath.get(path)?.state ?? 'unwatched',
    watching,
    films: reader.videos.countUnder(path),
    problem: byPath.get(path)?.problem ?? null,
    scannedAt,
  }));
}

/** The folder of a path as a person gives it. Throws a {@link UserFacingError} when it is none of the library's. */
export function requireFolder(reader: LibraryReader, path: string): string {
  const known = new Set(reader.folders.all().map((folder) => folder.path));
  const found = [resolve(path), path].find((candidate) => known.has(candidate));
  if (found !== undefined) return found;
  throw new UserFacingError(
    'not-found',
    `The library has no folder ${path}.`,
    'See its folders with: kinora folders list',
  );
}

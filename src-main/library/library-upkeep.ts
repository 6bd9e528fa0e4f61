import { existsSync, statSync } from 'node:fs';
import { UserFacingError } from '../domain/errors.ts';
import { languageModelSettings } from '../indexing/language-model-choice.ts';
import { backupsOf, type Backup } from '../store/backups/backup-shelf.ts';
import { checkCopy, putInPlace, writeCopy } from '../store/backups/library-copy.ts';
import { refuseWhileInUse } from '../store/backups/library-use.ts';
import { repairLibrary, type Repair } from '../store/backups/repair-library.ts';
import { writeBackup } from '../store/backups/write-backup.ts';
import { closeWriter, libraryFolders, openForReading, openForWriting } from '../store/library-database.ts';
import { SettingsTable } from '../store/settings-table.ts';

// Note: upkeep needs no core
// A core opens no damaged library, and the one of a running app must not be in the way. So these work on the files; those
// that only read may run beside an app, the others refuse while any program has the library open.

export interface Replaced {
  /** The library's database. */
  readonly path: string;
  /** Where what was there before lies now; null where there was nothing. */
  readonly replaced: string | null;
}

/** Writes a backup beside whatever uses the library. Throws a {@link UserFacingError} when that cannot be done. */
export async function backUpNow(root: string, signal: AbortSignal): Promise<Backup> {
  const db = openExisting(root);
  try {
    return await writeBackup(db, root, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw new UserFacingError(
      'library',
      `No backup of the library in ${root} could be written: ${(error as Error).message}.`,
      'Check that the disk is not full; when the library is damaged, run “kinora library repair”.',
      error,
    );
  } finally {
    db.close();
  }
}

/** Puts a backup in the place of the library; the newest when none is named. */
export function restoreBackup(root: string, backup?: string): Replaced {
  refuseWhileInUse(root);
  const path = backup ?? backupsOf(root)[0]?.path;
  if (path === undefined) {
    throw new UserFacingError(
      'not-found',
      `The library in ${root} has no backup.`,
      'Name a file with a backup, or index your folders again.',
    );
  }
  checkCopy(path);
  return backup === undefined ? replace(path, root) : replaceByForeign(path, root);
}

/** See {@link repairLibrary}. */
export function repair(root: string): Repair {
  refuseWhileInUse(root);
  return repairLibrary(root);
}

/** Writes the library as one file. */
export function exportLibrary(root: string, path: string): { readonly path: string; readonly bytes: number } {
  const db = openExisting(root);
  try {
    writeCopy(db, path);
  } finally {
    db.close();
  }
  return { path, bytes: statSync(path).size };
}

/** Makes a library of a file that {@link exportLibrary} wrote. Refuses where there is one, unless it may be replaced. */
export function importLibrary(root: string, path: string, mayReplace: boolean): Replaced {
  refuseWhileInUse(root);
  if (existsSync(libraryFolders(root).database) && !mayReplace) {
    throw new UserFacingError(
      'library',
      `There is a library in ${root} already.`,
      'Choose another folder with --library, or add --replace: the library that is there is kept under another name.',
    );
  }
  checkCopy(path);
  return replaceByForeign(path, root);
}

/** A file that may be somebody else's does not decide where this person's words and pictures are sent. */
function replaceByForeign(copy: string, root: string): Replaced {
  const replaced = replace(copy, root);
  const db = openForWriting(root);
  try {
    const settings = new SettingsTable(db);
    for (const setting of Object.values(languageModelSettings)) settings.clear(setting);
  } finally {
    closeWriter(db);
  }
  return replaced;
}

function replace(copy: string, root: string): Replaced {
  return { path: libraryFolders(root).database, replaced: putInPlace(copy, root) };
}

function openExisting(root: string): ReturnType<typeof openForReading> {
  if (!existsSync(libraryFolders(root).database)) {
    throw new UserFacingError(
      'not-found',
      `There is no library in ${root}.`,
      'Name its folder with --library.',
    );
  }
  return openForReading(root);
}

import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { UserFacingError } from '../../domain/errors.ts';
import { libraryFolders } from '../library-database.ts';
import { schemaVersion, versionOf } from '../migrate.ts';
import { settleCopy } from './write-backup.ts';

const companions = ['', '-wal', '-shm'];

/**
 * Throws a {@link UserFacingError} unless a file is a sound library that this program can read. Blocks for as long as
 * reading the whole file takes.
 */
export function checkCopy(path: string): void {
  const refuse = (why: string, cause?: unknown) =>
    new UserFacingError(
      'library',
      `${path} cannot be used as a library: ${why}.`,
      'Choose a file that “kinora library export” wrote, or a backup out of a library’s folder.',
      cause,
    );
  if (!existsSync(path)) throw refuse('there is no such file');
  let db: Database | null = null;
  try {
    db = new BetterSqlite(path, { readonly: true });
    const isLibrary = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'videos'`).get() !== undefined;
    if (!isLibrary) throw refuse('it holds no films');
    const version = versionOf(db);
    if (version > schemaVersion) throw refuse(`a newer Kinora made it (library version ${version})`);
    const verdict = db.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') throw refuse(`it is damaged (${String(verdict)})`);
  } catch (error) {
    throw error instanceof UserFacingError ? error : refuse((error as Error).message, error);
  } finally {
    db?.close();
  }
}

/**
 * Puts a copy of a library in the place of what a folder holds, which is kept beside it under another name. The copy is
 * complete before anything is moved, so that whatever stops this leaves the old library or the new one. The library must
 * not be open. Gives where the old database lies now, or null where there was none.
 */
export function putInPlace(copy: string, root: string, now = new Date()): string | null {
  const { database } = libraryFolders(root);
  mkdirSync(root, { recursive: true });
  const incoming = join(root, 'library.incoming.sqlite');
  try {
    copyFileSync(copy, incoming);
    settleCopy(incoming);
    const aside = existsSync(database) ? setAside(root, now) : null;
    renameSync(incoming, database);
    return aside;
  } finally {
    for (const end of [...companions, '-journal']) rmSync(incoming + end, { force: true });
  }
}

/** The write-ahead log goes with its database: without it the last changes would be lost, with another's it would be damaged. */
function setAside(root: string, now: Date): string {
  const { database } = libraryFolders(root);
  const moment = now.toISOString().replaceAll(':', '').slice(0, 17);
  const aside = join(root, `replaced-${moment}-${basename(database)}`);
  for (const end of companions) if (existsSync(database + end)) renameSync(database + end, aside + end);
  return aside;
}

/**
 * Writes a library as one file without free pages, which another machine can import. Others may use the library
 * meanwhile. Throws a {@link UserFacingError} when the file exists or cannot be written.
 */
export function writeCopy(db: Database, path: string): void {
  if (existsSync(path)) {
    throw new UserFacingError(
      'bad-input',
      `${path} is already there.`,
      'Choose another name, or delete it first.',
    );
  }
  try {
    db.prepare('VACUUM INTO ?').run(path);
    settleCopy(path);
    letGiveBackSpace(path);
  } catch (error) {
    rmSync(path, { force: true });
    throw new UserFacingError(
      'library',
      `${path} could not be written: ${(error as Error).message}.`,
      'Check that the folder exists, that you may write there and that the disk is not full.',
      error,
    );
  }
}

/** Libraries from before could not: their copies are written once more, so that they can, see `giveBackSpace`. */
function letGiveBackSpace(path: string): void {
  const copy = new BetterSqlite(path);
  try {
    if (copy.pragma('auto_vacuum', { simple: true }) !== 0) return;
    copy.pragma('auto_vacuum = INCREMENTAL');
    copy.exec('VACUUM');
  } finally {
    copy.close();
  }
}

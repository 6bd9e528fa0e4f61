import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { load as loadVectors } from 'sqlite-vec';
import { UserFacingError } from '../domain/errors.ts';
import { migrate } from './migrate.ts';

/** Where a library keeps its parts. Everything but the database can be deleted and is made again. */
export interface LibraryFolders {
  readonly root: string;
  readonly database: string;
  /** Decoded pictures for models to come, see kept-pictures.ts. */
  readonly frameCache: string;
  readonly thumbnails: string;
  readonly exports: string;
  /** Copies of the database, see backups/. */
  readonly backups: string;
  readonly logs: string;
}

export function libraryFolders(root: string): LibraryFolders {
  return {
    root,
    database: join(root, 'library.sqlite'),
    frameCache: join(root, 'frame-cache.sqlite'),
    thumbnails: join(root, 'thumbnails'),
    exports: join(root, 'exports'),
    backups: join(root, 'backups'),
    logs: join(root, 'logs'),
  };
}

function unusable(root: string, error: unknown): UserFacingError {
  return new UserFacingError(
    'library',
    `The library in ${root} cannot be opened: ${error instanceof Error ? error.message : String(error)}.`,
    'Check that the folder exists, that you may write there and that the disk is not full, or choose another with --library.',
    error,
  );
}

function open(root: string, readonly: boolean): Database {
  const folders = libraryFolders(root);
  try {
    if (!readonly) {
      mkdirSync(folders.thumbnails, { recursive: true });
      mkdirSync(folders.exports, { recursive: true });
    }
    const db = new BetterSqlite(folders.database, { readonly, timeout: 10_000 });
    loadVectors(db);
    db.pragma('foreign_keys = ON');
    return db;
  } catch (error) {
    throw unusable(root, error);
  }
}

/**
 * Opens a library for writing, makes it when it is not there, and brings its schema up to date.
 * After an unclean shutdown that is told and the file is checked first. Only one writer may exist at a time: the
 * indexing worker. Throws a {@link UserFacingError} when the folder cannot be used or the file is damaged.
 */
export function openForWriting(root: string, onUncleanShutdown: () => void = () => {}): Database {
  const db = open(root, false);
  try {
    // Of a file that is there already it changes nothing: that takes a copy, see backups/library-copy.ts.
    db.pragma('auto_vacuum = INCREMENTAL');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    // To bring the log into the file is to wait for the disk: after 16 MB instead of 4.
    db.pragma('wal_autocheckpoint = 4000');
    // What is deleted is overwritten: a person who was forgotten must not be read out of free pages.
    db.pragma('secure_delete = ON');
    migrate(db);
    checkAfterUncleanShutdown(db, onUncleanShutdown);
    return db;
  } catch (error) {
    db.close();
    throw error instanceof UserFacingError ? error : unusable(root, error);
  }
}

/** Opens a library that {@link openForWriting} has already prepared, for reading beside the writer. */
export function openForReading(root: string): Database {
  return open(root, true);
}

/**
 * Cuts what deleted rows have left free off the end of the file, which takes about as long as it took to write them. A
 * library that was made before this was known to it stays as large as it is.
 */
export function giveBackSpace(db: Database): void {
  db.pragma('incremental_vacuum');
}

/** Marks a clean end, so that the next start needs no check, brings everything into the one file, and closes. */
export function closeWriter(db: Database): void {
  db.prepare(`DELETE FROM facts WHERE key = 'open'`).run();
  giveBackSpace(db);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

function checkAfterUncleanShutdown(db: Database, onUncleanShutdown: () => void): void {
  const wasOpen = db.prepare(`SELECT 1 FROM facts WHERE key = 'open'`).get() !== undefined;
  if (wasOpen) {
    onUncleanShutdown();
    const verdict = db.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') {
      throw new UserFacingError(
        'library',
        `The library ${db.name} is damaged: ${String(verdict)}.`,
        'Run “kinora library repair”: it mends the file, or puts the newest sound backup in its place.',
      );
    }
  }
  db.prepare(`INSERT OR REPLACE INTO facts (key, value) VALUES ('open', '1')`).run();
}

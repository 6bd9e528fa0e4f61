import { existsSync } from 'node:fs';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { load as loadVectors } from 'sqlite-vec';
import { libraryFolders } from './library-database.ts';
import { versionOf } from './migrate.ts';

/** What is found in a library's file, however damaged or new it is. */
export interface LibraryExamination {
  /** Why the file cannot be read as a database at all, in SQLite's words; then nothing else is known. */
  readonly unreadable: string | null;
  readonly version: number;
  /** What SQLite's quick check found wrong; empty when the file is sound. */
  readonly damage: readonly string[];
  /** Rows that refer to rows which do not exist. */
  readonly brokenReferences: number;
  /** Folders and films that the user added. */
  readonly roots: readonly string[];
  /** Jobs that were given up after they failed too often; null where the library has no such list. */
  readonly jobsSetAside: number | null;
  /** Another program has kept the library from being written for longer than it should. */
  readonly heldByWriter: boolean;
}

const mostDamage = 5;
const patienceMs = 2000;

/**
 * Looks into a library's file without changing it; null when there is none. Blocks the thread for as long as reading
 * the whole file takes. Never throws because of what is in the file.
 */
export function examineLibrary(root: string): LibraryExamination | null {
  const { database } = libraryFolders(root);
  if (!existsSync(database)) return null;
  let db: Database | null = null;
  try {
    db = new BetterSqlite(database, { readonly: true, timeout: patienceMs });
    loadVectors(db);
    const version = versionOf(db);
    return {
      unreadable: null,
      version,
      damage: damageIn(db),
      brokenReferences: answer(db, 'SELECT count(*) FROM pragma_foreign_key_check', 0),
      roots: rootsIn(db),
      jobsSetAside: jobsSetAsideIn(db),
      heldByWriter: isHeldByWriter(database),
    };
  } catch (error) {
    return { ...nothingKnown, unreadable: messageOf(error) };
  } finally {
    db?.close();
  }
}

const nothingKnown: Omit<LibraryExamination, 'unreadable'> = {
  version: 0,
  damage: [],
  brokenReferences: 0,
  roots: [],
  jobsSetAside: null,
  heldByWriter: false,
};

function damageIn(db: Database): string[] {
  try {
    const verdict = db.prepare(`PRAGMA quick_check(${mostDamage})`).pluck().all() as string[];
    return verdict.filter((line) => line !== 'ok');
  } catch (error) {
    return [messageOf(error)];
  }
}

function rootsIn(db: Database): string[] {
  try {
    return db.prepare('SELECT path FROM roots ORDER BY path').pluck().all() as string[];
  } catch {
    return [];
  }
}

function jobsSetAsideIn(db: Database): number | null {
  const hasList = answer(db, `SELECT count(*) FROM pragma_table_info('jobs') WHERE name = 'state'`, 0) > 0;
  return hasList ? answer(db, `SELECT count(*) FROM jobs WHERE state = 'set-aside'`, 0) : null;
}

/** A query's one number; `otherwise` where the file is too damaged to answer. */
function answer(db: Database, query: string, otherwise: number): number {
  try {
    return db.prepare(query).pluck().get() as number;
  } catch {
    return otherwise;
  }
}

/**
 * Asks for the right to write and gives it back. The reading connection must still be open: the last one that can write
 * would fold the write-ahead log into the file when it closes.
 */
function isHeldByWriter(database: string): boolean {
  let db: Database | null = null;
  try {
    db = new BetterSqlite(database, { fileMustExist: true, timeout: patienceMs });
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    return false;
  } catch (error) {
    return error instanceof BetterSqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
  } finally {
    db?.close();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

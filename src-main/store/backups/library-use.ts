import { existsSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { UserFacingError } from '../../domain/errors.ts';
import { libraryFolders } from '../library-database.ts';

/**
 * Throws a {@link UserFacingError} when any program has the library open: every connection holds a shared lock on a
 * database with a write-ahead log, so that only one that is alone gets the exclusive lock. A file that is no database
 * counts as not in use.
 */
export function refuseWhileInUse(root: string): void {
  const { database } = libraryFolders(root);
  if (!existsSync(database)) return;
  let db: BetterSqlite.Database | null = null;
  try {
    db = new BetterSqlite(database, { timeout: 500 });
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
  } catch (error) {
    if (!(error instanceof BetterSqlite.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) return;
    throw new UserFacingError(
      'library',
      `The library in ${root} is open in another program.`,
      'End every Kinora that uses it, then try again.',
      error,
    );
  } finally {
    db?.close();
  }
}

import { existsSync } from 'node:fs';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { load as loadVectors } from 'sqlite-vec';
import { UserFacingError } from '../../domain/errors.ts';
import { CueTable } from '../cue-table.ts';
import { libraryFolders } from '../library-database.ts';
import { backupsOf, type Backup } from './backup-shelf.ts';
import { checkCopy, putInPlace } from './library-copy.ts';

/** What was done to a library. */
export type Repair =
  | { readonly kind: 'sound' }
  /** Indexes were written anew, rows without the row that they belong to were deleted. */
  | { readonly kind: 'mended'; readonly damage: readonly string[]; readonly orphans: number }
  | {
      readonly kind: 'restored';
      readonly damage: readonly string[];
      readonly backup: Backup;
      /** Where the damaged file lies now. */
      readonly aside: string | null;
    };

const mostDamage = 20;

/**
 * Mends a library that no program has open. What is derived from other rows, indexes and the index of words, is written
 * anew; when that does not help, the newest sound backup takes the place of the file, which is kept. Scanning the folders
 * afterwards indexes again what the backup does not know. Throws a {@link UserFacingError} when there is no library, or
 * no backup that could help.
 */
export function repairLibrary(root: string): Repair {
  const { database } = libraryFolders(root);
  if (!existsSync(database)) {
    throw new UserFacingError(
      'not-found',
      `There is no library in ${root}.`,
      'Name its folder with --library, or put a backup in its place with “kinora library restore”.',
    );
  }
  return mend(database) ?? restoreNewest(root, damageOf(database));
}

/** Null when the damage goes deeper than what can be derived anew. */
function mend(database: string): Repair | null {
  let db: Database | null = null;
  try {
    db = openToMend(database);
    const damage = damageIn(db);
    const orphans = removeOrphans(db);
    if (damage.length === 0) return orphans === 0 ? { kind: 'sound' } : { kind: 'mended', damage, orphans };
    rewriteIndexes(db);
    return damageIn(db).length === 0
      ? { kind: 'mended', damage, orphans: orphans + removeOrphans(db) }
      : null;
  } catch {
    return null;
  } finally {
    db?.close();
  }
}

function openToMend(database: string): Database {
  const db = new BetterSqlite(database, { fileMustExist: true });
  loadVectors(db);
  return db;
}

function damageOf(database: string): string[] {
  let db: Database | null = null;
  try {
    db = openToMend(database);
    return damageIn(db);
  } catch (error) {
    return [(error as Error).message];
  } finally {
    db?.close();
  }
}

/** Unlike the quick check this one compares every index with its table. */
function damageIn(db: Database): string[] {
  const verdict = db.prepare(`PRAGMA integrity_check(${mostDamage})`).pluck().all() as string[];
  return verdict.filter((line) => line !== 'ok');
}

function rewriteIndexes(db: Database): void {
  db.exec('REINDEX');
  db.transaction(() => new CueTable(db).rewriteWords())();
}

/** Deletes rows that name a row which does not exist, until none is left; gives how many. */
function removeOrphans(db: Database): number {
  let removed = 0;
  for (;;) {
    const broken = db
      .prepare('SELECT DISTINCT "table", fkid FROM pragma_foreign_key_check')
      .all() as BrokenKey[];
    if (broken.length === 0) return removed;
    for (const key of broken) removed += db.prepare(deletionOf(db, key)).run().changes;
  }
}

interface BrokenKey {
  readonly table: string;
  readonly fkid: number;
}

interface KeyColumn {
  readonly parent: string;
  readonly from: string;
  /** Null where the parent's own key is meant. */
  readonly to: string | null;
}

/** The statement that deletes the rows of a table whose foreign key finds nothing. */
function deletionOf(db: Database, { table, fkid }: BrokenKey): string {
  const columns = db
    .prepare(
      'SELECT "table" AS parent, "from", "to" FROM pragma_foreign_key_list(?) WHERE id = ? ORDER BY seq',
    )
    .all(table, fkid) as KeyColumn[];
  const parent = columns[0]!.parent;
  const keys = db
    .prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .pluck()
    .all(parent);
  const match = columns.map(({ from, to }, i) => `p."${to ?? String(keys[i])}" = c."${from}"`);
  const given = columns.map(({ from }) => `c."${from}" IS NOT NULL`);
  return `DELETE FROM "${table}" AS c
    WHERE ${given.join(' AND ')} AND NOT EXISTS (SELECT 1 FROM "${parent}" AS p WHERE ${match.join(' AND ')})`;
}

function restoreNewest(root: string, damage: readonly string[]): Repair {
  for (const backup of backupsOf(root)) {
    try {
      checkCopy(backup.path);
    } catch {
      continue;
    }
    return { kind: 'restored', damage, backup, aside: putInPlace(backup.path, root) };
  }
  throw new UserFacingError(
    'library',
    `The library in ${root} is damaged (${damage[0] ?? 'unknown'}) and has no sound backup.`,
    'Move library.sqlite away and index your folders again; your films are not touched.',
  );
}

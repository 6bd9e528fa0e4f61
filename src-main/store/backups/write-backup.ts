import { renameSync, rmSync, statSync } from 'node:fs';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { dropOldBackups, placeForBackup, type Backup } from './backup-shelf.ts';

/** About 4 MB: long enough to be quick, short enough that what waits for the connection does not notice. */
const pagesAtOnce = 1000;

/**
 * Copies a library beside its open connection, page by page, while others read and write. The copy is checked, gets its
 * name only when it is whole, and takes the place of the oldest. Rejects with the signal's reason when that is aborted,
 * and with SQLite's error when the disk is full or the copy is not sound; older backups stay in both cases.
 */
export async function writeBackup(
  db: Database,
  root: string,
  signal: AbortSignal,
  now = new Date(),
): Promise<Backup> {
  // Names hold whole seconds.
  const madeAt = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const path = placeForBackup(root, madeAt);
  const unfinished = `${path}.unfinished`;
  try {
    await db.backup(unfinished, {
      progress: () => {
        signal.throwIfAborted();
        return pagesAtOnce;
      },
    });
    settleCopy(unfinished);
    renameSync(unfinished, path);
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(unfinished + end, { force: true });
  }
  dropOldBackups(root);
  return { path, madeAt, bytes: statSync(path).size };
}

/** Makes a copy one closed, sound file. Throws an Error with SQLite's words when it is not sound. */
export function settleCopy(path: string): void {
  const copy = new BetterSqlite(path);
  try {
    // The copy was taken of a library in use; whoever opens it need not check it for that.
    copy.prepare(`DELETE FROM facts WHERE key = 'open'`).run();
    copy.pragma('journal_mode = DELETE');
    const verdict = copy.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') throw new Error(`The copy is not sound: ${String(verdict)}`);
  } finally {
    copy.close();
  }
}

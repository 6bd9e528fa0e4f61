import type { Database } from 'better-sqlite3';
import { loggedError, type EventLog } from '../domain/event-log.ts';
import { backupsOf, dropOldBackups } from '../store/backups/backup-shelf.ts';
import { writeBackup } from '../store/backups/write-backup.ts';

const dayMs = 24 * 3600 * 1000;
/** How often is looked whether a day has passed; at the first look the start is over. */
const lookMs = 10 * 60 * 1000;

/** Backs up a library once a day while it is open, beside all other work. */
export class DailyBackup {
  readonly #db: Database;
  readonly #root: string;
  readonly #log: EventLog;
  readonly #ending = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> | null = null;

  constructor(db: Database, root: string, log: EventLog) {
    this.#db = db;
    this.#root = root;
    this.#log = log;
  }

  start(): void {
    this.#timer = setInterval(() => this.#look(), lookMs).unref();
  }

  /**
   * After something was deleted that must not be found again: puts a backup of what is left in the place of all others.
   * Where there is none, none is made. The write-ahead log is emptied too.
   */
  async renew(): Promise<void> {
    await this.#writing;
    if (backupsOf(this.#root).length > 0) {
      // First the old ones go: that must happen even when the disk has no room for another.
      dropOldBackups(this.#root, 0);
      await this.#write();
    }
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
  }

  /** Leaves a backup that is being written; the next session makes it. */
  async close(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#ending.abort();
    await this.#writing;
  }

  #look(): void {
    const newest = backupsOf(this.#root)[0];
    const isDue = newest === undefined || Date.now() - newest.madeAt.getTime() >= dayMs;
    if (isDue && !this.#writing) void this.#write();
  }

  #write(): Promise<void> {
    this.#writing = this.#writeTold().finally(() => (this.#writing = null));
    return this.#writing;
  }

  /** A backup that fails is no reason to end anything else: it is told in the log, and tried again. */
  async #writeTold(): Promise<void> {
    const { signal } = this.#ending;
    try {
      const { path, bytes } = await writeBackup(this.#db, this.#root, signal);
      this.#log.tell('backup.written', { path, bytes });
    } catch (error) {
      if (!signal.aborted) this.#log.tell('backup.failed', { error: loggedError(error) });
    }
  }
}

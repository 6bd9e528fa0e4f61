import { sep } from 'node:path';
import type { Database } from 'better-sqlite3';

/** How changes in a folder are noticed: `auto` decides by where it lies. */
export type WatchingChoice = 'auto' | 'events' | 'polling';

export interface FolderRow {
  readonly path: string;
  readonly watching: WatchingChoice;
  /** When its last whole scan ended, as an ISO date; null before the first. */
  readonly scannedAt: string | null;
}

/** The folders whose films belong to the library, and the files in them that the user took out. */
export class FolderTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  all(): FolderRow[] {
    return this.#db
      .prepare('SELECT path, watching, scanned_at AS scannedAt FROM roots ORDER BY path')
      .all() as FolderRow[];
  }

  add(path: string, addedAt: Date): void {
    this.#db
      .prepare('INSERT OR IGNORE INTO roots (path, added_at) VALUES (?, ?)')
      .run(path, addedAt.toISOString());
  }

  remove(path: string): boolean {
    return this.#db.prepare('DELETE FROM roots WHERE path = ?').run(path).changes > 0;
  }

  setWatching(path: string, watching: WatchingChoice): boolean {
    return this.#db.prepare('UPDATE roots SET watching = ? WHERE path = ?').run(watching, path).changes > 0;
  }

  setScanned(path: string, at: Date): void {
    this.#db.prepare('UPDATE roots SET scanned_at = ? WHERE path = ?').run(at.toISOString(), path);
  }

  /** Remembers that a file is not wanted, so that no scan brings it back by itself. */
  leaveOut(path: string): void {
    this.#db.prepare('INSERT OR IGNORE INTO left_out (path) VALUES (?)').run(path);
  }

  /** Wants a file again, or everything in a folder. */
  takeBack(path: string): void {
    const [first, end] = pathsUnder(path);
    this.#db.prepare('DELETE FROM left_out WHERE path = ? OR (path >= ? AND path < ?)').run(path, first, end);
  }

  leftOut(): string[] {
    return this.#db.prepare('SELECT path FROM left_out').pluck().all() as string[];
  }
}

/** The bounds `first <= path < end` of every path inside a folder, in the order in which SQLite compares texts. */
export function pathsUnder(folder: string): readonly [first: string, end: string] {
  const prefix = folder.endsWith(sep) ? folder : folder + sep;
  return [prefix, prefix.slice(0, -1) + String.fromCharCode(sep.charCodeAt(0) + 1)];
}

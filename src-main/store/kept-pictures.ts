import { rmSync } from 'node:fs';
import BetterSqlite, { type Database } from 'better-sqlite3';

/** Which pictures of which film: those of a film are kept apart by what they are for. */
export interface AlbumKey {
  /** The film's fingerprint. */
  readonly film: string;
  readonly purpose: 'sketch' | 'dense' | 'faces';
  /** Names how the pictures were chosen; pictures chosen by another rule are of no use. */
  readonly rule: string;
}

/** A picture of an album. */
export interface KeptPicture {
  /** What its maker noted about it, as JSON. */
  readonly note: string;
  /** Empty for a note alone. */
  readonly jpeg: Uint8Array;
}

/** Pictures in the order of their numbers, from 0. */
export interface Album {
  readonly count: number;
  picture(number: number): KeptPicture | null;
}

/** An album that is being filled. It can be read only once it is `finished`. */
export interface NewAlbum {
  add(number: number, picture: KeptPicture): void;
  finish(): void;
}

const usualBytes = 4_000_000_000;
const schema = `
CREATE TABLE IF NOT EXISTS albums (
  id INTEGER PRIMARY KEY,
  film TEXT NOT NULL,
  purpose TEXT NOT NULL,
  rule TEXT NOT NULL,
  finished INTEGER NOT NULL DEFAULT 0,
  used_at INTEGER NOT NULL,
  UNIQUE (film, purpose)
) STRICT;
CREATE TABLE IF NOT EXISTS pictures (
  album_id INTEGER NOT NULL REFERENCES albums ON DELETE CASCADE,
  number INTEGER NOT NULL,
  note TEXT NOT NULL,
  jpeg BLOB NOT NULL,
  bytes INTEGER NOT NULL,
  UNIQUE (album_id, number)
) STRICT;
CREATE INDEX IF NOT EXISTS bytes_by_album ON pictures (album_id, bytes);
`;

/**
 * Decoded pictures that models looked at, kept for the models that come after them: another model then needs no decode.
 * A file of its own beside the library, which can be deleted at any time. Nothing here ever fails: a cache that cannot be
 * opened or written keeps nothing. Albums not used for longest go first when it grows over its size.
 */
export class KeptPictures {
  readonly #mostBytes: number;
  #db: Database | null;
  #bytes: number;

  constructor(path: string, mostBytes = usualBytes) {
    this.#mostBytes = mostBytes;
    this.#db = openOrReplace(path);
    this.#bytes = this.#try((db) => totalBytes(db)) ?? 0;
  }

  /** Begins an album in the place of the one that was kept for the film and purpose. */
  begin({ film, purpose, rule }: AlbumKey): NewAlbum {
    const id = this.#try((db) => {
      db.prepare('DELETE FROM albums WHERE film = ? AND purpose = ?').run(film, purpose);
      this.#bytes = totalBytes(db);
      const insert = db.prepare('INSERT INTO albums (film, purpose, rule, used_at) VALUES (?, ?, ?, ?)');
      return Number(insert.run(film, purpose, rule, Date.now()).lastInsertRowid);
    });
    let isWhole = id !== null;
    const write = (work: (db: Database) => void): void => {
      if (isWhole) isWhole = this.#try((db) => (work(db), true)) ?? false;
    };
    return {
      add: (number, { note, jpeg }) =>
        write((db) => {
          const bytes = jpeg.byteLength + note.length;
          db.prepare('INSERT INTO pictures VALUES (?, ?, ?, ?, ?)').run(id, number, note, jpeg, bytes);
          this.#bytes += bytes;
          if (this.#bytes > this.#mostBytes) this.#makeRoom(db, id!);
        }),
      finish: () => write((db) => db.prepare('UPDATE albums SET finished = 1 WHERE id = ?').run(id)),
    };
  }

  /** A finished album; null when none was kept that was chosen by this rule. */
  album({ film, purpose, rule }: AlbumKey): Album | null {
    return this.#try((db) => {
      const id = db
        .prepare('SELECT id FROM albums WHERE film = ? AND purpose = ? AND rule = ? AND finished = 1')
        .pluck()
        .get(film, purpose, rule) as number | undefined;
      if (id === undefined) return null;
      db.prepare('UPDATE albums SET used_at = ? WHERE id = ?').run(Date.now(), id);
      const count = db.prepare('SELECT count(*) FROM pictures WHERE album_id = ?').pluck().get(id) as number;
      return { count, picture: (number) => this.#picture(id, number) };
    });
  }

  /** Deletes everything that was kept of a film. */
  forget(film: string): void {
    this.#try((db) => {
      db.prepare('DELETE FROM albums WHERE film = ?').run(film);
      db.pragma('incremental_vacuum');
      this.#bytes = totalBytes(db);
    });
  }

  close(): void {
    this.#try((db) => db.close());
    this.#db = null;
  }

  #picture(id: number, number: number): KeptPicture | null {
    return this.#try(
      (db) =>
        (db.prepare('SELECT note, jpeg FROM pictures WHERE album_id = ? AND number = ?').get(id, number) as
          KeptPicture | undefined) ?? null,
    );
  }

  /** Throws when the album that is being filled leaves no room for others: it is too large to be kept. */
  #makeRoom(db: Database, filling: number): void {
    const others = db
      .prepare('SELECT id FROM albums WHERE id <> ? ORDER BY used_at, id')
      .pluck()
      .all(filling) as number[];
    for (const id of others) {
      if (this.#bytes <= this.#mostBytes) break;
      db.prepare('DELETE FROM albums WHERE id = ?').run(id);
      this.#bytes = totalBytes(db);
    }
    if (this.#bytes > this.#mostBytes) {
      db.prepare('DELETE FROM albums WHERE id = ?').run(filling);
      this.#bytes = totalBytes(db);
    }
    db.pragma('incremental_vacuum');
  }

  #try<T>(work: (db: Database) => T): T | null {
    if (!this.#db) return null;
    try {
      return work(this.#db);
    } catch {
      return null;
    }
  }
}

function totalBytes(db: Database): number {
  return db.prepare('SELECT coalesce(sum(bytes), 0) FROM pictures').pluck().get() as number;
}

/** Opens the cache's file; one that is damaged, or of another form, is replaced. Null when that cannot be done. */
function openOrReplace(path: string): Database | null {
  try {
    return open(path);
  } catch (error) {
    if (!isOfAnotherForm(error)) return null;
    try {
      for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
      return open(path);
    } catch {
      return null;
    }
  }
}

/** Whether a file is damaged or no cache of this version; a file that another process is busy with is neither. */
function isOfAnotherForm(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^SQLITE_(NOTADB|CORRUPT|ERROR)/.test(code);
}

function open(path: string): Database {
  const db = new BetterSqlite(path);
  try {
    db.pragma('auto_vacuum = INCREMENTAL');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    // Faces are among the pictures: what is deleted is overwritten.
    db.pragma('secure_delete = ON');
    db.pragma('foreign_keys = ON');
    db.exec(schema);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

import type { Database } from 'better-sqlite3';
import type { CollectedMoment, Collection, CollectionAction } from '../domain/collection.ts';

/** A collection without what it holds. */
export interface CollectionRow {
  readonly id: number;
  readonly name: string;
  /** ISO 8601. */
  readonly madeAt: string;
  /** When something was put into it last; ISO 8601. */
  readonly usedAt: string;
}

export type StoredCollection = CollectionRow & Collection;

export interface LoggedChange {
  readonly id: number;
  readonly action: CollectionAction;
  readonly collectionId: number;
  /** Null where the change made the collection. */
  readonly before: StoredCollection | null;
}

/** So many changes can be taken back. */
const mostChanges = 200;

const columns = 'id, name, made_at AS madeAt, used_at AS usedAt';

/** The user's collections, and the log of their changes. */
export class CollectionTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The one used last comes first. */
  all(): CollectionRow[] {
    return this.#db
      .prepare(`SELECT ${columns} FROM collections ORDER BY used_at DESC, id DESC`)
      .all() as CollectionRow[];
  }

  byId(id: number): CollectionRow | null {
    return this.#row('id', id);
  }

  /** Whatever the case of its letters. */
  byName(name: string): CollectionRow | null {
    return this.#row('name', name);
  }

  /** What a collection holds, in its order. */
  moments(collectionId: number): CollectedMoment[] {
    return this.#db
      .prepare(
        `SELECT id, fingerprint, title, start, "end", note FROM collected_moments
         WHERE collection_id = ? ORDER BY place`,
      )
      .all(collectionId) as CollectedMoment[];
  }

  /** Makes an empty collection; gives its number. */
  make(name: string, now: Date): number {
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO collections (name, made_at, used_at) VALUES (?, ?, ?)')
      .run(name, now.toISOString(), now.toISOString());
    return Number(lastInsertRowid);
  }

  /** Puts a collection in the place of what was kept under its number. Moments that have no number get one. */
  keep({ id, name, madeAt, usedAt, moments }: StoredCollection): void {
    this.#db
      .prepare(
        `INSERT INTO collections (id, name, made_at, used_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, used_at = excluded.used_at`,
      )
      .run(id, name, madeAt, usedAt);
    this.#db.prepare('DELETE FROM collected_moments WHERE collection_id = ?').run(id);
    const insert = this.#db.prepare(
      `INSERT INTO collected_moments (id, collection_id, place, fingerprint, title, start, "end", note)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const [place, moment] of moments.entries()) {
      const { fingerprint, title, start, end, note } = moment;
      insert.run('id' in moment ? moment.id : null, id, place, fingerprint, title, start, end, note);
    }
  }

  remove(id: number): void {
    this.#db.prepare('DELETE FROM collections WHERE id = ?').run(id);
  }

  /** Notes a change, so that it can be taken back. */
  log({ action, collectionId, before }: Omit<LoggedChange, 'id'>, now: Date): void {
    this.#db
      .prepare('INSERT INTO collection_changes (action, collection_id, before, made_at) VALUES (?, ?, ?, ?)')
      .run(action, collectionId, before === null ? null : JSON.stringify(before), now.toISOString());
    this.#db
      .prepare(
        `DELETE FROM collection_changes WHERE id <= (SELECT max(id) FROM collection_changes) - ${mostChanges}`,
      )
      .run();
  }

  /** The latest change that was not taken back. */
  lastChange(): LoggedChange | null {
    const row = this.#db
      .prepare(
        'SELECT id, action, collection_id AS collectionId, before FROM collection_changes ORDER BY id DESC LIMIT 1',
      )
      .get() as (Omit<LoggedChange, 'before'> & { before: string | null }) | undefined;
    if (!row) return null;
    // Written by `log` alone.
    return { ...row, before: row.before === null ? null : (JSON.parse(row.before) as StoredCollection) };
  }

  forgetChange(id: number): void {
    this.#db.prepare('DELETE FROM collection_changes WHERE id = ?').run(id);
  }

  #row(column: 'id' | 'name', value: number | string): CollectionRow | null {
    const row = this.#db.prepare(`SELECT ${columns} FROM collections WHERE ${column} = ?`).get(value);
    return (row as CollectionRow | undefined) ?? null;
  }
}

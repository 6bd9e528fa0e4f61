import type { Database } from 'better-sqlite3';

/** A search that is kept until it is forgotten. */
export interface SavedSearch {
  readonly id: number;
  /** The query itself where nobody gave it a name. */
  readonly name: string;
  readonly query: string;
}

/** So many of the latest searches are remembered. */
const mostRecent = 50;

/** The person's searches. */
export class SearchTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Keeps a search; one that is kept already takes the new name. */
  save(name: string, query: string, now: Date): SavedSearch {
    return this.#db
      .prepare(
        `INSERT INTO saved_searches (name, query, saved_at) VALUES (?, ?, ?)
         ON CONFLICT (query) DO UPDATE SET name = excluded.name
         RETURNING id, name, query`,
      )
      .get(name, query, now.toISOString()) as SavedSearch;
  }

  /** Forgets a kept search and gives it, so that it can be kept again; null when there is none. */
  forget(id: number): SavedSearch | null {
    const gone = this.#db
      .prepare('DELETE FROM saved_searches WHERE id = ? RETURNING id, name, query')
      .get(id);
    return (gone as SavedSearch | undefined) ?? null;
  }

  /** Those kept last come first. */
  saved(): SavedSearch[] {
    return this.#db
      .prepare('SELECT id, name, query FROM saved_searches ORDER BY saved_at DESC, id DESC')
      .all() as SavedSearch[];
  }

  /** Remembers that a search was made. */
  note(query: string, now: Date): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO recent_searches (query, asked_at) VALUES (?, ?)')
      .run(query, now.toISOString());
    this.#db
      .prepare(
        `DELETE FROM recent_searches WHERE query NOT IN (
           SELECT query FROM recent_searches ORDER BY asked_at DESC LIMIT ${mostRecent})`,
      )
      .run();
  }

  /** Replaces everything that is remembered of the searches that were made; the latest first. */
  replaceRecent(queries: readonly string[], now: Date): void {
    this.#db.prepare('DELETE FROM recent_searches').run();
    for (const [at, query] of queries.entries()) this.note(query, new Date(now.getTime() - at));
  }

  /** The latest first. */
  recent(): string[] {
    return this.#db
      .prepare('SELECT query FROM recent_searches ORDER BY asked_at DESC')
      .pluck()
      .all() as string[];
  }
}

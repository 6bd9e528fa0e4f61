import type { Database } from 'better-sqlite3';
import type { z } from 'zod';

/** A setting of one library: its name, what it may hold, and what holds while nobody has set it. */
export interface Setting<T> {
  readonly key: string;
  readonly shape: z.ZodType<T>;
  readonly fallback: T;
}

/** What the user set for one library, as JSON by name. */
export class SettingsTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The value of a setting; its fallback when it is not set, or when what is stored does not fit its shape. */
  get<T>({ key, shape, fallback }: Setting<T>): T {
    const stored = this.#db.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(key);
    if (typeof stored !== 'string') return fallback;
    try {
      return shape.parse(JSON.parse(stored));
    } catch {
      return fallback;
    }
  }

  /** Stores a value. Throws a ZodError when it does not fit the setting's shape. */
  set<T>({ key, shape }: Setting<T>, value: T): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)')
      .run(key, JSON.stringify(shape.parse(value)));
  }

  /** Lets the fallback hold again. */
  clear({ key }: Setting<unknown>): void {
    this.#db.prepare('DELETE FROM settings WHERE key = ?').run(key);
  }
}

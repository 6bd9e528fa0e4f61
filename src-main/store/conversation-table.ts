import type { Database } from 'better-sqlite3';

export interface ConversationRow {
  readonly name: string;
  readonly turns: number;
  /** ISO 8601. */
  readonly begunAt: string;
}

/** Conversations by name; their turns as texts that only the conversation itself reads. */
export class ConversationTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The latest first. */
  all(): ConversationRow[] {
    return this.#db
      .prepare(
        `SELECT name, begun_at AS begunAt,
           (SELECT count(*) FROM conversation_turns t WHERE t.conversation_id = c.id) AS turns
         FROM conversations c ORDER BY c.id DESC`,
      )
      .all() as ConversationRow[];
  }

  /** The turns of a conversation in their order; none when nobody has begun it. */
  turns(name: string): string[] {
    return this.#db
      .prepare(
        `SELECT turn FROM conversation_turns
         WHERE conversation_id = (SELECT id FROM conversations WHERE name = ?) ORDER BY place`,
      )
      .pluck()
      .all(name) as string[];
  }

  /** Keeps turns from a place on, in the place of all that stood there and behind it. */
  keep(name: string, from: number, turns: readonly string[], now: Date): void {
    this.#db
      .prepare('INSERT INTO conversations (name, begun_at) VALUES (?, ?) ON CONFLICT (name) DO NOTHING')
      .run(name, now.toISOString());
    const id = this.#db.prepare('SELECT id FROM conversations WHERE name = ?').pluck().get(name);
    this.#db.prepare('DELETE FROM conversation_turns WHERE conversation_id = ? AND place >= ?').run(id, from);
    const insert = this.#db.prepare(
      'INSERT INTO conversation_turns (conversation_id, place, turn) VALUES (?, ?, ?)',
    );
    turns.forEach((turn, at) => insert.run(id, from + at, turn));
  }

  /** False when there was none. */
  forget(name: string): boolean {
    return this.#db.prepare('DELETE FROM conversations WHERE name = ?').run(name).changes > 0;
  }
}

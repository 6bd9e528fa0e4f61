import type { Database } from 'better-sqlite3';
import type { FrameVector } from './frame-table.ts';
import { decodeVector, encodeVector } from './vector-code.ts';

/** A picture or clip that was brought along to search for its like. */
export interface ExampleRow {
  /** `x` and 32 hex digits of what is in it, so that the same file is the same example. */
  readonly id: string;
  /** As its file is called. */
  readonly name: string;
  readonly kind: 'picture' | 'clip';
  /** Seconds; 0 for a picture. */
  readonly duration: number;
}

/** So many are kept; those brought along longest ago go first. */
const mostExamples = 500;

/** Examples with what their pictures show, kept so that a search's address can be opened again. */
export class ExampleTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Keeps an example, or what another model sees in one that is there.
   * @param preview a small JPEG
   */
  keep(
    { id, name, kind, duration }: ExampleRow,
    preview: Buffer,
    model: string,
    frames: readonly FrameVector[],
    now: Date,
  ): void {
    this.#db
      .prepare(
        `INSERT INTO examples (id, name, kind, duration, preview, added_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, added_at = excluded.added_at`,
      )
      .run(id, name, kind, duration, preview, now.toISOString());
    this.#db.prepare('DELETE FROM example_frames WHERE example_id = ?').run(id);
    const insert = this.#db.prepare(
      'INSERT INTO example_frames (example_id, position, time, model, vector) VALUES (?, ?, ?, ?, ?)',
    );
    frames.forEach(({ time, vector }, position) =>
      insert.run(id, position, time, model, encodeVector(vector)),
    );
    this.#db
      .prepare(
        `DELETE FROM examples WHERE id NOT IN (
           SELECT id FROM examples ORDER BY added_at DESC, id LIMIT ${mostExamples})`,
      )
      .run();
  }

  byId(id: string): ExampleRow | null {
    const row = this.#db.prepare('SELECT id, name, kind, duration FROM examples WHERE id = ?').get(id);
    return (row as ExampleRow | undefined) ?? null;
  }

  /** The small JPEG of an example. */
  preview(id: string): Buffer | null {
    const bytes = this.#db.prepare('SELECT preview FROM examples WHERE id = ?').pluck().get(id);
    return (bytes as Buffer | undefined) ?? null;
  }

  /** What an example shows, in time order, and which model says so. */
  frames(id: string): (FrameVector & { readonly model: string })[] {
    const rows = this.#db
      .prepare('SELECT time, model, vector FROM example_frames WHERE example_id = ? ORDER BY position')
      .all(id) as { time: number; model: string; vector: Buffer }[];
    return rows.map(({ time, model, vector }) => ({ time, model, vector: decodeVector(vector) }));
  }
}

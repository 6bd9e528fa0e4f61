import type { Database } from 'better-sqlite3';
import type { Box } from '../domain/box.ts';

/** A box of a track, in pixels of the displayed picture. */
export interface DrawnTrackBox extends Box {
  readonly time: number;
  /** 0..1 */
  readonly confidence: number;
  /** False where the thing was hidden or not recognised. */
  readonly seen: boolean;
}

/** What became of a box that the user drew around a thing. */
export interface NewDrawnTrack {
  readonly fingerprint: string;
  readonly start: number;
  readonly end: number;
  /** Frames a second of the film. */
  readonly frameRate: number;
  /** In order of time. */
  readonly boxes: readonly DrawnTrackBox[];
}

export interface DrawnTrackRow extends NewDrawnTrack {
  readonly id: number;
}

interface RawRow {
  id: number;
  fingerprint: string;
  start: number;
  end: number;
  frame_rate: number;
  boxes: string;
}

/** The tracks that the user made. */
export class DrawnTrackTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add({ fingerprint, start, end, frameRate, boxes }: NewDrawnTrack, madeAt: Date): number {
    const { lastInsertRowid } = this.#db
      .prepare(
        `INSERT INTO drawn_tracks (fingerprint, start, "end", frame_rate, boxes, made_at) VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(fingerprint, start, end, frameRate, JSON.stringify(boxes), madeAt.toISOString());
    return Number(lastInsertRowid);
  }

  byId(id: number): DrawnTrackRow | null {
    const row = this.#db.prepare('SELECT * FROM drawn_tracks WHERE id = ? AND removed = 0').get(id);
    return row ? trackOf(row as RawRow) : null;
  }

  /** The tracks of a film in order of time. */
  byFilm(fingerprint: string): DrawnTrackRow[] {
    const rows = this.#db
      .prepare('SELECT * FROM drawn_tracks WHERE fingerprint = ? AND removed = 0 ORDER BY start, id')
      .all(fingerprint);
    return (rows as RawRow[]).map(trackOf);
  }

  /** Takes a track away so that it can be brought back, until the next one is. False when there is no such track. */
  remove(id: number): boolean {
    this.#db.prepare('DELETE FROM drawn_tracks WHERE removed = 1').run();
    return this.#db.prepare('UPDATE drawn_tracks SET removed = 1 WHERE id = ?').run(id).changes > 0;
  }

  /** Brings back the track that was taken away last. False when it is gone. */
  restore(id: number): boolean {
    const { changes } = this.#db
      .prepare('UPDATE drawn_tracks SET removed = 0 WHERE id = ? AND removed = 1')
      .run(id);
    return changes > 0;
  }
}

function trackOf({ id, fingerprint, start, end, frame_rate, boxes }: RawRow): DrawnTrackRow {
  return { id, fingerprint, start, end, frameRate: frame_rate, boxes: JSON.parse(boxes) as DrawnTrackBox[] };
}

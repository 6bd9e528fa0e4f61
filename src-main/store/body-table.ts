import type { Database } from 'better-sqlite3';
import type { BodySample } from '../domain/body.ts';
import type { Box } from '../domain/box.ts';
import type { Interval } from '../domain/interval.ts';
import { vectorBytes, vectorOf } from './face-table.ts';

/** One body through a shot. */
export interface NewBodyTrack extends Interval {
  readonly model: string;
  /** As many numbers as the model gives, length 1. */
  readonly look: Float32Array;
  /** What the whole picture showed at the first and the last sample, see indexing/bodies/surroundings.ts. */
  readonly firstView: Uint8Array;
  readonly lastView: Uint8Array;
  /** In time order, one at least. */
  readonly samples: readonly BodySample[];
}

export interface BodyTrackRow extends NewBodyTrack {
  readonly id: number;
}

interface StoredTrack extends Interval {
  readonly id: number;
  readonly model: string;
  readonly look: Buffer;
  readonly firstView: Buffer;
  readonly lastView: Buffer;
}

interface StoredBody extends Box {
  readonly trackId: number;
  readonly time: number;
  readonly confidence: number;
}

/** Body tracks and where they were seen. */
export class BodyTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  replaceTracks(videoId: number, tracks: readonly NewBodyTrack[]): void {
    this.#db.prepare('DELETE FROM body_tracks WHERE video_id = ?').run(videoId);
    const insertTrack = this.#db.prepare(
      `INSERT INTO body_tracks (video_id, start, "end", model, look, first_view, last_view)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    const insertBody = this.#db.prepare(
      'INSERT INTO bodies (track_id, time, x, y, width, height, confidence) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    for (const { start, end, model, look, firstView, lastView, samples } of tracks) {
      const bytes = vectorBytes(look);
      const { lastInsertRowid } = insertTrack.run(videoId, start, end, model, bytes, firstView, lastView);
      for (const { time, box, confidence } of samples) {
        insertBody.run(lastInsertRowid, time, box.x, box.y, box.width, box.height, confidence);
      }
    }
  }

  /** Every body of a film with its samples, by start. */
  tracks(videoId: number): BodyTrackRow[] {
    const bodies = this.#db
      .prepare(
        `SELECT b.track_id AS trackId, b.time, b.x, b.y, b.width, b.height, b.confidence
         FROM body_tracks t JOIN bodies b ON b.track_id = t.id WHERE t.video_id = ? ORDER BY b.track_id, b.time`,
      )
      .all(videoId) as StoredBody[];
    const samples = Map.groupBy(bodies, ({ trackId }) => trackId);
    const rows = this.#db
      .prepare(
        `SELECT id, start, "end", model, look, first_view AS firstView, last_view AS lastView
         FROM body_tracks WHERE video_id = ? ORDER BY start, id`,
      )
      .all(videoId) as StoredTrack[];
    return rows.map(({ look, ...row }) => ({
      ...row,
      look: vectorOf(look),
      samples: (samples.get(row.id) ?? []).map(({ time, x, y, width, height, confidence }) => ({
        time,
        box: { x, y, width, height },
        confidence,
      })),
    }));
  }
}

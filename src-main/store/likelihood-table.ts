import type { Database } from 'better-sqlite3';
import type { Interval } from '../domain/interval.ts';

/** How somebody is known to be on screen: the face is seen, only the body, or neither for a while within a shot. */
export type SeenAs = 'face' | 'body' | 'hidden';

/** The likelihood that a person is on screen, during which it stays the same. */
export interface LikelihoodStep extends Interval {
  readonly personId: number;
  /** Calibrated, 0..1. */
  readonly probability: number;
  readonly seen: SeenAs;
  /** The face track by which the person is known. */
  readonly trackId: number;
}

/** How likely it is at every time of a film that a person is on screen. */
export class LikelihoodTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Films whose likelihoods have to be told anew, ascending. */
  behind(): number[] {
    return this.#db
      .prepare(
        `SELECT id FROM videos WHERE id NOT IN (SELECT video_id FROM likely_films)
         AND (id IN (SELECT video_id FROM face_tracks) OR id IN (SELECT video_id FROM likelihoods)) ORDER BY id`,
      )
      .pluck()
      .all() as number[];
  }

  /** Has the likelihoods of the films of some face tracks told anew. */
  forgetFilmsOf(trackIds: readonly number[]): void {
    this.#db
      .prepare(
        `DELETE FROM likely_films WHERE video_id IN
         (SELECT video_id FROM face_tracks WHERE id IN (SELECT value FROM json_each(?)))`,
      )
      .run(JSON.stringify(trackIds));
  }

  /** Replaces a film's likelihoods, which agree with its tracks and identities from now on. */
  replace(videoId: number, steps: readonly LikelihoodStep[]): void {
    this.#db.prepare('DELETE FROM likelihoods WHERE video_id = ?').run(videoId);
    const insert = this.#db.prepare(
      `INSERT INTO likelihoods (video_id, person_id, start, "end", probability, seen, track_id)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const { personId, start, end, probability, seen, trackId } of steps) {
      insert.run(videoId, personId, start, end, probability, seen, trackId);
    }
    this.#db.prepare('INSERT OR IGNORE INTO likely_films (video_id) VALUES (?)').run(videoId);
  }

  /** A person's likelihood over a film, in time order. */
  of(videoId: number, personId: number): LikelihoodStep[] {
    return this.#db
      .prepare(
        `SELECT person_id AS personId, start, "end", probability, seen, track_id AS trackId
         FROM likelihoods WHERE video_id = ? AND person_id = ? ORDER BY start`,
      )
      .all(videoId, personId) as LikelihoodStep[];
  }
}

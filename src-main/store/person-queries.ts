import type { Database } from 'better-sqlite3';

/** A face that shows a person. */
export interface PersonFace {
  readonly trackId: number;
  /** Calibrated certainty that it does, 0..1; 1 where the user said so. */
  readonly confidence: number;
}

/** What the user answered about a face and a person. */
export interface AnsweredFace {
  readonly trackId: number;
  readonly shows: boolean;
}

/** Whoever shares more seconds of a film than this is not one person. */
const leastSharedSeconds = 0.3;

/** The faces of named people, and what was answered about them. */
export class PersonQueries {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The faces that show a person, the clearest first. */
  faces(personId: number, limit: number, offset: number): PersonFace[] {
    return this.#db
      .prepare(
        `SELECT t.id AS trackId, i.confidence FROM identities i JOIN face_tracks t ON t.id = i.track_id
         WHERE i.person_id = ? ORDER BY t.quality DESC, t.id LIMIT ? OFFSET ?`,
      )
      .all(personId, limit, offset) as PersonFace[];
  }

  /** Whom each track shows that shows anybody, with how sure that is, 0..1. */
  shown(): Map<number, { personId: number; confidence: number }> {
    const rows = this.#db
      .prepare('SELECT track_id AS trackId, person_id AS personId, confidence FROM identities')
      .all() as { trackId: number; personId: number; confidence: number }[];
    return new Map(rows.map(({ trackId, ...shown }) => [trackId, shown]));
  }

  faceCount(personId: number): number {
    return this.#db
      .prepare('SELECT count(*) FROM identities WHERE person_id = ?')
      .pluck()
      .get(personId) as number;
  }

  /** The latest answer about each face that was asked about, the last answered first. */
  answers(personId: number): AnsweredFace[] {
    const rows = this.#db
      .prepare(
        `SELECT track_id AS trackId, action, max(decision_id) AS latest
         FROM decided_faces JOIN decisions ON decisions.id = decision_id
         WHERE person_id = ? AND track_id IS NOT NULL
           AND (action IN ('confirm', 'refuse') OR (action = 'not-this' AND side = 1))
         GROUP BY track_id ORDER BY latest DESC`,
      )
      .all(personId) as { trackId: number; action: string }[];
    return rows.map(({ trackId, action }) => ({ trackId, shows: action === 'confirm' }));
  }

  /** Whom a track shows; null when that is not known. */
  personOf(trackId: number): number | null {
    const id = this.#db.prepare('SELECT person_id FROM identities WHERE track_id = ?').pluck().get(trackId);
    return (id as number | undefined) ?? null;
  }

  /** Whether some film shows two people at the same time. */
  areSeenTogether(personId: number, otherId: number): boolean {
    const found = this.#db
      .prepare(
        `SELECT 1 FROM identities i JOIN face_tracks t ON t.id = i.track_id
           JOIN face_tracks u ON u.video_id = t.video_id AND u.start < t."end" AND u."end" > t.start
           JOIN identities j ON j.track_id = u.id
         WHERE i.person_id = ? AND j.person_id = ? AND min(t."end", u."end") - max(t.start, u.start) > ? LIMIT 1`,
      )
      .get(personId, otherId, leastSharedSeconds);
    return found !== undefined;
  }
}

import type { Database } from 'better-sqlite3';
import type { FaceAnchor } from '../domain/face-anchor.ts';

/** `unite`: two people are one; all others are about faces. */
export type DecisionAction = 'name' | 'merge' | 'split' | 'not-this' | 'ignore' | 'unite';

export interface NewDecision {
  readonly action: DecisionAction;
  readonly personId: number | null;
  /** What undoing does besides taking the decision away; JSON. */
  readonly inverse: string;
  readonly faces: readonly NewDecidedFace[];
}

export interface NewDecidedFace extends FaceAnchor {
  readonly trackId: number;
  readonly side: number;
}

export interface DecisionRow {
  readonly id: number;
  readonly action: DecisionAction;
  readonly personId: number | null;
  readonly inverse: string;
}

/** What a decision says of a track. */
export interface DecidedTrack {
  readonly decisionId: number;
  readonly action: DecisionAction;
  readonly personId: number | null;
  readonly side: number;
  readonly trackId: number;
}

/** A decided face whose track is not known: the film was indexed again. */
export interface UnfoundFace extends FaceAnchor {
  readonly id: number;
  readonly videoId: number;
}

/** What the user decided about faces, as a log that can be undone from its end. */
export class DecisionTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add({ action, personId, inverse, faces }: NewDecision, madeAt: Date): number {
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO decisions (action, person_id, inverse, made_at) VALUES (?, ?, ?, ?)')
      .run(action, personId, inverse, madeAt.toISOString());
    const insert = this.#db.prepare(
      `INSERT INTO decided_faces (decision_id, fingerprint, time, x, y, width, height, side, track_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const { fingerprint, time, box, side, trackId } of faces) {
      insert.run(lastInsertRowid, fingerprint, time, box.x, box.y, box.width, box.height, side, trackId);
    }
    return Number(lastInsertRowid);
  }

  /** The latest decision; null when nothing was decided or all is undone. */
  last(): DecisionRow | null {
    const row = this.#db
      .prepare('SELECT id, action, person_id AS personId, inverse FROM decisions ORDER BY id DESC LIMIT 1')
      .get();
    return (row as DecisionRow | undefined) ?? null;
  }

  remove(id: number): void {
    this.#db.prepare('DELETE FROM decisions WHERE id = ?').run(id);
  }

  /** Lets the decisions about one person be about another; gives their ids. */
  movePerson(from: number, to: number): number[] {
    return this.#db
      .prepare('UPDATE decisions SET person_id = ? WHERE person_id = ? RETURNING id')
      .pluck()
      .all(to, from) as number[];
  }

  setPerson(ids: readonly number[], personId: number): void {
    this.#db
      .prepare('UPDATE decisions SET person_id = ? WHERE id IN (SELECT value FROM json_each(?))')
      .run(personId, JSON.stringify(ids));
  }

  /** What was decided about the tracks there are, in the order of the decisions. */
  tracks(): DecidedTrack[] {
    return this.#db
      .prepare(
        `SELECT decision_id AS decisionId, action, person_id AS personId, side, track_id AS trackId
         FROM decided_faces JOIN decisions ON decisions.id = decision_id
         WHERE track_id IS NOT NULL ORDER BY decision_id, decided_faces.id`,
      )
      .all() as DecidedTrack[];
  }

  /** The tracks of one decision. */
  tracksOf(decisionId: number): number[] {
    return this.#db
      .prepare('SELECT track_id FROM decided_faces WHERE decision_id = ? AND track_id IS NOT NULL')
      .pluck()
      .all(decisionId) as number[];
  }

  /** Whether anything was decided about a person. */
  concern(personId: number): boolean {
    return this.#db.prepare('SELECT 1 FROM decisions WHERE person_id = ?').get(personId) !== undefined;
  }

  /** Tracks of the decisions about a person. */
  tracksOfPerson(personId: number): number[] {
    return this.#db
      .prepare(
        `SELECT DISTINCT track_id FROM decided_faces JOIN decisions ON decisions.id = decision_id
         WHERE person_id = ? AND track_id IS NOT NULL`,
      )
      .pluck()
      .all(personId) as number[];
  }

  /** Decided faces that await their track in a film that has tracks. */
  unfound(): UnfoundFace[] {
    const rows = this.#db
      .prepare(
        `SELECT d.id, v.id AS videoId, d.fingerprint, d.time, d.x, d.y, d.width, d.height
         FROM decided_faces d JOIN videos v ON v.fingerprint = d.fingerprint
         WHERE d.track_id IS NULL AND EXISTS (SELECT 1 FROM face_tracks t WHERE t.video_id = v.id)
         ORDER BY v.id, d.id`,
      )
      .all() as (Omit<UnfoundFace, 'box'> & UnfoundFace['box'])[];
    return rows.map(({ x, y, width, height, ...face }) => ({ ...face, box: { x, y, width, height } }));
  }

  setTrack(faceId: number, trackId: number): void {
    this.#db.prepare('UPDATE decided_faces SET track_id = ? WHERE id = ?').run(trackId, faceId);
  }
}

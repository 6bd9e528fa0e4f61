import type { Database, Statement } from 'better-sqlite3';
import { conceptSeen } from '../domain/concept.ts';
import type { Interval } from '../domain/interval.ts';

/** A face track that shows a named person, or a frame that shows a concept for the stretch it stands for. */
export interface IdentifiedTrack extends Interval {
  /** The face track; the frame's place in time, in milliseconds, for a concept. */
  readonly trackId: number;
  readonly videoId: number;
  /** Whom or what it shows, see {@link presenceIdOf}. */
  readonly personId: number;
  readonly person: string;
  /** Calibrated certainty that it does, 0..1. */
  readonly confidence: number;
}

/**
 * Note: people and concepts in one row of numbers
 * A query asks for people and concepts alike, at the same time and in any mixture. So that every rule about who is on
 * screen together holds for both, they are told apart by the sign alone: a concept's number is negative there.
 */
export function presenceIdOf(concept: { readonly id: number }): number {
  return -concept.id;
}

export function isConceptTrack({ personId }: Pick<IdentifiedTrack, 'personId'>): boolean {
  return personId < 0;
}

const faces = `SELECT t.id AS trackId, t.video_id AS videoId, t.start, t."end", i.confidence,
    p.id AS personId, p.name AS person
  FROM identities i JOIN face_tracks t ON t.id = i.track_id JOIN people p ON p.id = i.person_id`;

const things = `SELECT CAST(round(f.time * 1000) AS INTEGER) AS trackId, f.video_id AS videoId, f.start, f."end",
    f.likelihood AS confidence, -c.id AS personId, c.name AS person
  FROM concept_frames f JOIN concepts c ON c.id = f.concept_id
  WHERE f.likelihood >= ${conceptSeen}`;

/** Who and what is on screen when. */
export class PresenceQueries {
  readonly #db: Database;
  #selectTracks: Statement | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Videos in which every one of these appears, ascending. */
  videosOfAll(personIds: readonly number[]): number[] {
    return this.#db
      .prepare(
        `SELECT video_id FROM (
           SELECT t.video_id, i.person_id FROM identities i JOIN face_tracks t ON t.id = i.track_id
           UNION ALL
           SELECT video_id, -concept_id FROM concept_frames WHERE likelihood >= ${conceptSeen}
         ) WHERE person_id IN (SELECT value FROM json_each(?))
         GROUP BY video_id HAVING count(DISTINCT person_id) = ? ORDER BY video_id`,
      )
      .pluck()
      .all(JSON.stringify(personIds), new Set(personIds).size) as number[];
  }

  /** Tracks of these by video and time; within one video when `videoId` is given. */
  tracksOf(personIds: readonly number[], videoId: number | null = null): IdentifiedTrack[] {
    this.#selectTracks ??= this.#db.prepare(
      `SELECT * FROM (
         ${faces} WHERE i.person_id IN (SELECT value FROM json_each(:ids)) AND (:video IS NULL OR t.video_id = :video)
         UNION ALL
         ${things} AND c.id IN (SELECT -value FROM json_each(:ids)) AND (:video IS NULL OR f.video_id = :video)
       ) ORDER BY videoId, start, trackId`,
    );
    return this.#selectTracks.all({ ids: JSON.stringify(personIds), video: videoId }) as IdentifiedTrack[];
  }

  /** Every identified track of one video that touches the interval. */
  inVideo(videoId: number, interval: Interval): IdentifiedTrack[] {
    return this.#db
      .prepare(
        `SELECT * FROM (
           ${faces} WHERE t.video_id = :video AND t.start < :end AND t."end" > :start
           UNION ALL
           ${things} AND f.video_id = :video AND f.start < :end AND f."end" > :start
         ) ORDER BY start, trackId`,
      )
      .all({ video: videoId, start: interval.start, end: interval.end }) as IdentifiedTrack[];
  }

  /** Every face track of one video that shows a named person. */
  facesIn(videoId: number): IdentifiedTrack[] {
    return this.#db
      .prepare(`${faces} WHERE t.video_id = ? ORDER BY t.start, t.id`)
      .all(videoId) as IdentifiedTrack[];
  }

  /** Names of the people who appear in each video. */
  namesByVideo(): Map<number, string[]> {
    const rows = this.#db
      .prepare(
        `SELECT DISTINCT t.video_id AS videoId, p.name
         FROM identities i JOIN face_tracks t ON t.id = i.track_id JOIN people p ON p.id = i.person_id
         ORDER BY p.name`,
      )
      .all() as { videoId: number; name: string }[];
    const names = new Map<number, string[]>();
    for (const { videoId, name } of rows) names.set(videoId, [...(names.get(videoId) ?? []), name]);
    return names;
  }
}

import type { Database, Statement } from 'better-sqlite3';
import { conceptSeen } from '../domain/concept.ts';
import type { Interval } from '../domain/interval.ts';
import type { SeenAs } from './likelihood-table.ts';

/** A stretch in which a named person is on screen, or a frame that shows a concept for the stretch it stands for. */
export interface IdentifiedTrack extends Interval {
  /** The face track by which the person is known; the frame's place in time, in milliseconds, for a concept. */
  readonly trackId: number;
  readonly videoId: number;
  /** Whom or what it shows, see {@link presenceIdOf}. */
  readonly personId: number;
  readonly person: string;
  /** Calibrated probability that it is there, 0..1. */
  readonly confidence: number;
  readonly seen: SeenAs;
}

/** A stretch of a film in which somebody is seen. */
export interface Sight extends Interval {
  readonly videoId: number;
  readonly title: string;
}

/**
 * Note: people and concepts in one row of numbers
 * A query asks for people and concepts alike, at the same time and in any mixture. So that every rule about who is on
 * screen together holds for both, they are told apart by the sign alone: a concept's number is negative there.
 */
export function presenceIdOf(concept: { readonly id: number }): number {
  return -concept.id;
}

/** Whether a number of {@link presenceIdOf} is a concept's; its own id is the same without the sign. */
export function isConceptId(id: number): boolean {
  return id < 0;
}

export function isConceptTrack({ personId }: Pick<IdentifiedTrack, 'personId'>): boolean {
  return isConceptId(personId);
}

const select = `SELECT s.track_id AS trackId, s.video_id AS videoId, s.start, s."end", s.confidence, s.seen,
    p.id AS personId, p.name AS person
  FROM on_screen s JOIN people p ON p.id = s.person_id`;

const things = `SELECT CAST(round(f.time * 1000) AS INTEGER) AS trackId, f.video_id AS videoId, f.start, f."end",
    f.likelihood AS confidence, 'body' AS seen, -c.id AS personId, c.name AS person
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
           SELECT video_id, person_id FROM on_screen
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
         ${select} WHERE s.person_id IN (SELECT value FROM json_each(:ids)) AND (:video IS NULL OR s.video_id = :video)
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
           ${select} WHERE s.video_id = :video AND s.start < :end AND s."end" > :start
           UNION ALL
           ${things} AND f.video_id = :video AND f.start < :end AND f."end" > :start
         ) ORDER BY start, trackId`,
      )
      .all({ video: videoId, start: interval.start, end: interval.end }) as IdentifiedTrack[];
  }

  /** Every stretch of one video in which a named person is on screen. */
  peopleIn(videoId: number): IdentifiedTrack[] {
    return this.#db
      .prepare(`${select} WHERE s.video_id = ? ORDER BY s.start, s.track_id`)
      .all(videoId) as IdentifiedTrack[];
  }

  /** Tracks of the person whom a track shows, or of its group where nobody has named it; by film and time, with the track itself. */
  sightsOf(trackId: number): Sight[] {
    return this.#db
      .prepare(
        `WITH named(id) AS (
           SELECT other.track_id FROM identities own JOIN identities other ON other.person_id = own.person_id
           WHERE own.track_id = :trackId
         ), grouped(id) AS (
           SELECT other.track_id FROM group_tracks own JOIN group_tracks other ON other.group_id = own.group_id
           WHERE own.track_id = :trackId AND NOT EXISTS (SELECT 1 FROM named)
         )
         SELECT t.video_id AS videoId, v.title, t.start, t."end"
         FROM face_tracks t JOIN videos v ON v.id = t.video_id
         WHERE t.id IN (SELECT id FROM named UNION SELECT id FROM grouped)
         ORDER BY v.title, v.id, t.start`,
      )
      .all({ trackId }) as Sight[];
  }

  /** Names of the people who appear in each video. */
  namesByVideo(): Map<number, string[]> {
    const rows = this.#db
      .prepare(
        // Named after they are found: SQLite would index all stretches by person first, which takes three times as long.
        `WITH pairs AS MATERIALIZED (SELECT DISTINCT video_id, person_id FROM on_screen)
         SELECT pairs.video_id AS videoId, p.name FROM pairs JOIN people p ON p.id = pairs.person_id ORDER BY p.name`,
      )
      .all() as { videoId: number; name: string }[];
    const names = new Map<number, string[]>();
    for (const { videoId, name } of rows) names.set(videoId, [...(names.get(videoId) ?? []), name]);
    return names;
  }
}

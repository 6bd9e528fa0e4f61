import type { Database, Statement } from 'better-sqlite3';
import type { Interval } from '../domain/interval.ts';
import type { SeenAs } from './likelihood-table.ts';

/** A stretch in which a named person is on screen. */
export interface IdentifiedTrack extends Interval {
  /** The face track by which the person is known. */
  readonly trackId: number;
  readonly videoId: number;
  readonly personId: number;
  readonly person: string;
  /** Calibrated probability that the person is there, 0..1. */
  readonly confidence: number;
  readonly seen: SeenAs;
}

/** A stretch of a film in which somebody is seen. */
export interface Sight extends Interval {
  readonly videoId: number;
  readonly title: string;
}

const select = `SELECT s.track_id AS trackId, s.video_id AS videoId, s.start, s."end", s.confidence, s.seen,
    p.id AS personId, p.name AS person
  FROM on_screen s JOIN people p ON p.id = s.person_id`;

/** Who is on screen when. */
export class PresenceQueries {
  readonly #db: Database;
  #selectTracks: Statement | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Videos in which every one of these people appears, ascending. */
  videosOfAll(personIds: readonly number[]): number[] {
    return this.#db
      .prepare(
        `SELECT video_id FROM on_screen WHERE person_id IN (SELECT value FROM json_each(?))
         GROUP BY video_id HAVING count(DISTINCT person_id) = ? ORDER BY video_id`,
      )
      .pluck()
      .all(JSON.stringify(personIds), new Set(personIds).size) as number[];
  }

  /** Tracks of these people by video and time; within one video when `videoId` is given. */
  tracksOf(personIds: readonly number[], videoId: number | null = null): IdentifiedTrack[] {
    this.#selectTracks ??= this.#db.prepare(
      `${select} WHERE s.person_id IN (SELECT value FROM json_each(?)) AND (? IS NULL OR s.video_id = ?)
       ORDER BY s.video_id, s.start, s.track_id`,
    );
    return this.#selectTracks.all(JSON.stringify(personIds), videoId, videoId) as IdentifiedTrack[];
  }

  /** Every identified track of one video that touches the interval (the whole video without one). */
  inVideo(videoId: number, interval: Interval = { start: 0, end: Number.MAX_VALUE }): IdentifiedTrack[] {
    return this.#db
      .prepare(`${select} WHERE s.video_id = ? AND s.start < ? AND s."end" > ? ORDER BY s.start, s.track_id`)
      .all(videoId, interval.end, interval.start) as IdentifiedTrack[];
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
        `SELECT DISTINCT s.video_id AS videoId, p.name
         FROM on_screen s JOIN people p ON p.id = s.person_id ORDER BY p.name`,
      )
      .all() as { videoId: number; name: string }[];
    const names = new Map<number, string[]>();
    for (const { videoId, name } of rows) names.set(videoId, [...(names.get(videoId) ?? []), name]);
    return names;
  }
}

import type { Database } from 'better-sqlite3';
import type { FaceSample } from '../domain/face.ts';
import type { Interval } from '../domain/interval.ts';
import { vectorBytes, vectorOf, type TrackEmbedding } from './face-table.ts';
import { vectorTableOf } from './face-vectors.ts';

/** A group as the next grouping goes on from it. */
export interface GroupRow {
  readonly id: number;
  /** Sum of its tracks' embeddings weighted by quality, as many numbers as the model gives. */
  readonly sum: Float32Array;
  /** Sums of the weights and of their squares. */
  readonly weight: number;
  readonly squares: number;
}

export interface StoredGroup {
  /** The group whose place it takes; null for a new one. */
  readonly id: number | null;
  readonly sum: Float32Array;
  readonly weight: number;
  readonly squares: number;
  readonly trackIds: readonly number[];
  readonly ignored: boolean;
}

export interface GroupedTrack extends Interval {
  readonly trackId: number;
  readonly videoId: number;
  readonly groupId: number;
}

/** A track's face at one time, and in which film. */
export interface TrackFace extends FaceSample {
  readonly trackId: number;
  readonly videoId: number;
}

/** Which face tracks show one person, named or not. */
export class GroupTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  all(model: string): GroupRow[] {
    const rows = this.#db
      .prepare('SELECT id, vector_sum AS sum, weight, squares FROM face_groups WHERE model = ? ORDER BY id')
      .all(model) as (Omit<GroupRow, 'sum'> & { sum: Buffer })[];
    return rows.map(({ sum, ...row }) => ({ ...row, sum: vectorOf(sum) }));
  }

  /** The grouped tracks of a film that show nobody named. */
  strangersIn(videoId: number, model: string): { trackId: number; groupId: number; quality: number }[] {
    return this.#db
      .prepare(
        `SELECT t.id AS trackId, m.group_id AS groupId, t.quality
         FROM face_tracks t JOIN group_tracks m ON m.track_id = t.id
         WHERE t.video_id = ? AND t.model = ? AND m.group_id IS NOT NULL
           AND t.id NOT IN (SELECT track_id FROM identities) ORDER BY t.id`,
      )
      .all(videoId, model) as { trackId: number; groupId: number; quality: number }[];
  }

  /** Groups that lost tracks, which were indexed again or went with their film, so that their sums no longer hold. */
  stale(model: string): number[] {
    return this.#db
      .prepare(
        `SELECT id FROM face_groups WHERE model = ?
         AND tracks <> (SELECT count(*) FROM group_tracks WHERE group_id = face_groups.id)`,
      )
      .pluck()
      .all(model) as number[];
  }

  /** Every grouped track of a model, by group. */
  tracks(model: string): GroupedTrack[] {
    return this.#db
      .prepare(
        `SELECT t.id AS trackId, t.video_id AS videoId, t.start, t."end", g.group_id AS groupId
         FROM group_tracks g JOIN face_tracks t ON t.id = g.track_id
         WHERE t.model = ? AND g.group_id IS NOT NULL ORDER BY g.group_id, t.video_id, t.start, t.id`,
      )
      .all(model) as GroupedTrack[];
  }

  /** Whether there are tracks that were not looked at yet, or groups that lost tracks. */
  isBehind(): boolean {
    const behind = this.#db
      .prepare(
        `SELECT EXISTS (SELECT 1 FROM face_tracks WHERE id NOT IN (SELECT track_id FROM group_tracks))
         OR EXISTS (SELECT 1 FROM face_groups
           WHERE tracks <> (SELECT count(*) FROM group_tracks WHERE group_id = face_groups.id))`,
      )
      .pluck()
      .get();
    return behind === 1;
  }

  /** Films with tracks that were not looked at yet. */
  filmsToGroup(model: string): number[] {
    return this.#db
      .prepare(
        `SELECT DISTINCT video_id FROM face_tracks
         WHERE model = ? AND id NOT IN (SELECT track_id FROM group_tracks) ORDER BY video_id`,
      )
      .pluck()
      .all(model) as number[];
  }

  /** A film's tracks that were not looked at yet, with their embeddings. */
  ungrouped(videoId: number, model: string): (TrackEmbedding & { quality: number })[] {
    const table = vectorTableOf(this.#db, model);
    if (!table) return [];
    const rows = this.#db
      .prepare(
        `SELECT t.id AS trackId, t.video_id AS videoId, t.start, t."end", t.quality, vectors.embedding AS bytes
         FROM face_tracks t JOIN ${table.name} AS vectors ON vectors.track_id = t.id
         WHERE t.video_id = ? AND t.model = ? AND t.id NOT IN (SELECT track_id FROM group_tracks)
         ORDER BY t.start, t.id`,
      )
      .all(videoId, model) as (Omit<TrackEmbedding, 'embedding'> & { quality: number; bytes: Buffer })[];
    return rows.map(({ bytes, ...track }) => ({ ...track, embedding: vectorOf(bytes) }));
  }

  /** Ids of a group's tracks, by film and time; none when there is no such group. */
  trackIds(groupId: number): number[] {
    return this.#db
      .prepare(
        `SELECT t.id FROM group_tracks g JOIN face_tracks t ON t.id = g.track_id
         WHERE g.group_id = ? ORDER BY t.video_id, t.start, t.id`,
      )
      .pluck()
      .all(groupId) as number[];
  }

  /** The groups of some tracks. */
  groupsOf(trackIds: readonly number[]): number[] {
    return this.#db
      .prepare(
        `SELECT DISTINCT group_id FROM group_tracks
         WHERE group_id IS NOT NULL AND track_id IN (SELECT value FROM json_each(?))`,
      )
      .pluck()
      .all(JSON.stringify(trackIds)) as number[];
  }

  /** Writes a group in the place of what it was before; gives its id. */
  put({ id, sum, weight, squares, trackIds, ignored }: StoredGroup, model: string): number {
    const values = [model, vectorBytes(sum), weight, squares, trackIds.length, Number(ignored)];
    const groupId =
      id ??
      Number(
        this.#db
          .prepare(
            'INSERT INTO face_groups (model, vector_sum, weight, squares, tracks, ignored) VALUES (?, ?, ?, ?, ?, ?)',
          )
          .run(...values).lastInsertRowid,
      );
    if (id !== null) {
      this.#db
        .prepare(
          'UPDATE face_groups SET model = ?, vector_sum = ?, weight = ?, squares = ?, tracks = ?, ignored = ? WHERE id = ?',
        )
        .run(...values, id);
    }
    const move = this.#db.prepare('INSERT OR REPLACE INTO group_tracks (track_id, group_id) VALUES (?, ?)');
    for (const trackId of trackIds) move.run(trackId, groupId);
    return groupId;
  }

  /** Notes that tracks show too little for a group. */
  leaveOut(trackIds: readonly number[]): void {
    const insert = this.#db.prepare(
      'INSERT OR REPLACE INTO group_tracks (track_id, group_id) VALUES (?, NULL)',
    );
    for (const trackId of trackIds) insert.run(trackId);
  }

  /** Takes tracks out of their groups, to be looked at again. */
  release(trackIds: readonly number[]): void {
    this.#db
      .prepare('DELETE FROM group_tracks WHERE track_id IN (SELECT value FROM json_each(?))')
      .run(JSON.stringify(trackIds));
  }

  removeEmpty(): void {
    this.#db
      .prepare(
        'DELETE FROM face_groups WHERE id NOT IN (SELECT group_id FROM group_tracks WHERE group_id IS NOT NULL)',
      )
      .run();
  }
}

import type { Database } from 'better-sqlite3';

/** A group of faces whom nobody has named. */
export interface UnnamedGroup {
  readonly id: number;
  readonly tracks: number;
  readonly videos: number;
  /** Seconds of its tracks. */
  readonly onScreen: number;
}

export interface GroupTrack {
  readonly trackId: number;
  readonly videoId: number;
  readonly start: number;
  readonly end: number;
}

/** Who is only glimpsed is not worth a question: shorter than this, in a single track. */
const leastSeconds = 1;

const select = `SELECT g.id, count(*) AS tracks, count(DISTINCT t.video_id) AS videos, sum(t."end" - t.start) AS onScreen
  FROM face_groups g JOIN group_tracks m ON m.group_id = g.id JOIN face_tracks t ON t.id = m.track_id
    LEFT JOIN identities i ON i.track_id = t.id
  WHERE g.ignored = 0 AND (:id IS NULL OR g.id = :id)
  GROUP BY g.id HAVING count(i.track_id) = 0 AND (count(*) > 1 OR onScreen >= :least OR :id IS NOT NULL)`;

/** Who of the unnamed is on screen how much. */
export class GroupQueries {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Whether the library has faces but no groups yet: it was indexed by an earlier version. */
  awaitsFirst(): boolean {
    const awaits = this.#db
      .prepare('SELECT EXISTS (SELECT 1 FROM face_tracks) AND NOT EXISTS (SELECT 1 FROM group_tracks)')
      .pluck()
      .get();
    return awaits === 1;
  }

  /** The unnamed, those most on screen first. */
  unnamed(limit: number, offset: number): UnnamedGroup[] {
    return this.#db
      .prepare(`${select} ORDER BY onScreen DESC, g.id LIMIT :limit OFFSET :offset`)
      .all({ id: null, least: leastSeconds, limit, offset }) as UnnamedGroup[];
  }

  unnamedCount(): number {
    return this.#db
      .prepare(`SELECT count(*) FROM (${select})`)
      .pluck()
      .get({ id: null, least: leastSeconds }) as number;
  }

  /** One of the unnamed; null when there is no such group, or it is named or ignored. */
  unnamedById(id: number): UnnamedGroup | null {
    const row = this.#db.prepare(select).get({ id, least: leastSeconds });
    return (row as UnnamedGroup | undefined) ?? null;
  }

  /** A group's tracks, the clearest first. */
  clearest(groupId: number, limit: number): GroupTrack[] {
    return this.#db
      .prepare(
        `SELECT t.id AS trackId, t.video_id AS videoId, t.start, t."end"
         FROM group_tracks m JOIN face_tracks t ON t.id = m.track_id
         WHERE m.group_id = ? ORDER BY t.quality DESC, t.id LIMIT ?`,
      )
      .all(groupId, limit) as GroupTrack[];
  }
}

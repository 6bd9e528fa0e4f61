import type { Database } from 'better-sqlite3';

/** Which films the person has seen: played to near their end, or said so. */
export class WatchedTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  set(videoId: number, seen: boolean, now: Date): void {
    if (!seen) this.#db.prepare('DELETE FROM watched WHERE video_id = ?').run(videoId);
    else {
      this.#db
        .prepare('INSERT OR REPLACE INTO watched (video_id, seen_at) VALUES (?, ?)')
        .run(videoId, now.toISOString());
    }
  }

  seenVideos(): ReadonlySet<number> {
    return new Set(this.#db.prepare('SELECT video_id FROM watched').pluck().all() as number[]);
  }

  isSeen(videoId: number): boolean {
    return this.#db.prepare('SELECT 1 FROM watched WHERE video_id = ?').get(videoId) !== undefined;
  }
}

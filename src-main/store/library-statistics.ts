import type { Database } from 'better-sqlite3';

export interface LibraryCounts {
  readonly videos: number;
  readonly ready: number;
  readonly failed: number;
  readonly people: number;
  readonly faceTracks: number;
  readonly cues: number;
  /** Seconds of film. */
  readonly seconds: number;
}

/** How far indexing has come, as the library's file says it: another process may be at work on it. */
export interface StoredProgress {
  /** Films by state. */
  readonly waiting: number;
  readonly indexing: number;
  readonly ready: number;
  readonly failed: number;
  readonly offline: number;
  /** Passes that are finished, and passes that will run by themselves, of all films. */
  readonly passesDone: number;
  readonly passesLeft: number;
  /** A film that is being indexed; null when none is. */
  readonly film: { readonly path: string; readonly title: string } | null;
}

export interface PersonStatistics {
  readonly personId: number;
  readonly pictures: number;
  /** Another number whenever another picture stands for the person. */
  readonly cover: number;
  readonly videos: number;
  /** Seconds of face tracks that show the person. */
  readonly onScreen: number;
}

/** How much a library holds. */
export class LibraryStatistics {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  counts(): LibraryCounts {
    return this.#db
      .prepare(
        `SELECT count(*) AS videos,
           count(*) FILTER (WHERE state = 'ready') AS ready,
           count(*) FILTER (WHERE state = 'failed') AS failed,
           coalesce(sum(duration), 0.0) AS seconds,
           (SELECT count(*) FROM people) AS people,
           (SELECT count(*) FROM face_tracks) AS faceTracks,
           (SELECT count(*) FROM cues) AS cues
         FROM videos`,
      )
      .get() as LibraryCounts;
  }

  progress(): StoredProgress {
    const counts = this.#db
      .prepare(
        `SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting,
           count(*) FILTER (WHERE state = 'indexing') AS indexing,
           count(*) FILTER (WHERE state = 'ready') AS ready,
           count(*) FILTER (WHERE state = 'failed') AS failed,
           count(*) FILTER (WHERE state = 'offline') AS offline,
           (SELECT count(*) FROM passes) AS passesDone,
           (SELECT count(*) FROM jobs WHERE state IN ('queued', 'running')) AS passesLeft
         FROM videos`,
      )
      .get() as Omit<StoredProgress, 'film'>;
    const film = this.#db
      .prepare(`SELECT path, title FROM videos WHERE state = 'indexing' ORDER BY id LIMIT 1`)
      .get() as StoredProgress['film'] | undefined;
    return { ...counts, film: film ?? null };
  }

  /** One row a person, of everybody or of one. */
  people(personId: number | null = null): PersonStatistics[] {
    return this.#db
      .prepare(
        `WITH seen AS MATERIALIZED (
           SELECT person_id, count(DISTINCT video_id) AS videos, sum("end" - start) AS onScreen
           FROM on_screen WHERE :id IS NULL OR person_id = :id GROUP BY person_id
         )
         SELECT p.id AS personId,
           (SELECT count(*) FROM person_pictures WHERE person_id = p.id) AS pictures,
           coalesce(
             (SELECT max(decision_id) * 2 + 1 FROM covers JOIN decisions d ON d.id = decision_id WHERE d.person_id = p.id),
             (SELECT min(id) * 2 FROM person_pictures WHERE person_id = p.id), 0) AS cover,
           coalesce(seen.videos, 0) AS videos,
           coalesce(seen.onScreen, 0.0) AS onScreen
         FROM people p LEFT JOIN seen ON seen.person_id = p.id
         WHERE :id IS NULL OR p.id = :id
         ORDER BY p.id`,
      )
      .all({ id: personId }) as PersonStatistics[];
  }
}

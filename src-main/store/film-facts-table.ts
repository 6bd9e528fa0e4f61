import type { Database } from 'better-sqlite3';

/** What the files beside a film say of it; null where they say nothing. */
export interface FilmFacts {
  readonly title: string | null;
  readonly originalTitle: string | null;
  readonly year: number | null;
  readonly plot: string | null;
  /** Numbers in other catalogues, for example `{ imdb: 'tt0000001' }`. */
  readonly uniqueIds: Readonly<Record<string, string>>;
  /** Whether a picture beside the film stands for it. */
  readonly hasCover: boolean;
}

export interface CastMember {
  readonly name: string;
  /** Who they play; null when it is not said. */
  readonly role: string | null;
  /** A picture of them beside the film. */
  readonly picturePath: string | null;
}

export interface CastRow extends CastMember {
  readonly videoId: number;
}

interface StoredFacts {
  title: string | null;
  original_title: string | null;
  year: number | null;
  plot: string | null;
  unique_ids: string;
  has_cover: number;
}

/** Titles, years, plots and casts from the files beside films. */
export class FilmFactsTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  replace(videoId: number, facts: FilmFacts, cast: readonly CastMember[]): void {
    this.#db
      .prepare(
        `INSERT OR REPLACE INTO film_facts (video_id, title, original_title, year, plot, unique_ids, has_cover)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        videoId,
        facts.title,
        facts.originalTitle,
        facts.year,
        facts.plot,
        JSON.stringify(facts.uniqueIds),
        facts.hasCover ? 1 : 0,
      );
    this.#db.prepare('DELETE FROM cast_members WHERE video_id = ?').run(videoId);
    const insert = this.#db.prepare(
      'INSERT INTO cast_members (video_id, position, name, role, picture_path) VALUES (?, ?, ?, ?, ?)',
    );
    for (const [position, { name, role, picturePath }] of cast.entries()) {
      insert.run(videoId, position, name, role, picturePath);
    }
  }

  byVideo(videoId: number): FilmFacts | null {
    const row = this.#db.prepare('SELECT * FROM film_facts WHERE video_id = ?').get(videoId) as
      StoredFacts | undefined;
    if (!row) return null;
    return {
      title: row.title,
      originalTitle: row.original_title,
      year: row.year,
      plot: row.plot,
      uniqueIds: JSON.parse(row.unique_ids) as Record<string, string>,
      hasCover: row.has_cover === 1,
    };
  }

  /** The films that a picture beside them stands for. */
  withCover(): Set<number> {
    return new Set(
      this.#db.prepare('SELECT video_id FROM film_facts WHERE has_cover = 1').pluck().all() as number[],
    );
  }

  /** The cast of one film, or of all, in the order in which it is billed. */
  cast(videoId: number | null = null): CastRow[] {
    return this.#db
      .prepare(
        `SELECT video_id AS videoId, name, role, picture_path AS picturePath FROM cast_members
         WHERE ? IS NULL OR video_id = ? ORDER BY video_id, position`,
      )
      .all(videoId, videoId) as CastRow[];
  }
}

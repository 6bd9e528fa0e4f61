import type { Database } from 'better-sqlite3';

/** A place that a film shows, by the concept's name. */
export interface FilmPlace {
  readonly concept: string;
  /** Share of the film that shows it, 0..1. */
  readonly share: number;
}

/** What a film shows most. */
export class SummaryTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  replacePlaces(videoId: number, places: readonly FilmPlace[]): void {
    this.#db.prepare('DELETE FROM film_places WHERE video_id = ?').run(videoId);
    const insert = this.#db.prepare('INSERT INTO film_places (video_id, concept, share) VALUES (?, ?, ?)');
    for (const { concept, share } of places) insert.run(videoId, concept, share);
  }

  /** The places of a film, those it shows longest first. */
  places(videoId: number): FilmPlace[] {
    return this.#db
      .prepare('SELECT concept, share FROM film_places WHERE video_id = ? ORDER BY share DESC, concept')
      .all(videoId) as FilmPlace[];
  }
}

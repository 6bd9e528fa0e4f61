import type { Database } from 'better-sqlite3';
import type { Interval } from '../domain/interval.ts';

/** A word and when it is said, in seconds of the film. */
export interface HeardWord extends Interval {
  readonly text: string;
}

/** Why what a speech model wrote down is not taken. */
export type Mistrust = 'silence' | 'repetition' | 'unsure';

/** What a speech model heard in a piece of a film. */
export interface HeardPiece {
  /** The stretches that were heard as one. */
  readonly parts: readonly Interval[];
  /** By its letters. */
  readonly language: string;
  /** In time order; none where the model was not to be trusted. */
  readonly words: readonly HeardWord[];
  /** Why the model was not to be trusted; null where it was. */
  readonly mistrust: Mistrust | null;
}

/** Which film was heard, by its bytes, and by which model. */
export interface Hearing {
  readonly videoId: number;
  readonly fingerprint: string;
  readonly model: string;
}

/** What speech models have heard in films. */
export class RecognisedTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The pieces of a film that a model has heard, by their stretches as {@link placeOf} writes them. */
  pieces({ videoId, fingerprint, model }: Hearing): Map<string, HeardPiece> {
    const rows = this.#db
      .prepare(
        `SELECT parts, language, words, mistrust FROM recognised_pieces
         WHERE video_id = ? AND fingerprint = ? AND model = ?`,
      )
      .all(videoId, fingerprint, model) as (Pick<HeardPiece, 'language' | 'mistrust'> & {
      parts: string;
      words: string;
    })[];
    return new Map(
      rows.map(({ parts, language, words, mistrust }) => [
        parts,
        {
          parts: (JSON.parse(parts) as [number, number][]).map(([start, end]) => ({ start, end })),
          language,
          words: (JSON.parse(words) as [string, number, number][]).map(([text, start, end]) => ({
            text,
            start,
            end,
          })),
          mistrust,
        },
      ]),
    );
  }

  /** Whether any model has heard a film of these bytes. */
  isHeard(videoId: number, fingerprint: string): boolean {
    const found = this.#db.prepare(
      'SELECT 1 FROM recognised_pieces WHERE video_id = ? AND fingerprint = ? LIMIT 1',
    );
    return found.get(videoId, fingerprint) !== undefined;
  }

  keep({ videoId, fingerprint, model }: Hearing, { parts, language, words, mistrust }: HeardPiece): void {
    this.#db
      .prepare(
        `INSERT OR REPLACE INTO recognised_pieces (video_id, parts, fingerprint, model, language, words, mistrust)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        videoId,
        placeOf(parts),
        fingerprint,
        model,
        language,
        JSON.stringify(words.map(({ text, start, end }) => [text, start, end])),
        mistrust,
      );
  }

  /** Forgets all pieces of a film but some, which are named as by {@link placeOf}. */
  keepOnly(videoId: number, places: ReadonlySet<string>): void {
    const rows = this.#db.prepare('SELECT parts FROM recognised_pieces WHERE video_id = ?').pluck();
    const remove = this.#db.prepare('DELETE FROM recognised_pieces WHERE video_id = ? AND parts = ?');
    for (const place of rows.all(videoId) as string[]) if (!places.has(place)) remove.run(videoId, place);
  }
}

/** The name of a piece: its stretches. */
export function placeOf(parts: readonly Interval[]): string {
  return JSON.stringify(parts.map(({ start, end }) => [start, end]));
}

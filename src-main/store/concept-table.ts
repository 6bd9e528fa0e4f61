import type { Database } from 'better-sqlite3';
import type { Box } from '../domain/box.ts';
import { conceptSeen, type ConceptKind } from '../domain/concept.ts';
import type { Interval } from '../domain/interval.ts';
import { vectorBytes, vectorOf } from './face-table.ts';

export interface ConceptRow {
  readonly id: number;
  readonly name: string;
  readonly kind: ConceptKind;
}

/** A picture that a concept was enrolled from. */
export interface ConceptTemplate {
  /** The name the user knows it by. */
  readonly source: string;
  /** JPEG. */
  readonly picture: Buffer;
  /** Where it shows the thing, in fractions of the picture. */
  readonly box: Box;
  readonly model: string;
  /** `[dimension]` of the thing, length 1. */
  readonly vector: Float32Array;
}

/** A word that was learned for a concept, see indexing/concepts/token. */
export interface StoredToken {
  readonly model: string;
  /** `[tokenDimension]` of that model. */
  readonly token: Float32Array;
  /** What the concept's pictures were said to show. */
  readonly caption: string;
}

export interface StoredHead {
  readonly model: string;
  /** `[dimension]` */
  readonly weights: Float32Array;
  readonly bias: number;
  /** Films whose regions it was trained against. */
  readonly films: number;
}

export interface ConceptHeadRow extends StoredHead {
  readonly conceptId: number;
  readonly kind: ConceptKind;
}

/** How likely a frame shows a concept. */
export interface ConceptFrame extends Interval {
  readonly time: number;
  /** 0..1 */
  readonly likelihood: number;
  /** Where in the frame, in fractions of the picture. */
  readonly box: Box;
}

export interface ConceptStatistics {
  readonly pictures: number;
  readonly videos: number;
  /** Seconds. */
  readonly onScreen: number;
}

/** Concepts, their pictures, their heads, and the frames that show them. */
export class ConceptTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  all(): ConceptRow[] {
    return this.#db.prepare('SELECT id, name, kind FROM concepts ORDER BY name').all() as ConceptRow[];
  }

  byId(id: number): ConceptRow | null {
    const row = this.#db.prepare('SELECT id, name, kind FROM concepts WHERE id = ?').get(id);
    return (row as ConceptRow | undefined) ?? null;
  }

  add(name: string, kind: ConceptKind, addedAt: Date): number {
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO concepts (name, kind, added_at) VALUES (?, ?, ?)')
      .run(name, kind, addedAt.toISOString());
    return Number(lastInsertRowid);
  }

  rename(id: number, name: string): void {
    this.#db.prepare('UPDATE concepts SET name = ? WHERE id = ?').run(name, id);
  }

  /** Forgets a concept and all that was derived from it. */
  remove(id: number): boolean {
    return this.#db.prepare('DELETE FROM concepts WHERE id = ?').run(id).changes > 0;
  }

  addTemplate(conceptId: number, { source, picture, box, model, vector }: ConceptTemplate): void {
    this.#db
      .prepare(
        `INSERT INTO concept_templates (concept_id, source, picture, x, y, width, height, model, vector)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(conceptId, source, picture, box.x, box.y, box.width, box.height, model, vectorBytes(vector));
  }

  removeTemplates(conceptId: number): void {
    this.#db.prepare('DELETE FROM concept_templates WHERE concept_id = ?').run(conceptId);
  }

  templates(conceptId: number): ConceptTemplate[] {
    const rows = this.#db
      .prepare(
        `SELECT source, picture, x, y, width, height, model, vector FROM concept_templates
         WHERE concept_id = ? ORDER BY id`,
      )
      .all(conceptId) as (Omit<ConceptTemplate, 'box' | 'vector'> & { vector: Buffer } & Box)[];
    return rows.map(({ x, y, width, height, vector, ...row }) => ({
      ...row,
      vector: vectorOf(vector),
      box: { x, y, width, height },
    }));
  }

  setHead(conceptId: number, { model, weights, bias, films }: StoredHead): void {
    this.#db
      .prepare(
        'INSERT OR REPLACE INTO concept_heads (concept_id, model, weights, bias, films) VALUES (?, ?, ?, ?, ?)',
      )
      .run(conceptId, model, vectorBytes(weights), bias, films);
  }

  /** The heads of all concepts, whichever model they are for. */
  heads(): ConceptHeadRow[] {
    const rows = this.#db
      .prepare(
        `SELECT concept_id AS conceptId, kind, model, weights, bias, films FROM concept_heads
         JOIN concepts ON concepts.id = concept_id ORDER BY concept_id`,
      )
      .all() as (Omit<ConceptHeadRow, 'weights'> & { weights: Buffer })[];
    return rows.map(({ weights, ...row }) => ({ ...row, weights: vectorOf(weights) }));
  }

  /** Keeps the word that was learned for a concept in the place of the one before. */
  setToken(conceptId: number, { model, token, caption }: StoredToken): void {
    this.#db
      .prepare(
        'INSERT OR REPLACE INTO concept_tokens (concept_id, model, token, caption) VALUES (?, ?, ?, ?)',
      )
      .run(conceptId, model, vectorBytes(token), caption);
  }

  /** The words that were learned for concepts in a model, by concept. */
  tokens(model: string): Map<number, StoredToken> {
    const rows = this.#db
      .prepare('SELECT concept_id AS conceptId, token, caption FROM concept_tokens WHERE model = ?')
      .all(model) as { conceptId: number; token: Buffer; caption: string }[];
    return new Map(
      rows.map(({ conceptId, token, caption }) => [conceptId, { model, token: vectorOf(token), caption }]),
    );
  }

  /** Replaces the frames of a film that may show a concept. */
  replaceFrames(conceptId: number, videoId: number, frames: readonly ConceptFrame[]): void {
    this.#db
      .prepare('DELETE FROM concept_frames WHERE concept_id = ? AND video_id = ?')
      .run(conceptId, videoId);
    const insert = this.#db.prepare(
      `INSERT INTO concept_frames (concept_id, video_id, time, start, "end", likelihood, x, y, width, height)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const { time, start, end, likelihood, box } of frames) {
      insert.run(conceptId, videoId, time, start, end, likelihood, box.x, box.y, box.width, box.height);
    }
  }

  /** The likeliest frames of a concept over the library, best first. */
  likeliest(conceptId: number, limit: number): (ConceptFrame & { readonly videoId: number })[] {
    const rows = this.#db
      .prepare(
        `SELECT video_id AS videoId, time, start, "end", likelihood, x, y, width, height FROM concept_frames
         WHERE concept_id = ? ORDER BY likelihood DESC, video_id, time LIMIT ?`,
      )
      .all(conceptId, limit) as ({ videoId: number } & Omit<ConceptFrame, 'box'> & Box)[];
    return rows.map(({ x, y, width, height, ...row }) => ({ ...row, box: { x, y, width, height } }));
  }

  statistics(conceptId: number): ConceptStatistics {
    return this.#db
      .prepare(
        `SELECT (SELECT count(*) FROM concept_templates WHERE concept_id = :id) AS pictures,
           count(DISTINCT video_id) AS videos, coalesce(sum("end" - start), 0) AS onScreen
         FROM concept_frames WHERE concept_id = :id AND likelihood >= :seen`,
      )
      .get({ id: conceptId, seen: conceptSeen }) as ConceptStatistics;
  }
}

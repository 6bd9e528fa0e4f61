import type { Database } from 'better-sqlite3';
import { vectorBytes, vectorOf } from './face-table.ts';

export interface PersonRow {
  readonly id: number;
  readonly name: string;
  /** Index of the person's colour, 0..11. */
  readonly colour: number;
}

/** Where an enrolled picture comes from: the user's files, or a group of faces that was named. */
export type PictureOrigin = 'picture' | 'group';

export interface NewPersonPicture {
  /** File name the user gave. */
  readonly source: string;
  /** JPEG of the face. */
  readonly portrait: Buffer;
  readonly model: string;
  readonly embedding: Float32Array;
}

export interface PersonTemplate {
  readonly personId: number;
  readonly embedding: Float32Array;
}

const colours = 12;

/** People the user named, and the pictures they were enrolled from. */
export class PeopleTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  all(): PersonRow[] {
    return this.#db.prepare('SELECT id, name, colour FROM people ORDER BY name').all() as PersonRow[];
  }

  byId(id: number): PersonRow | null {
    const row = this.#db.prepare('SELECT id, name, colour FROM people WHERE id = ?').get(id);
    return (row as PersonRow | undefined) ?? null;
  }

  /** Names are compared without regard to case. */
  byName(name: string): PersonRow | null {
    const row = this.#db.prepare('SELECT id, name, colour FROM people WHERE name = ?').get(name);
    return (row as PersonRow | undefined) ?? null;
  }

  /** Adds a person under the colour that the fewest have. */
  add(name: string, addedAt: Date): PersonRow {
    const used = this.#db.prepare('SELECT colour, count(*) AS n FROM people GROUP BY colour').all() as {
      colour: number;
      n: number;
    }[];
    const uses = new Map(used.map(({ colour, n }) => [colour, n]));
    let colour = 0;
    for (let i = 1; i < colours; i++) if ((uses.get(i) ?? 0) < (uses.get(colour) ?? 0)) colour = i;
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO people (name, colour, added_at) VALUES (?, ?, ?)')
      .run(name, colour, addedAt.toISOString());
    return { id: Number(lastInsertRowid), name, colour };
  }

  rename(id: number, name: string): void {
    this.#db.prepare('UPDATE people SET name = ? WHERE id = ?').run(name, id);
  }

  remove(id: number): boolean {
    return this.#db.prepare('DELETE FROM people WHERE id = ?').run(id).changes > 0;
  }

  /** Gives the picture's id. */
  addPicture(personId: number, picture: NewPersonPicture, origin: PictureOrigin = 'picture'): number {
    const { source, portrait, model, embedding } = picture;
    const { lastInsertRowid } = this.#db
      .prepare(
        `INSERT INTO person_pictures (person_id, source, portrait, model, embedding, origin)
         VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(personId, source, portrait, model, vectorBytes(embedding), origin);
    return Number(lastInsertRowid);
  }

  removePictures(ids: readonly number[]): void {
    this.#db
      .prepare('DELETE FROM person_pictures WHERE id IN (SELECT value FROM json_each(?))')
      .run(JSON.stringify(ids));
  }

  /** How many pictures a person was enrolled from. */
  pictureCount(personId: number): number {
    return this.#db
      .prepare('SELECT count(*) FROM person_pictures WHERE person_id = ?')
      .pluck()
      .get(personId) as number;
  }

  /** Moves a person's pictures to another; gives their ids. */
  movePictures(from: number, to: number): number[] {
    return this.#db
      .prepare('UPDATE person_pictures SET person_id = ? WHERE person_id = ? RETURNING id')
      .pluck()
      .all(to, from) as number[];
  }

  givePictures(ids: readonly number[], personId: number): void {
    this.#db
      .prepare('UPDATE person_pictures SET person_id = ? WHERE id IN (SELECT value FROM json_each(?))')
      .run(personId, JSON.stringify(ids));
  }

  /** Brings a person back who was removed. */
  restore({ id, name, colour }: PersonRow, addedAt: Date): void {
    this.#db
      .prepare('INSERT INTO people (id, name, colour, added_at) VALUES (?, ?, ?, ?)')
      .run(id, name, colour, addedAt.toISOString());
  }

  /** The face of a person's first picture as JPEG, or null. */
  portrait(personId: number): Buffer | null {
    const found = this.#db
      .prepare('SELECT portrait FROM person_pictures WHERE person_id = ? ORDER BY id LIMIT 1')
      .pluck()
      .get(personId) as Buffer | undefined;
    return found ?? null;
  }

  /** Portraits of the pictures of which a model has made nothing yet. */
  portraitsWithout(model: string): { pictureId: number; portrait: Buffer }[] {
    return this.#db
      .prepare(
        `SELECT id AS pictureId, portrait FROM person_pictures WHERE model <> ?
         AND id NOT IN (SELECT picture_id FROM person_vectors WHERE model = ?) ORDER BY id`,
      )
      .all(model, model) as { pictureId: number; portrait: Buffer }[];
  }

  /** Keeps what another model makes of a picture. */
  addVector(pictureId: number, model: string, embedding: Float32Array): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO person_vectors (picture_id, model, embedding) VALUES (?, ?, ?)')
      .run(pictureId, model, vectorBytes(embedding));
  }

  /** Every enrolled picture's embedding made by `model`. */
  templates(model: string): PersonTemplate[] {
    const rows = this.#db
      .prepare(
        `SELECT person_id AS personId, embedding FROM (
           SELECT id, person_id, embedding FROM person_pictures WHERE model = :model
           UNION ALL
           SELECT id, person_id, person_vectors.embedding FROM person_vectors
           JOIN person_pictures ON person_pictures.id = picture_id WHERE person_vectors.model = :model
         ) ORDER BY id`,
      )
      .all({ model }) as { personId: number; embedding: Buffer }[];
    return rows.map(({ personId, embedding }) => ({ personId, embedding: vectorOf(embedding) }));
  }
}

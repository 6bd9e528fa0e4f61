import Database, { type Statement } from 'better-sqlite3';
import { load as loadVectors } from 'sqlite-vec';

/** Vectors as sqlite-vec compares them: every one, as floats, in memory. */
export class PlainVectors {
  readonly #db = new Database(':memory:');
  readonly #insert: Statement;
  readonly #select: Statement;

  constructor(dimension: number, nearest: number) {
    loadVectors(this.#db);
    this.#db.exec(
      `CREATE VIRTUAL TABLE plain USING vec0 (embedding FLOAT[${dimension}] distance_metric=cosine)`,
    );
    this.#insert = this.#db.prepare('INSERT INTO plain (embedding) VALUES (?)');
    this.#select = this.#db.prepare(
      `SELECT rowid FROM plain WHERE embedding MATCH ? AND k = ${nearest} ORDER BY distance`,
    );
  }

  add(vectors: readonly Float32Array[]): void {
    this.#db.transaction(() => {
      for (const vector of vectors) this.#insert.run(bytesOf(vector));
    })();
  }

  /** Row numbers of the nearest. */
  nearest(query: Float32Array): unknown[] {
    return this.#select.all(bytesOf(query));
  }

  close(): void {
    this.#db.close();
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

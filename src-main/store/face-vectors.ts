import type { Database } from 'better-sqlite3';

/** Vectors as SQLite keeps them: little-endian float32. */
export function vectorBytes(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

export function vectorOf(bytes: Buffer): Float32Array {
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

/** The name of the table that holds a model's vectors; null while the model has written none. */
export function vectorTableOf(db: Database, model: string): string | null {
  const id = db.prepare('SELECT id FROM face_models WHERE model = ?').pluck().get(model) as
    number | undefined;
  return id === undefined ? null : `face_vectors_${id}`;
}

/** Finds or makes the table for a model's vectors `[dimension]`; runs inside the caller's transaction. */
export function ensureVectorTable(db: Database, model: string, dimension: number): string {
  const known = vectorTableOf(db, model);
  if (known) return known;
  const { lastInsertRowid } = db
    .prepare('INSERT INTO face_models (model, dimension) VALUES (?, ?)')
    .run(model, dimension);
  const table = `face_vectors_${lastInsertRowid}`;
  db.exec(`
    CREATE VIRTUAL TABLE ${table} USING vec0 (
      track_id INTEGER PRIMARY KEY,
      embedding FLOAT[${dimension}] distance_metric=cosine
    );
    CREATE TRIGGER ${table}_follow_deletes AFTER DELETE ON face_tracks BEGIN
      DELETE FROM ${table} WHERE track_id = old.id;
    END;
  `);
  return table;
}

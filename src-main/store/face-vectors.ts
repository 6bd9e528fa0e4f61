import type { Database } from 'better-sqlite3';

interface VectorTable {
  readonly dimension: number;
  readonly name: string;
}

/** The table that holds the vectors of a face model, or null while there are none. */
export function vectorTableOf(db: Database, model: string): VectorTable | null {
  const found = db.prepare('SELECT dimension, name FROM vector_tables WHERE model = ?').get(model);
  return (found as VectorTable | undefined) ?? null;
}

/**
 * The table for the vectors of a face model, made when the model is used for the first time. Throws a RangeError when the
 * model's vectors had another length before.
 */
export function makeVectorTable(db: Database, model: string, dimension: number): string {
  const known = vectorTableOf(db, model);
  if (known) {
    if (known.dimension === dimension) return known.name;
    throw new RangeError(`Vectors of ${model} have ${known.dimension} numbers, not ${dimension}.`);
  }
  const count = db.prepare('SELECT count(*) FROM vector_tables').pluck().get() as number;
  const name = `model_vectors_${count}`;
  db.exec(`
    CREATE VIRTUAL TABLE ${name} USING vec0 (
      track_id INTEGER PRIMARY KEY,
      embedding FLOAT[${Math.trunc(dimension)}] distance_metric=cosine
    );
    CREATE TRIGGER ${name}_follow_deletes AFTER DELETE ON face_tracks BEGIN
      DELETE FROM ${name} WHERE track_id = old.id;
    END;
  `);
  db.prepare('INSERT INTO vector_tables (model, dimension, name) VALUES (?, ?, ?)').run(
    model,
    dimension,
    name,
  );
  return name;
}

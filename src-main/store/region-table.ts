import type { Database } from 'better-sqlite3';
import type { Box } from '../domain/box.ts';

/** A part of a film's picture, as a region encoder describes it. */
export interface FilmRegion {
  /** Seconds. */
  readonly time: number;
  /** What the detector takes it for; empty where it claims nothing. */
  readonly label: string;
  /** Fractions of the picture. */
  readonly box: Box;
  /** `[dimension]`, about length 1: kept in bytes. */
  readonly vector: Float32Array;
}

interface RegionRow extends Box {
  readonly time: number;
  readonly label: string;
  readonly vector: Buffer;
}

const steps = 127;
const scaleBytes = 4;

/** Regions of films, for whatever is sought in them later. Values take a byte each, on a scale of the vector's own. */
export class RegionTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  replace(videoId: number, model: string, regions: readonly FilmRegion[]): void {
    this.#db.prepare('DELETE FROM regions WHERE video_id = ?').run(videoId);
    const insert = this.#db.prepare(
      `INSERT INTO regions (video_id, model, time, label, x, y, width, height, vector)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const { time, label, box, vector } of regions) {
      insert.run(videoId, model, time, label, box.x, box.y, box.width, box.height, bytesOf(vector));
    }
  }

  /** A film's regions by a model, in time order. */
  *byVideo(videoId: number, model: string): Generator<FilmRegion> {
    const rows = this.#db
      .prepare(
        `SELECT time, label, x, y, width, height, vector FROM regions
         WHERE video_id = ? AND model = ? ORDER BY time, id`,
      )
      .iterate(videoId, model) as IterableIterator<RegionRow>;
    for (const { time, label, x, y, width, height, vector } of rows) {
      yield { time, label, box: { x, y, width, height }, vector: vectorOf(vector) };
    }
  }

  /** The model that described a film's regions, null where none did. */
  modelOf(videoId: number): string | null {
    const model = this.#db
      .prepare('SELECT model FROM regions WHERE video_id = ? LIMIT 1')
      .pluck()
      .get(videoId);
    return (model as string | undefined) ?? null;
  }

  /** Films of which a model described regions. */
  films(model: string): number[] {
    return this.#db
      .prepare('SELECT DISTINCT video_id FROM regions WHERE model = ? ORDER BY video_id')
      .pluck()
      .all(model) as number[];
  }

  /** At most `most` regions, spread evenly over the library. */
  sample(model: string, most: number): Float32Array[] {
    const count = this.#db
      .prepare('SELECT count(*) FROM regions WHERE model = ?')
      .pluck()
      .get(model) as number;
    const step = Math.max(1, Math.ceil(count / most));
    const rows = this.#db
      .prepare('SELECT vector FROM regions WHERE model = ? AND id % ? = 0 ORDER BY id LIMIT ?')
      .pluck()
      .all(model, step, most) as Buffer[];
    return rows.map(vectorOf);
  }
}

function bytesOf(vector: Float32Array): Buffer {
  const most = vector.reduce((highest, value) => Math.max(highest, Math.abs(value)), 1e-9);
  const bytes = Buffer.allocUnsafe(scaleBytes + vector.length);
  bytes.writeFloatLE(most / steps, 0);
  for (let i = 0; i < vector.length; i++) {
    bytes.writeInt8(Math.round((vector[i]! / most) * steps), scaleBytes + i);
  }
  return bytes;
}

function vectorOf(bytes: Buffer): Float32Array {
  const scale = bytes.readFloatLE(0);
  const vector = new Float32Array(bytes.length - scaleBytes);
  for (let i = 0; i < vector.length; i++) vector[i] = bytes.readInt8(scaleBytes + i) * scale;
  return vector;
}

import type { Database, Statement } from 'better-sqlite3';
import type { VectorColumns } from '../domain/vector-columns.ts';
import { signCodesOf } from '../domain/sign-code.ts';
import { decodeFrameCodes, encodeFrameCodes, type FrameCodes } from './frame-code.ts';
import { productsWithKept, productsWithRun } from './kept-product.ts';
import { decodeColumns, decodeVector, encodeVector, isDense } from './vector-code.ts';

/** Which pass looked at a frame: `sketch` at keyframes, `dense` where the picture changes. */
export type FramePass = 'sketch' | 'dense';

/** A decoded picture as a picture model describes it. */
export interface FrameVector {
  /** Seconds from the film's first presentation time. */
  readonly time: number;
  /** `[dimension]`, length 1. */
  readonly vector: Float32Array;
}

/** The described pictures of one film. */
export interface FrameColumns {
  /** Seconds, ascending. */
  readonly times: Float64Array;
  /** In the order of the times. */
  readonly vectors: VectorColumns;
}

/** Frames of a film that a model described. */
export interface FramesAtTimes {
  readonly videoId: number;
  readonly model: string;
  /** Seconds, ascending. */
  readonly times: readonly number[];
  /** How many frames the model described. */
  readonly all: number;
}

/** From this share of a film's frames on, reading all of them takes less time than looking each up. */
const shareToReadAll = 0.4;
/** So many vectors are read as one value: larger ones take memory from the system, which costs more than to read them. */
const readAtOnce = 100;
const vectorsBetween = `FROM frames
  WHERE video_id = ? AND model = ? AND time BETWEEN ? AND ? ORDER BY time`;

/** What tells whether a model's frames of a film have changed since somebody read them. */
export interface FrameStamp {
  readonly videoId: number;
  readonly model: string;
  readonly count: number;
  /** Greater after every change of these frames. */
  readonly change: number;
}

interface EncodedFrame extends FrameVector {
  readonly bytes: Buffer;
}

/** What whole pictures show, by the model that looked. */
export class FrameTable {
  readonly #db: Database;
  #statements: Record<'insert' | 'at' | 'times' | 'rows' | 'run', Statement> | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Replaces what one pass found in a film, whichever model it was. */
  replace(videoId: number, pass: FramePass, model: string, frames: readonly FrameVector[]): void {
    const models = this.#db
      .prepare('SELECT DISTINCT model FROM frames WHERE video_id = ? AND pass = ?')
      .pluck()
      .all(videoId, pass) as string[];
    this.#db.prepare('DELETE FROM frames WHERE video_id = ? AND pass = ?').run(videoId, pass);
    const { insert } = this.#prepared();
    const written = frames.map(({ time, vector }) => ({ time, vector, bytes: encodeVector(vector) }));
    for (const { time, bytes } of written) insert.run(videoId, pass, model, time, bytes);
    // The model that described frames last has the greatest number.
    for (const changed of new Set([...models.filter((other) => other !== model), model])) {
      const count = this.#stamp(videoId, changed);
      // Where no other pass has frames of the model, what is coded is at hand.
      const isAll = changed === model && count === written.length;
      this.#code(videoId, changed, isAll ? written.toSorted((a, b) => a.time - b.time) : null);
    }
  }

  /** Gives how many frames the model has of the film. */
  #stamp(videoId: number, model: string): number {
    return this.#db
      .prepare(
        `INSERT INTO frame_stamps (video_id, model, count, change)
         SELECT :video, :model, count(*), (SELECT coalesce(max(change), 0) + 1 FROM frame_stamps)
         FROM frames WHERE video_id = :video AND model = :model
         ON CONFLICT DO UPDATE SET count = excluded.count, change = excluded.change
         RETURNING count`,
      )
      .pluck()
      .get({ video: videoId, model }) as number;
  }

  /**
   * Writes the codes of a model's frames anew; none where few places of their vectors are filled.
   * @param written all of them in the order of time; null where they are to be read
   */
  #code(videoId: number, model: string, written: readonly EncodedFrame[] | null): void {
    this.#db.prepare('DELETE FROM frame_codes WHERE video_id = ? AND model = ?').run(videoId, model);
    const frames =
      written ??
      this.#rows(videoId, model).map(({ time, vector: bytes }) => ({
        ...{ time, bytes },
        vector: decodeVector(bytes),
      }));
    if (!frames.some(({ bytes }) => isDense(bytes))) return;
    const times = Float64Array.from(frames, ({ time }) => time);
    const codes = { times, ...signCodesOf(frames.map(({ vector }) => vector)) };
    this.#db
      .prepare('INSERT INTO frame_codes (video_id, model, codes) VALUES (?, ?, ?)')
      .run(videoId, model, encodeFrameCodes(codes));
  }

  /** Films with frames of a model whose vectors fill their places that have no codes: a Kinora from before wrote them. */
  withoutCodes(): { readonly videoId: number; readonly model: string }[] {
    const first = this.#db
      .prepare(
        'SELECT substr(vector, 1, 1) FROM frames WHERE video_id = ? AND model = ? ORDER BY time LIMIT 1',
      )
      .pluck();
    const uncoded = this.#db
      .prepare(
        `SELECT video_id AS videoId, model FROM frame_stamps
         WHERE count > 0 AND (video_id, model) NOT IN (SELECT video_id, model FROM frame_codes)
         ORDER BY video_id`,
      )
      .all() as { videoId: number; model: string }[];
    return uncoded.filter(({ videoId, model }) => isDense(first.get(videoId, model) as Buffer));
  }

  /** Writes the codes of all that a model has of a film; none when the film has gone. */
  writeCodes(videoId: number, model: string): void {
    this.#code(videoId, model, null);
  }

  /** Small codes of a film's frames; null where a model fills few places, or none were written. */
  codes(videoId: number, model: string): FrameCodes | null {
    const bytes = this.#db
      .prepare('SELECT codes FROM frame_codes WHERE video_id = ? AND model = ?')
      .pluck()
      .get(videoId, model) as Buffer | undefined;
    return bytes ? decodeFrameCodes(bytes) : null;
  }

  /**
   * The products of a vector with frames at some times of films, as {@link codes} tells times, in the order in which they
   * are asked for; null for a frame that has gone.
   */
  products(vector: Float32Array, wanted: readonly FramesAtTimes[]): (number | null)[] {
    // Without a transaction around them each read would take the lock and give it back, which costs more than the read.
    return this.#db.transaction(() => wanted.flatMap((frames) => this.#products(vector, frames)))();
  }

  #products(vector: Float32Array, { videoId, model, times, all }: FramesAtTimes): (number | null)[] {
    const { at, times: allTimes } = this.#prepared();
    if (times.length < all * shareToReadAll) {
      const kept = times.map((time) => (at.get(videoId, model, time) as Buffer | undefined) ?? null);
      return productsWithKept(vector, kept);
    }
    const found = allTimes.all(videoId, model) as number[];
    const products = new Float64Array(found.length);
    for (let from = 0; from < found.length;) {
      let to = Math.min(found.length, from + readAtOnce);
      // Two passes may have looked at one time.
      while (found[to] === found[to - 1]) to++;
      products.set(this.#between(vector, videoId, model, found.slice(from, to)), from);
      from = to;
    }
    let row = 0;
    return times.map((time) => {
      while (row < found.length && found[row]! < time) row++;
      return found[row] === time ? products[row]! : null;
    });
  }

  /** The products with all frames from the first to the last of these times. */
  #between(vector: Float32Array, videoId: number, model: string, times: readonly number[]): Float64Array {
    const { run, rows } = this.#prepared();
    const between = [videoId, model, times[0]!, times.at(-1)!] as const;
    const products = productsWithRun(vector, run.get(...between) as Buffer, times.length);
    if (products) return products;
    return Float64Array.from(
      productsWithKept(vector, rows.all(...between) as Buffer[]),
      (product) => product!,
    );
  }

  #prepared(): Record<'insert' | 'at' | 'times' | 'rows' | 'run', Statement> {
    return (this.#statements ??= {
      insert: this.#db.prepare(
        'INSERT INTO frames (video_id, pass, model, time, vector) VALUES (?, ?, ?, ?, ?)',
      ),
      at: this.#db
        .prepare('SELECT vector FROM frames WHERE video_id = ? AND model = ? AND time = ? LIMIT 1')
        .pluck(),
      times: this.#db
        .prepare('SELECT time FROM frames WHERE video_id = ? AND model = ? ORDER BY time')
        .pluck(),
      rows: this.#db.prepare(`SELECT vector ${vectorsBetween}`).pluck(),
      // One value instead of a hundred rows, each of which costs more than to find it. Bytes stay as they are in a text of
      // SQLite's, whichever they are.
      run: this.#db
        .prepare(`SELECT CAST(group_concat(vector, '') AS BLOB) FROM (SELECT vector ${vectorsBetween})`)
        .pluck(),
    });
  }

  /** Frames that a model described for one pass over a film, in time order. */
  *byPass(videoId: number, pass: FramePass, model: string): Generator<FrameVector> {
    const rows = this.#db
      .prepare('SELECT time, vector FROM frames WHERE video_id = ? AND model = ? AND pass = ? ORDER BY time')
      .iterate(videoId, model, pass) as IterableIterator<{ time: number; vector: Buffer }>;
    for (const { time, vector } of rows) yield { time, vector: decodeVector(vector) };
  }

  /** A film's frames that a model described, in time order. */
  *byVideo(videoId: number, model: string): Generator<FrameVector> {
    const rows = this.#db
      .prepare('SELECT time, vector FROM frames WHERE video_id = ? AND model = ? ORDER BY time')
      .iterate(videoId, model) as IterableIterator<{ time: number; vector: Buffer }>;
    for (const { time, vector } of rows) yield { time, vector: decodeVector(vector) };
  }

  /** The same frames by what they show, which takes little time and room. */
  columns(videoId: number, model: string): FrameColumns {
    const rows = this.#rows(videoId, model);
    return {
      times: Float64Array.from(rows, ({ time }) => time),
      vectors: decodeColumns(rows.map(({ vector }) => vector)),
    };
  }

  #rows(videoId: number, model: string): { time: number; vector: Buffer }[] {
    return this.#db
      .prepare('SELECT time, vector FROM frames WHERE video_id = ? AND model = ? ORDER BY time')
      .all(videoId, model) as { time: number; vector: Buffer }[];
  }

  /** Which films have frames of which models, by film; of a film's models that described frames last comes last. */
  stamps(): FrameStamp[] {
    return this.#db
      .prepare(
        `SELECT video_id AS videoId, model, count, change FROM frame_stamps
         WHERE count > 0 ORDER BY video_id, change`,
      )
      .all() as FrameStamp[];
  }
}

import type { Database } from 'better-sqlite3';

/** A pass that has finished for a film. */
export interface FinishedPass {
  readonly pass: string;
  readonly version: number;
  /** What its rows were made from, as the pass tells it. */
  readonly input: string;
  /** Counts up with each pass that finishes for the film. */
  readonly run: number;
  /** One sentence about the part of the film that could not be read; null when all of it was. */
  readonly damage: string | null;
}

/** How long a pass has taken, pauses left out. */
export interface PassTiming {
  readonly pass: string;
  readonly runs: number;
  /** Seconds of film worked through. */
  readonly mediaSeconds: number;
  readonly wallSeconds: number;
  readonly latestMediaSeconds: number;
  readonly latestWallSeconds: number;
}

/** Which passes have finished for which film, and how long they take. */
export class PassTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  finished(videoId: number): FinishedPass[] {
    return this.#db
      .prepare('SELECT pass, version, input, run, damage FROM passes WHERE video_id = ? ORDER BY run, pass')
      .all(videoId) as FinishedPass[];
  }

  /** The input for which a pass last finished, whatever its version; null when it never did. */
  inputOf(videoId: number, pass: string): string | null {
    const input = this.#db
      .prepare('SELECT input FROM passes WHERE video_id = ? AND pass = ?')
      .pluck()
      .get(videoId, pass) as string | undefined;
    return input ?? null;
  }

  /** Notes that a pass has finished; it counts as later than all that finished for the film before. */
  finish(videoId: number, { pass, version, input, damage }: Omit<FinishedPass, 'run'>): void {
    this.#db
      .prepare(
        `INSERT OR REPLACE INTO passes (video_id, pass, version, input, damage, run)
         VALUES (:videoId, :pass, :version, :input, :damage,
           (SELECT coalesce(max(run), 0) + 1 FROM passes WHERE video_id = :videoId))`,
      )
      .run({ videoId, pass, version, input, damage });
  }

  addTiming(pass: string, mediaSeconds: number, wallSeconds: number): void {
    this.#db
      .prepare(
        `INSERT INTO pass_timings (pass, runs, media_seconds, wall_seconds, latest_media_seconds, latest_wall_seconds)
         VALUES (:pass, 1, :mediaSeconds, :wallSeconds, :mediaSeconds, :wallSeconds)
         ON CONFLICT (pass) DO UPDATE SET
           runs = runs + 1,
           media_seconds = media_seconds + excluded.media_seconds,
           wall_seconds = wall_seconds + excluded.wall_seconds,
           latest_media_seconds = excluded.latest_media_seconds,
           latest_wall_seconds = excluded.latest_wall_seconds`,
      )
      .run({ pass, mediaSeconds, wallSeconds });
  }

  timings(): PassTiming[] {
    return this.#db
      .prepare(
        `SELECT pass, runs, media_seconds AS mediaSeconds, wall_seconds AS wallSeconds,
           latest_media_seconds AS latestMediaSeconds, latest_wall_seconds AS latestWallSeconds
         FROM pass_timings ORDER BY pass`,
      )
      .all() as PassTiming[];
  }
}

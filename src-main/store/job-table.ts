import type { Database, Statement } from 'better-sqlite3';
import { z } from 'zod';
import type { Problem } from '../domain/errors.ts';

/** `failed` needs the user, `set-aside` ended the worker too often; neither runs again by itself. */
export type JobState = 'queued' | 'running' | 'failed' | 'set-aside';

/** What is kept with a job as JSON. */
export const jobPayload = z.object({
  /** The version of the pass for which it was enqueued. */
  version: z.number().int().nonnegative(),
});

export interface JobRow {
  readonly id: number;
  readonly videoId: number;
  readonly pass: string;
  readonly priority: number;
  readonly state: JobState;
  /** Runs that ended in an error. */
  readonly attempts: number;
  /** Runs that ended the worker or its process. */
  readonly crashes: number;
  /** Milliseconds since 1970 before which it does not run. */
  readonly notBefore: number | null;
  readonly leaseOwner: string | null;
  readonly leaseUntil: number | null;
  readonly problem: Problem | null;
  /** What was last heard before each crash. */
  readonly log: string | null;
}

export interface NewJob {
  readonly videoId: number;
  readonly pass: string;
  readonly priority: number;
  /** The pass's version now. */
  readonly version: number;
}

/** Which films count: some, or all. */
export type FilmScope = readonly number[] | null;

/** Work that is left, by pass. */
export interface OpenWork {
  readonly pass: string;
  readonly films: number;
  /** Seconds of film, of those whose length is known. */
  readonly mediaSeconds: number;
  /** Films whose length is not known yet. */
  readonly unmeasured: number;
}

interface StoredJob extends Omit<JobRow, 'problem'> {
  problem_code: Problem['code'] | null;
  problem_sentence: string | null;
  problem_remedy: string | null;
}

const columns = `jobs.id, video_id AS videoId, pass, priority, state, attempts, crashes, not_before AS notBefore,
  lease_owner AS leaseOwner, lease_until AS leaseUntil, log, problem_code, problem_sentence, problem_remedy`;
const fresh = `state = 'queued', attempts = 0, crashes = 0, not_before = NULL, lease_owner = NULL, lease_until = NULL,
  problem_code = NULL, problem_sentence = NULL, problem_remedy = NULL, log = NULL`;
const inScope = (scope: FilmScope) =>
  scope === null ? '' : 'AND video_id IN (SELECT value FROM json_each(:scope))';
const problemColumns = 'problem_code = :code, problem_sentence = :sentence, problem_remedy = :remedy';
/** Room for the logs of three crashes. */
const longestLog = 12_000;

function jobOf({ problem_code, problem_sentence, problem_remedy, ...row }: StoredJob): JobRow {
  const problem: Problem | null = problem_code
    ? { code: problem_code, sentence: problem_sentence ?? '', remedy: problem_remedy ?? '' }
    : null;
  return { ...row, problem };
}

/**
 * Passes that have to run, one row for each film and pass. Enqueue in the transaction that is the cause. Whoever runs a
 * job holds a lease on it: rows of another's lease are never written, and a lease that ran out is a crash.
 */
export class JobTable {
  readonly #db: Database;
  /** Statements by their text: the queue is asked many times a second. */
  readonly #statements = new Map<string, Statement<unknown[]>>();

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Adds a job. One that is there keeps its state and takes the higher of the two priorities; one that was added for
   * another version of its pass begins afresh.
   */
  add({ videoId, pass, priority, version }: NewJob, at: Date): void {
    const payload = JSON.stringify({ version });
    const known = this.#prepare('SELECT id, payload FROM jobs WHERE video_id = ? AND pass = ?').get(
      videoId,
      pass,
    ) as { id: number; payload: string } | undefined;
    if (!known) {
      this.#prepare(
        `INSERT INTO jobs (video_id, pass, priority, state, payload, enqueued_at) VALUES (?, ?, ?, 'queued', ?, ?)`,
      ).run(videoId, pass, priority, payload, at.toISOString());
      return;
    }
    this.#prepare(
      `UPDATE jobs SET payload = ?, priority = min(priority, ?) ${known.payload === payload ? '' : `, ${fresh}`} WHERE id = ?`,
    ).run(payload, priority, known.id);
  }

  /** Adds a job, or lets the one that is there begin afresh; whoever runs it loses the lease. */
  restart({ videoId, pass, priority, version }: NewJob, at: Date): void {
    this.#prepare(
      `INSERT INTO jobs (video_id, pass, priority, state, payload, enqueued_at) VALUES (?, ?, ?, 'queued', ?, ?)
       ON CONFLICT (video_id, pass) DO UPDATE SET
         payload = excluded.payload, priority = min(priority, excluded.priority), ${fresh}`,
    ).run(videoId, pass, priority, JSON.stringify({ version }), at.toISOString());
  }

  /** Queues failed jobs again, of one film or of all, on request those that were set aside too, and lets none wait. */
  retry(videoId: number | null, { setAside }: { readonly setAside: boolean }): number[] {
    const states = setAside ? ['failed', 'set-aside'] : ['failed'];
    this.#prepare(
      `UPDATE jobs SET not_before = NULL WHERE state = 'queued' AND (? IS NULL OR video_id = ?)`,
    ).run(videoId, videoId);
    return this.#prepare(
      `UPDATE jobs SET ${fresh} WHERE state IN (SELECT value FROM json_each(?)) AND (? IS NULL OR video_id = ?)
         RETURNING video_id`,
    )
      .pluck()
      .all(JSON.stringify(states), videoId, videoId) as number[];
  }

  /** Puts a film before all others; the one that was there before it becomes like a new film. */
  focus(videoId: number, first: number, second: number): boolean {
    this.#prepare('UPDATE jobs SET priority = ? WHERE priority = ? AND video_id <> ?').run(
      second,
      first,
      videoId,
    );
    return this.#prepare('UPDATE jobs SET priority = ? WHERE video_id = ?').run(first, videoId).changes > 0;
  }

  raise(videoId: number, priority: number): void {
    this.#prepare('UPDATE jobs SET priority = min(priority, ?) WHERE video_id = ?').run(priority, videoId);
  }

  /** Films with queued jobs of this priority for some passes, in the order in which they were added, after one of them. */
  queuedFilms(passes: readonly string[], priority: number, after: number, count: number): number[] {
    return this.#prepare(
      `SELECT DISTINCT video_id FROM jobs WHERE state = 'queued' AND priority = ? AND video_id > ?
           AND pass IN (SELECT value FROM json_each(?)) ORDER BY video_id LIMIT ?`,
    )
      .pluck()
      .all(priority, after, JSON.stringify(passes), count) as number[];
  }

  /** Takes a lease on queued jobs. */
  claim(ids: readonly number[], owner: string, until: number): void {
    this.#prepare(
      `UPDATE jobs SET state = 'running', lease_owner = ?, lease_until = ?
         WHERE id IN (SELECT value FROM json_each(?)) AND state = 'queued'`,
    ).run(owner, until, JSON.stringify(ids));
  }

  /** Lengthens an owner's leases. */
  heartbeat(owner: string, until: number): void {
    this.#prepare(`UPDATE jobs SET lease_until = ? WHERE lease_owner = ? AND state = 'running'`).run(
      until,
      owner,
    );
  }

  /** Whether all of these jobs are still there and leased to this owner. */
  holds(ids: readonly number[], owner: string): boolean {
    const held = this.#prepare(
      `SELECT count(*) FROM jobs WHERE id IN (SELECT value FROM json_each(?)) AND state = 'running' AND lease_owner = ?`,
    )
      .pluck()
      .get(JSON.stringify(ids), owner);
    return held === ids.length;
  }

  /** Jobs that are done, or not needed, leave. */
  finish(ids: readonly number[]): void {
    this.#prepare('DELETE FROM jobs WHERE id IN (SELECT value FROM json_each(?))').run(JSON.stringify(ids));
  }

  /** Gives jobs back, for a run at once or at a later time. */
  release(ids: readonly number[], owner: string, notBefore: number | null = null): void {
    this.#end(ids, owner, `state = 'queued', not_before = :notBefore`, { notBefore });
  }

  /** Gives back whatever an owner holds. */
  releaseAll(owner: string): void {
    this.#prepare(
      `UPDATE jobs SET state = 'queued', lease_owner = NULL, lease_until = NULL
         WHERE state = 'running' AND lease_owner = ?`,
    ).run(owner);
  }

  /** Counts an attempt that ended in an error; the next is made later. */
  backOff(ids: readonly number[], owner: string, notBefore: number, problem: Problem): void {
    this.#end(
      ids,
      owner,
      `state = 'queued', attempts = attempts + 1, not_before = :notBefore, ${problemColumns}`,
      { notBefore, ...problem },
    );
  }

  fail(ids: readonly number[], owner: string, problem: Problem): void {
    this.#end(ids, owner, `state = 'failed', attempts = attempts + 1, ${problemColumns}`, { ...problem });
  }

  /** Counts a crash of whoever ran a job: it is queued again, or set aside when this was one too many. */
  crash(id: number, heard: string, most: number, problem: Problem): void {
    this.#prepare(
      `UPDATE jobs SET crashes = crashes + 1, lease_owner = NULL, lease_until = NULL,
           state = CASE WHEN crashes + 1 >= :most THEN 'set-aside' ELSE 'queued' END,
           log = substr(coalesce(log || char(10), '') || :heard, -${longestLog}), ${problemColumns}
         WHERE id = :id AND state = 'running'`,
    ).run({ id, heard, most, ...problem });
  }

  /** Takes queued jobs out, of some films or all; gives the films. */
  takeOut(scope: FilmScope): number[] {
    const films = this.#prepare(
      `DELETE FROM jobs WHERE state = 'queued' ${inScope(scope)} RETURNING video_id`,
    )
      .pluck()
      .all({ scope: JSON.stringify(scope) }) as number[];
    return [...new Set(films)];
  }

  /** Takes out a film's queued jobs of some passes. */
  takeOutPasses(videoId: number, passes: readonly string[]): void {
    this.#prepare(
      `DELETE FROM jobs WHERE video_id = ? AND state = 'queued' AND pass IN (SELECT value FROM json_each(?))`,
    ).run(videoId, JSON.stringify(passes));
  }

  /** Drops rows that this program cannot carry out; gives a sentence about each. */
  dropUnreadable(passes: readonly string[]): string[] {
    const rows = this.#prepare('SELECT id, pass, payload FROM jobs').all() as {
      id: number;
      pass: string;
      payload: string;
    }[];
    const warnings: string[] = [];
    for (const { id, pass, payload } of rows) {
      if (passes.includes(pass) && isReadable(payload)) continue;
      this.finish([id]);
      warnings.push(`A job for the pass “${pass}” was dropped: this version cannot read it (${payload}).`);
    }
    return warnings;
  }

  byVideo(videoId: number): JobRow[] {
    return this.#rows('WHERE video_id = ? ORDER BY id', videoId);
  }

  running(): JobRow[] {
    return this.#rows(`WHERE state = 'running' ORDER BY id`);
  }

  /** Running jobs, then those that wait, in the order of priority and film. */
  first(count: number): JobRow[] {
    return this.#rows(
      `WHERE state <> 'failed' ORDER BY state <> 'running', state, priority, video_id, id LIMIT ?`,
      count,
    );
  }

  /** Jobs that wait for the user. */
  stuck(): JobRow[] {
    return this.#rows(`WHERE state IN ('failed', 'set-aside') ORDER BY video_id, id`);
  }

  /** How many jobs there are, by pass and state. */
  totals(): { pass: string; state: JobState; jobs: number }[] {
    return this.#prepare(
      'SELECT pass, state, count(*) AS jobs FROM jobs GROUP BY pass, state ORDER BY pass, state',
    ).all() as { pass: string; state: JobState; jobs: number }[];
  }

  /** Films with jobs that are queued or run; films whose file is away are left out. */
  openFilms(scope: FilmScope): number[] {
    return this.#prepare(
      `SELECT DISTINCT video_id FROM jobs JOIN videos ON videos.id = video_id
       WHERE jobs.state IN ('queued', 'running') AND absence IS NULL ${inScope(scope)} ORDER BY video_id`,
    )
      .pluck()
      .all({ scope: JSON.stringify(scope) }) as number[];
  }

  /** Work that is queued or runs, by pass; films whose file is away are left out. */
  openWork(scope: FilmScope): OpenWork[] {
    return this.#prepare(
      `SELECT pass, count(*) AS films, sum(duration) AS mediaSeconds, sum(duration = 0) AS unmeasured
         FROM jobs JOIN videos ON videos.id = video_id
         WHERE jobs.state IN ('queued', 'running') AND absence IS NULL ${inScope(scope)} GROUP BY pass`,
    ).all({ scope: JSON.stringify(scope) }) as OpenWork[];
  }

  #prepare(sql: string): Statement<unknown[]> {
    const known = this.#statements.get(sql) ?? this.#db.prepare<unknown[]>(sql);
    this.#statements.set(sql, known);
    return known;
  }

  #end(ids: readonly number[], owner: string, change: string, values: Record<string, unknown>): void {
    this.#prepare(
      `UPDATE jobs SET lease_owner = NULL, lease_until = NULL, ${change}
         WHERE id IN (SELECT value FROM json_each(:ids)) AND state = 'running' AND lease_owner = :owner`,
    ).run({ ids: JSON.stringify(ids), owner, ...values });
  }

  #rows(condition: string, ...values: unknown[]): JobRow[] {
    const rows = this.#prepare(`SELECT ${columns} FROM jobs ${condition}`).all(...values);
    return (rows as StoredJob[]).map(jobOf);
  }
}

function isReadable(payload: string): boolean {
  try {
    return jobPayload.safeParse(JSON.parse(payload)).success;
  } catch {
    return false;
  }
}

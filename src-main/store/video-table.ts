import type { Database, Statement } from 'better-sqlite3';
import type { Problem } from '../domain/errors.ts';
import type { Interval } from '../domain/interval.ts';
import type { SoundEvent } from '../domain/sound-event.ts';
import type { Shot } from '../domain/shot.ts';
import { pathsUnder } from './folder-table.ts';

export type VideoState = 'waiting' | 'indexing' | 'ready' | 'failed' | 'offline';

/** Why a film's file cannot be reached: it alone is gone, or the folder or drive that it lies in. */
export type Absence = 'file' | 'folder';

/** What tells a file from another and an old version of it from a new one. */
export interface FileIdentity {
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly fingerprint: string;
}

export interface VideoRow extends FileIdentity {
  readonly id: number;
  readonly title: string;
  readonly state: VideoState;
  readonly problem: Problem | null;
  /** Null while the file is there, as far as the last look at its folder knows. */
  readonly absence: Absence | null;
  readonly duration: number;
  readonly width: number;
  readonly height: number;
  /** What the probe said, as JSON; null before the first probe. */
  readonly probe: string | null;
  readonly posterTime: number | null;
  /** The sprite sheet's layout, as JSON; null when there is none. */
  readonly sprite: string | null;
  readonly addedAt: string;
}

/** What a scan compares with what it finds. */
export interface KnownFile extends FileIdentity {
  readonly id: number;
  readonly state: VideoState;
  readonly absence: Absence | null;
  /** Names, sizes and dates of the files beside the film, as one text. */
  readonly sidecars: string;
}

interface StoredVideo {
  id: number;
  path: string;
  title: string;
  size: number;
  modified_ms: number;
  fingerprint: string;
  state: VideoState;
  problem_code: Problem['code'] | null;
  problem_sentence: string | null;
  problem_remedy: string | null;
  absence: Absence | null;
  duration: number;
  width: number;
  height: number;
  probe: string | null;
  poster_time: number | null;
  sprite: string | null;
  added_at: string;
}

function videoOf(row: StoredVideo): VideoRow {
  return {
    id: row.id,
    path: row.path,
    title: row.title,
    size: row.size,
    modifiedMs: row.modified_ms,
    fingerprint: row.fingerprint,
    state: row.state,
    problem: row.problem_code
      ? { code: row.problem_code, sentence: row.problem_sentence ?? '', remedy: row.problem_remedy ?? '' }
      : null,
    absence: row.absence,
    duration: row.duration,
    width: row.width,
    height: row.height,
    probe: row.probe,
    posterTime: row.poster_time,
    sprite: row.sprite,
    addedAt: row.added_at,
  };
}

const knownFileColumns = 'id, path, size, modified_ms AS modifiedMs, fingerprint, state, absence, sidecars';

/** Files, the state of work on them, and what belongs to a whole film: shots and speech. */
export class VideoTable {
  readonly #db: Database;
  /** Asked very often: searches look at every film that they find something in. */
  #selectById: Statement | null = null;
  #selectShots: Statement | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  all(): VideoRow[] {
    return (this.#db.prepare('SELECT * FROM videos ORDER BY path').all() as StoredVideo[]).map(videoOf);
  }

  byId(id: number): VideoRow | null {
    this.#selectById ??= this.#db.prepare('SELECT * FROM videos WHERE id = ?');
    const row = this.#selectById.get(id) as StoredVideo | undefined;
    return row ? videoOf(row) : null;
  }

  byPath(path: string): VideoRow | null {
    const row = this.#db.prepare('SELECT * FROM videos WHERE path = ?').get(path) as StoredVideo | undefined;
    return row ? videoOf(row) : null;
  }

  byFingerprint(fingerprint: string): VideoRow[] {
    const rows = this.#db.prepare('SELECT * FROM videos WHERE fingerprint = ? ORDER BY id').all(fingerprint);
    return (rows as StoredVideo[]).map(videoOf);
  }

  /** Every file of the library, or those inside a folder. */
  knownFiles(folder: string | null = null): KnownFile[] {
    const which = folder === null ? '' : 'WHERE path >= ? AND path < ?';
    return this.#db
      .prepare(`SELECT ${knownFileColumns} FROM videos ${which} ORDER BY path`)
      .all(...(folder === null ? [] : pathsUnder(folder))) as KnownFile[];
  }

  knownFile(path: string): KnownFile | null {
    const row = this.#db.prepare(`SELECT ${knownFileColumns} FROM videos WHERE path = ?`).get(path);
    return (row as KnownFile | undefined) ?? null;
  }

  /** How many films lie inside a folder. */
  countUnder(folder: string): number {
    return this.#db
      .prepare('SELECT count(*) FROM videos WHERE path >= ? AND path < ?')
      .pluck()
      .get(...pathsUnder(folder)) as number;
  }

  setAbsence(id: number, absence: Absence | null): void {
    this.#db.prepare('UPDATE videos SET absence = ? WHERE id = ?').run(absence, id);
  }

  setSidecars(id: number, sidecars: string): void {
    this.#db.prepare('UPDATE videos SET sidecars = ? WHERE id = ?').run(sidecars, id);
  }

  setTitle(id: number, title: string): void {
    this.#db.prepare('UPDATE videos SET title = ? WHERE id = ?').run(title, id);
  }

  add(file: FileIdentity, title: string, addedAt: Date): number {
    const { lastInsertRowid } = this.#db
      .prepare(
        `INSERT INTO videos (path, title, size, modified_ms, fingerprint, state, added_at)
         VALUES (?, ?, ?, ?, ?, 'waiting', ?)`,
      )
      .run(file.path, title, file.size, file.modifiedMs, file.fingerprint, addedAt.toISOString());
    return Number(lastInsertRowid);
  }

  /** The same film under a new path or date: its rows stay. */
  move(id: number, file: FileIdentity, title: string): void {
    this.#db
      .prepare(
        'UPDATE videos SET path = ?, title = ?, size = ?, modified_ms = ?, fingerprint = ? WHERE id = ?',
      )
      .run(file.path, title, file.size, file.modifiedMs, file.fingerprint, id);
  }

  setState(id: number, state: VideoState, problem: Problem | null = null): void {
    this.#db
      .prepare(
        `UPDATE videos SET state = ?, problem_code = ?, problem_sentence = ?, problem_remedy = ? WHERE id = ?`,
      )
      .run(state, problem?.code ?? null, problem?.sentence ?? null, problem?.remedy ?? null, id);
  }

  setProbe(id: number, probe: string, facts: { duration: number; width: number; height: number }): void {
    this.#db
      .prepare('UPDATE videos SET probe = ?, duration = ?, width = ?, height = ? WHERE id = ?')
      .run(probe, facts.duration, facts.width, facts.height, id);
  }

  setPictures(id: number, posterTime: number | null, sprite: string | null): void {
    this.#db
      .prepare('UPDATE videos SET poster_time = ?, sprite = ? WHERE id = ?')
      .run(posterTime, sprite, id);
  }

  remove(id: number): boolean {
    return this.#db.prepare('DELETE FROM videos WHERE id = ?').run(id).changes > 0;
  }

  replaceShots(videoId: number, shots: readonly Shot[]): void {
    this.#db.prepare('DELETE FROM shots WHERE video_id = ?').run(videoId);
    const insert = this.#db.prepare(
      'INSERT INTO shots (video_id, start, "end", transition) VALUES (?, ?, ?, ?)',
    );
    for (const shot of shots) insert.run(videoId, shot.start, shot.end, shot.transition);
  }

  shots(videoId: number): Shot[] {
    this.#selectShots ??= this.#db.prepare(
      'SELECT start, "end", transition FROM shots WHERE video_id = ? ORDER BY start',
    );
    return this.#selectShots.all(videoId) as Shot[];
  }

  replaceSpeech(videoId: number, speech: readonly Interval[]): void {
    this.#db.prepare('DELETE FROM speech WHERE video_id = ?').run(videoId);
    const insert = this.#db.prepare('INSERT INTO speech (video_id, start, "end") VALUES (?, ?, ?)');
    for (const { start, end } of speech) insert.run(videoId, start, end);
  }

  /** What is heard in a film besides speech. */
  replaceSounds(videoId: number, sounds: readonly SoundEvent[]): void {
    this.#db.prepare('DELETE FROM sound_events WHERE video_id = ?').run(videoId);
    const insert = this.#db.prepare(
      'INSERT INTO sound_events (video_id, start, "end", kind) VALUES (?, ?, ?, ?)',
    );
    for (const { start, end, kind } of sounds) insert.run(videoId, start, end, kind);
  }

  sounds(videoId: number): SoundEvent[] {
    return this.#db
      .prepare('SELECT start, "end", kind FROM sound_events WHERE video_id = ? ORDER BY start')
      .all(videoId) as SoundEvent[];
  }

  speech(videoId: number): Interval[] {
    return this.#db
      .prepare('SELECT start, "end" FROM speech WHERE video_id = ? ORDER BY start')
      .all(videoId) as Interval[];
  }
}

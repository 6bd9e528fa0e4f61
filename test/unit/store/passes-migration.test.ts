import BetterSqlite, { type Database } from 'better-sqlite3';
import { load } from 'sqlite-vec';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../src-main/store/migrate.ts';
import { firstLibrary } from '../../../src-main/store/migrations/001-first-library.ts';
import { vectorsByModel } from '../../../src-main/store/migrations/002-vectors-by-model.ts';

let db: Database;

beforeEach(() => {
  db = new BetterSqlite(':memory:');
  load(db);
  db.exec(firstLibrary);
  db.exec(vectorsByModel);
  db.pragma('user_version = 2');
  db.prepare(
    `INSERT INTO videos (id, path, title, size, modified_ms, fingerprint, state, added_at)
     VALUES (1, '/films/1.mkv', 'Film', 1, 1, 'abc', 'ready', '2026-01-02T03:04:05Z')`,
  ).run();
  const insert = db.prepare('INSERT INTO passes (video_id, pass, version, input) VALUES (1, ?, 1, ?)');
  insert.run('probe', 'abc');
  insert.run('dialogue', 'abc|film.srt:1:2');
  insert.run('frames', 'abc|blazeface|faceres');
  insert.run('pictures', 'abc');
  insert.run('audio', 'abc|silero-vad');
});
afterEach(() => db.close());

describe('A library whose pictures one pass looked at', () => {
  it('keeps what was found, under the passes that find it now', () => {
    migrate(db);
    expect(db.prepare('SELECT pass, version, input FROM passes ORDER BY pass').all()).toEqual([
      { pass: 'audio', version: 1, input: 'abc|silero-vad' },
      { pass: 'faces', version: 1, input: 'abc|blazeface|faceres' },
      { pass: 'probe', version: 1, input: 'abc' },
      { pass: 'shots', version: 1, input: 'abc' },
      { pass: 'subtitles', version: 1, input: 'abc|film.srt:1:2' },
    ]);
  });

  it('has room for frames, which go with their film', () => {
    migrate(db);
    db.pragma('foreign_keys = ON');
    db.prepare(
      `INSERT INTO frames (video_id, pass, model, time, vector) VALUES (1, 'sketch', 'm', 0, x'00')`,
    ).run();
    db.prepare('DELETE FROM videos').run();
    expect(db.prepare('SELECT count(*) FROM frames').pluck().get()).toBe(0);
  });
});

import BetterSqlite from 'better-sqlite3';
import { load } from 'sqlite-vec';
import { expect, it } from 'vitest';
import { migrate } from '../../../src-main/store/migrate.ts';
import { firstLibrary } from '../../../src-main/store/migrations/001-first-library.ts';
import { vectorsByModel } from '../../../src-main/store/migrations/002-vectors-by-model.ts';
import { passesAndFrames } from '../../../src-main/store/migrations/003-passes.ts';
import { folders } from '../../../src-main/store/migrations/004-folders.ts';
import { jobs } from '../../../src-main/store/migrations/005-jobs.ts';
import { summaries } from '../../../src-main/store/migrations/006-summaries.ts';
import { groups } from '../../../src-main/store/migrations/007-groups.ts';

it('a library keeps its decisions with their faces, which still go together', () => {
  const db = new BetterSqlite(':memory:');
  load(db);
  db.pragma('foreign_keys = ON');
  const before = [firstLibrary, vectorsByModel, passesAndFrames, folders, jobs, summaries, groups];
  for (const step of before) db.exec(step);
  db.pragma(`user_version = ${before.length}`);
  db.exec(`
    INSERT INTO people (id, name, colour, added_at) VALUES (1, 'Ada', 0, '2026-01-02T03:04:05Z');
    INSERT INTO decisions (id, action, person_id, inverse, made_at) VALUES
      (4, 'name', 1, '{"pictures":[],"founded":true}', '2026-01-02T03:04:05Z'),
      (9, 'merge', NULL, '{}', '2026-01-02T03:04:06Z');
    INSERT INTO decided_faces (decision_id, fingerprint, time, x, y, width, height) VALUES
      (4, 'abc', 1.5, 0.1, 0.2, 0.3, 0.4), (9, 'abc', 2.5, 0.1, 0.2, 0.3, 0.4);
  `);
  migrate(db);
  expect(
    db.prepare('SELECT id, action, person_id AS person, other_id AS other FROM decisions').all(),
  ).toEqual([
    { id: 4, action: 'name', person: 1, other: null },
    { id: 9, action: 'merge', person: null, other: null },
  ]);
  const faces = db.prepare('SELECT decision_id, time FROM decided_faces ORDER BY id').raw();
  expect(faces.all()).toEqual([
    [4, 1.5],
    [9, 2.5],
  ]);
  db.exec('DELETE FROM people');
  expect(faces.all()).toEqual([[9, 2.5]]);
  const added = db
    .prepare(
      `INSERT INTO decisions (action, inverse, made_at) VALUES ('unignore', '{}', '2026-01-02T03:04:07Z')`,
    )
    .run();
  expect(added.lastInsertRowid).toBe(10);
  db.close();
});

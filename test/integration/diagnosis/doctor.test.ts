import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, open, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import BetterSqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCore } from '../../../src-main/api/core.ts';
import type { Check, CheckName } from '../../../src-main/diagnosis/check.ts';
import { diagnose } from '../../../src-main/diagnosis/doctor.ts';
import { checkRoots, checkWritable } from '../../../src-main/diagnosis/folder-checks.ts';
import { checkLibrary } from '../../../src-main/diagnosis/library-checks.ts';
import { checkModels } from '../../../src-main/diagnosis/model-checks.ts';
import { ensureStarterPack } from '../../../src-main/models/starter-pack.ts';
import { closeWriter, libraryFolders, openForWriting } from '../../../src-main/store/library-database.ts';
import { LibraryStore } from '../../../src-main/store/library-store.ts';
import { schemaVersion } from '../../../src-main/store/migrate.ts';

const endlessWriter = fileURLToPath(new URL('../../fixtures/endless-writer.ts', import.meta.url));

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kinora-doctor-'));
});

afterAll(() => rm(home, { recursive: true, force: true }));

/** A library with some films in it, closed in order. */
function newLibrary(name: string, roots: readonly string[] = []): { folder: string; database: string } {
  const folder = join(home, name);
  const db = openForWriting(folder);
  const store = new LibraryStore(db);
  store.transaction(() => {
    for (const root of roots) store.folders.add(root, new Date());
    for (let i = 0; i < 400; i++) {
      const path = join(folder, `film ${i}.mkv`);
      store.videos.add({ path, size: 1, modifiedMs: 1, fingerprint: path.repeat(5) }, 'A film', new Date());
    }
  });
  closeWriter(db);
  return { folder, database: libraryFolders(folder).database };
}

function only(checks: readonly Check[], name: CheckName): Check {
  const found = checks.filter((check) => check.name === name);
  expect(found, name).toHaveLength(1);
  return found[0]!;
}

/** Every state but ok must come with what to do. */
function expectMendable(checks: readonly Check[]): void {
  for (const { name, state, sentence, remedy } of checks) {
    expect(sentence, name).toMatch(/\.$/);
    expect(remedy === '', name).toBe(state === 'ok');
  }
}

describe('the library’s file', () => {
  test('sound: everything is ok, and nothing is changed', async () => {
    const { folder, database } = newLibrary('sound');
    const before = (await stat(database)).mtimeMs;
    const checks = await checkLibrary(folder);
    expect(checks.map(({ name, state }) => [name, state])).toEqual([
      ['database', 'ok'],
      ['schema', 'ok'],
      ['references', 'ok'],
      ['write-ahead-log', 'ok'],
      ['other-writer', 'ok'],
      ['jobs', 'ok'],
    ]);
    expect((await stat(database)).mtimeMs).toBe(before);
  });

  test('not there: that is no fault', async () => {
    const folder = join(home, 'none');
    expect(await checkLibrary(folder)).toMatchObject([{ name: 'database', state: 'ok' }]);
    await expect(stat(folder)).rejects.toThrow();
  });

  test('pages overwritten: told as damaged', async () => {
    const { folder, database } = newLibrary('overwritten');
    const { size } = await stat(database);
    const file = await open(database, 'r+');
    await file.write(Buffer.alloc(Math.floor(size / 2), 0xa5), 0, undefined, Math.floor(size / 3));
    await file.close();
    const checks = await checkLibrary(folder);
    expect(only(checks, 'database').state).toBe('failed');
    expectMendable(checks);
  });

  test('cut short: told as damaged', async () => {
    const { folder, database } = newLibrary('short');
    await truncate(database, 4096 * 3);
    expect(only(await checkLibrary(folder), 'database').state).toBe('failed');
  });

  test('no database at all: told as unreadable', async () => {
    const { folder, database } = newLibrary('text');
    await writeFile(database, 'This is a letter. '.repeat(500));
    expect(await checkLibrary(folder)).toMatchObject([{ name: 'database', state: 'failed' }]);
  });

  test('made by a newer Kinora: told so, and still examined', async () => {
    const { folder, database } = newLibrary('newer');
    const db = new BetterSqlite(database);
    db.pragma('user_version = 999');
    db.close();
    const checks = await checkLibrary(folder);
    expect(only(checks, 'schema')).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('999') as string,
    });
    expect(only(checks, 'database').state).toBe('ok');
    expectMendable(checks);
  });

  test('rows that name rows which are gone: counted', async () => {
    const { folder, database } = newLibrary('references');
    const db = new BetterSqlite(database);
    db.pragma('foreign_keys = OFF');
    db.prepare(`INSERT INTO shots VALUES (9999, 0, 1, 'start'), (9999, 1, 2, 'cut')`).run();
    db.close();
    expect(only(await checkLibrary(folder), 'references')).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/^2 rows/) as string,
    });
  });

  test('a write-ahead log that was never folded in: told, and left as it is', async () => {
    const { folder, database } = newLibrary('log');
    const writer = new BetterSqlite(database);
    writer.pragma('journal_mode = WAL');
    writer.prepare(`INSERT INTO facts VALUES ('x', 'y')`).run();
    // The log keeps its size while it is open: a sparse end makes it huge without filling the disk.
    await truncate(`${database}-wal`, 300e6);
    const checks = await checkLibrary(folder);
    expect(only(checks, 'write-ahead-log')).toMatchObject({
      state: 'warning',
      sentence: expect.stringContaining('300 MB') as string,
    });
    expect(only(checks, 'database').state).toBe('ok');
    expect((await stat(`${database}-wal`)).size).toBe(300e6);
    writer.close();
  });

  test('left by a writer that was killed: examined with what is in its log, which is left as it is', async () => {
    const folder = join(home, 'killed');
    const child = spawn(process.execPath, [endlessWriter, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await ended;
    const { database } = libraryFolders(folder);
    const sizes = async () => [(await stat(database)).size, (await stat(`${database}-wal`)).size];
    const before = await sizes();
    expect(before[1]).toBeGreaterThan(0);
    const checks = await checkLibrary(folder);
    expect(checks.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(only(checks, 'schema').sentence).toContain(String(schemaVersion));
    expect(await sizes()).toEqual(before);
  });

  test('another program that does not let go of it: told', async () => {
    const { folder, database } = newLibrary('held');
    const writer = new BetterSqlite(database);
    writer.exec('BEGIN IMMEDIATE');
    const checks = await checkLibrary(folder);
    expect(only(checks, 'other-writer').state).toBe('warning');
    expect(only(checks, 'database').state).toBe('ok');
    expectMendable(checks);
    writer.exec('ROLLBACK');
    writer.close();
  });

  test('jobs that were given up: counted, where the library lists them', async () => {
    const { folder, database } = newLibrary('jobs');
    const db = new BetterSqlite(database);
    db.exec(`INSERT INTO jobs (video_id, pass, priority, state, payload, enqueued_at)
      SELECT id, 'faces', 2, CASE WHEN id <= 2 THEN 'set-aside' ELSE 'queued' END, '{}', '' FROM videos LIMIT 5`);
    db.close();
    expect(only(await checkLibrary(folder), 'jobs')).toMatchObject({
      state: 'warning',
      sentence: expect.stringMatching(/^2 jobs/) as string,
    });
    const older = new BetterSqlite(database);
    older.exec('DROP TABLE jobs');
    older.close();
    expect((await checkLibrary(folder)).map(({ name }) => name)).not.toContain('jobs');
  });
});

test('folders that are gone are named', async () => {
  const here = join(home, 'here');
  await mkdir(here);
  expect((await checkRoots([here])).state).toBe('ok');
  const { folder } = newLibrary('roots', [here, join(home, 'unplugged')]);
  const told = only(await checkLibrary(folder), 'folders');
  expect(told).toMatchObject({ state: 'warning', sentence: expect.stringContaining('unplugged') as string });
  expect(told.sentence).not.toContain(here);
});

// Root may read every folder.
test.skipIf(process.getuid?.() === 0)('folders that may not be read are named', async () => {
  const closed = join(home, 'closed');
  await mkdir(closed);
  await chmod(closed, 0o000);
  expect((await checkRoots([closed])).sentence).toContain('May not be read');
  await chmod(closed, 0o700);
});

test('a folder that cannot be written is told with the reason', async () => {
  const file = join(home, 'a file');
  await writeFile(file, '');
  for (const folder of [file, join(file, 'below')]) {
    expect(await checkWritable('library-folder', folder, 'Choose another.')).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining(folder) as string,
      remedy: 'Choose another.',
    });
  }
  if (process.platform === 'linux') {
    // No file can be made there, by nobody.
    const folder = '/proc/self';
    expect((await checkWritable('library-folder', folder, 'Choose another.')).state).toBe('failed');
  }
  expect((await checkWritable('library-folder', join(home, 'new', 'library'), '')).state).toBe('ok');
});

test('models that are missing or broken are told apart from whole ones', async () => {
  const cache = join(home, 'cache');
  expect(await checkModels(cache)).toMatchObject([{ name: 'models', state: 'warning' }]);
  await ensureStarterPack(cache);
  expect(await checkModels(cache)).toMatchObject([{ name: 'models', state: 'ok' }]);
  const files = await readdir(cache, { recursive: true });
  await truncate(
    join(
      cache,
      files.find((name) => name.endsWith('.onnx'))!,
    ),
    1000,
  );
  expect(await checkModels(cache)).toMatchObject([{ name: 'models', state: 'warning' }]);
});

test('without ffmpeg, over a damaged library and a cache that is a file, everything is still told', async () => {
  const { folder, database } = newLibrary('hopeless');
  await writeFile(database, 'no database');
  const cacheFolder = join(home, 'cache file');
  await writeFile(cacheFolder, '');
  const path = process.env['PATH'];
  process.env['PATH'] = '';
  try {
    const checks = await diagnose({
      libraryFolder: folder,
      cacheFolder,
      ffmpegSetting: join(home, 'no ffmpeg'),
      environment: {},
    });
    const failures = checks.filter(({ state }) => state === 'failed').map(({ name }) => name);
    expect(failures).toEqual(['ffmpeg', 'model-cache', 'database']);
    expect(only(checks, 'models').state).toBe('warning');
    expect(only(checks, 'ffmpeg').sentence).toContain('no ffmpeg');
    expectMendable(checks);
  } finally {
    process.env['PATH'] = path;
  }
});

test('an open library is in order', async () => {
  const libraryFolder = join(home, 'open');
  const core = await openCore({ libraryFolder });
  try {
    const { checks } = await core.call('library.doctor', {});
    expect(checks.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(checks.map(({ name }) => name)).toContain('schema');
  } finally {
    await core.close();
  }
});

test('looking can be broken off', async () => {
  const { folder } = newLibrary('aborted');
  await expect(checkLibrary(folder, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});

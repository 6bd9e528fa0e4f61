import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { load } from 'sqlite-vec';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { closeWriter, libraryFolders, openForWriting } from '../../../src-main/store/library-database.ts';
import { LibraryStore } from '../../../src-main/store/library-store.ts';
import { firstLibrary } from '../../../src-main/store/migrations/001-first-library.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-migration-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('an old library keeps its folders; a film that was indexed by its own path is none of them', () => {
  const old = new BetterSqlite(libraryFolders(folder).database);
  load(old);
  old.exec(firstLibrary);
  old.pragma('user_version = 1');
  old.exec(`
    INSERT INTO roots VALUES ('/films', '2026-01-01'), ('/other/a.mp4', '2026-01-02');
    INSERT INTO videos (path, title, size, modified_ms, fingerprint, state, added_at)
      VALUES ('/other/a.mp4', 'a', 1, 2, 'f', 'ready', '2026-01-02');
  `);
  old.close();

  const db = openForWriting(folder);
  const store = new LibraryStore(db);
  expect(store.folders.all()).toEqual([{ path: '/films', watching: 'auto', scannedAt: null }]);
  expect(store.videos.knownFiles()).toMatchObject([{ path: '/other/a.mp4', absence: null, sidecars: '' }]);
  closeWriter(db);
});

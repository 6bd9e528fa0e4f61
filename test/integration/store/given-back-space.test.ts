import { statSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src-main/domain/random.ts';
import { normalised } from '../../../src-main/domain/vector.ts';
import { LibraryWriter } from '../../../src-main/indexing/library-writer.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';
import { writeCopy } from '../../../src-main/store/backups/library-copy.ts';
import { libraryFolders, openForReading } from '../../../src-main/store/library-database.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
beforeEach(() => {
  library = new WrittenLibrary();
});
afterEach(() => library.close());

/** A film with a thousand pictures, each of which a model describes by 512 numbers. */
function addFilm(seed: number): number {
  const random = seededRandom(seed);
  const id = library.film({ duration: 1000 });
  const frames = Array.from({ length: 1000 }, (_, time) => ({
    time,
    vector: normalised(Float32Array.from({ length: 512 }, () => random.next() - 0.5)),
  }));
  library.store.transaction(() => library.store.frames.replace(id, 'dense', 'made-up', frames));
  return id;
}

const bytes = () => statSync(libraryFolders(library.folder).database).size;

describe('the file of a library', () => {
  it('gets smaller when films are taken out, and the others stay as they were', async () => {
    const [first, ...others] = [1, 2, 3, 4].map(addFilm);
    library.release();
    const before = bytes();
    const writer = new LibraryWriter(
      { libraryFolder: library.folder, modelCache: modelCacheFolder() },
      { progress: () => {}, changed: () => {} },
    );
    for (const id of others) expect(await writer.removeVideo(id)).toBe(true);
    await writer.close();
    expect(bytes()).toBeLessThan(0.5 * before);
    const db = openForReading(library.folder);
    expect(db.pragma('freelist_count', { simple: true })).toBe(0);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const left = db.prepare('SELECT DISTINCT video_id FROM frames').pluck().all();
    expect(left).toEqual([first]);
    db.close();
  });

  it('of a library from before can give space back once it was exported and imported', () => {
    const old = join(library.folder, 'old.sqlite');
    const db = new BetterSqlite(old);
    db.exec('CREATE TABLE facts (key TEXT, value TEXT)');
    expect(db.pragma('auto_vacuum', { simple: true })).toBe(0);
    db.close();
    const copy = join(library.folder, 'copy.sqlite');
    const reader = new BetterSqlite(old, { readonly: true });
    writeCopy(reader, copy);
    reader.close();
    const copied = new BetterSqlite(copy, { readonly: true });
    expect(copied.pragma('auto_vacuum', { simple: true })).toBe(2);
    copied.close();
  });
});

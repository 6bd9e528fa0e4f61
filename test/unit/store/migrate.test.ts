import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  closeWriter,
  libraryFolders,
  openForReading,
  openForWriting,
} from '../../../src-main/store/library-database.ts';
import { schemaVersion, versionOf } from '../../../src-main/store/migrate.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('A library', () => {
  it('is made with the current schema and opened again as it is', () => {
    const first = openForWriting(folder);
    expect(versionOf(first)).toBe(schemaVersion);
    first.prepare(`INSERT INTO roots (path, added_at) VALUES ('/films', '2026-01-01')`).run();
    closeWriter(first);
    const second = openForWriting(folder);
    expect(second.prepare('SELECT path FROM roots').pluck().get()).toBe('/films');
    closeWriter(second);
  });

  it('of a newer Kinora is left alone and named', () => {
    const db = openForWriting(folder);
    db.pragma(`user_version = ${schemaVersion + 1}`);
    closeWriter(db);
    expect(() => openForWriting(folder)).toThrow(/made by a newer Kinora/);
    const again = openForReading(folder);
    expect(versionOf(again)).toBe(schemaVersion + 1);
    again.close();
  });

  it('that is no database is told in one sentence', () => {
    writeFileSync(libraryFolders(folder).database, 'This is a text file, not a library of films.'.repeat(50));
    expect(() => openForWriting(folder)).toThrow(
      expect.objectContaining({ code: 'library', message: expect.stringContaining(folder) }),
    );
  });

  it('cannot be opened for reading before it was made', () => {
    expect(() => openForReading(folder)).toThrow(expect.objectContaining({ code: 'library' }));
  });

  it('cannot be written over a connection for reading', () => {
    closeWriter(openForWriting(folder));
    const reader = openForReading(folder);
    expect(() => reader.prepare('DELETE FROM videos').run()).toThrow(/readonly/);
    reader.close();
  });
});

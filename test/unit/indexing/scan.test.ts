import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registerFile } from '../../../src-main/indexing/register-file.ts';
import { scan } from '../../../src-main/indexing/scan.ts';
import { closeWriter, openForWriting } from '../../../src-main/store/library-database.ts';
import { LibraryStore } from '../../../src-main/store/library-store.ts';

let folder: string;
const never = new AbortController().signal;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-scan-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content = 'film'): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

describe('finding films', () => {
  test('folders are searched to the bottom for film-like names', async () => {
    write('a.mp4');
    write('deep/er/b.MKV');
    write('notes.txt');
    write('half.mp4.part');
    write('.hidden.mp4');
    const { files, failures } = await scan([folder], never);
    expect(files.map(({ path }) => relative(folder, path))).toEqual(['a.mp4', join('deep', 'er', 'b.MKV')]);
    expect(failures).toEqual([]);
  });

  test('a file named outright is taken whatever its name', async () => {
    const path = write('recording.bin');
    expect((await scan([path], never)).files.map((file) => file.path)).toEqual([path]);
  });

  test('a file named twice is found once', async () => {
    const path = write('a.mp4');
    expect((await scan([folder, path], never)).files).toHaveLength(1);
  });

  test('odd names are found as they are', async () => {
    const names = ['"quoted".mp4', '🎬.mp4', 'two\nlines.mp4', '-dash.mp4'];
    for (const name of names) write(name);
    const { files } = await scan([folder], never);
    expect(files.map(({ path }) => relative(folder, path)).toSorted()).toEqual(names.toSorted());
  });

  test('links are not followed, so that a loop ends', async () => {
    write('a.mp4');
    symlinkSync(folder, join(folder, 'loop'));
    expect((await scan([folder], never)).files).toHaveLength(1);
  });

  test('what does not exist is told, and the rest goes on', async () => {
    const path = write('a.mp4');
    const missing = join(folder, 'nowhere');
    const { files, failures } = await scan([missing, path], never);
    expect(files).toHaveLength(1);
    expect(failures[0]?.problem.sentence).toBe(`“${missing}” does not exist.`);
  });
});

describe('recognising files', () => {
  test('a renamed file keeps its row, a copy gets its own, new bytes keep the row', async () => {
    const db = openForWriting(join(folder, 'library'));
    const store = new LibraryStore(db);
    const register = async (path: string) => {
      const { files } = await scan([path], never);
      return registerFile(store, files[0]!, (id) => changed.push(id));
    };
    const changed: number[] = [];
    const first = await register(write('a.mp4', 'the film'));
    store.videos.setState(first.id, 'ready');

    renameSync(join(folder, 'a.mp4'), join(folder, 'b.mp4'));
    const renamed = await register(join(folder, 'b.mp4'));
    expect([renamed.id, renamed.title, renamed.state]).toEqual([first.id, 'b', 'ready']);

    const copy = await register(write('copy.mp4', 'the film'));
    expect(copy.id).not.toBe(first.id);

    const edited = await register(write('b.mp4', 'the film, a new cut'));
    expect(edited.id).toBe(first.id);
    expect(changed).toEqual([first.id, copy.id, first.id]);
    closeWriter(db);
  });
});

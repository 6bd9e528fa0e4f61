import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultPatterns } from '../../../src-main/indexing/folder-patterns.ts';
import { scan as scanWith } from '../../../src-main/indexing/scan.ts';

let folder: string;
const never = new AbortController().signal;
const scan = (paths: readonly string[], signal: AbortSignal) => scanWith(paths, defaultPatterns, signal);

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

  test('a link that leads to itself, given outright, is told', async () => {
    const loop = join(folder, 'loop');
    symlinkSync(loop, loop);
    const { failures } = await scan([loop], never);
    expect(failures[0]?.problem.sentence).toBe(`“${loop}” is a link that leads round in a circle.`);
  });

  test('a path of more than 300 characters is found', async () => {
    const deep = join(...Array.from({ length: 5 }, (_, i) => `${i}`.repeat(60)), 'a.mp4');
    write(deep);
    expect((await scan([folder], never)).files.map(({ path }) => relative(folder, path))).toEqual([deep]);
  });

  test.skipIf(process.platform !== 'linux')(
    'a name that is no UTF-8 is told, and the rest goes on',
    async () => {
      write('a.mp4');
      writeFileSync(
        Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from('.mp4')]),
        '',
      );
      const { files, failures } = await scan([folder], never);
      expect(files).toHaveLength(1);
      expect(failures.map(({ problem }) => problem.sentence)).toEqual([
        `“${join(folder, 'caf\ufffd.mp4')}” cannot be opened: its name is not written in UTF-8.`,
      ]);
    },
  );

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'a folder that may not be read is told, and the rest goes on',
    async () => {
      write('a.mp4');
      write('locked/b.mp4');
      chmodSync(join(folder, 'locked'), 0);
      const { files, failures } = await scan([folder], never);
      chmodSync(join(folder, 'locked'), 0o700);
      expect(files).toHaveLength(1);
      expect(failures.map(({ problem }) => problem.sentence)).toEqual([
        `You may not read “${join(folder, 'locked')}”.`,
      ]);
    },
  );

  test('patterns keep whole folders out, and let in only what they name', async () => {
    for (const name of ['a.mp4', 'Extras/b.mp4', 'x/extras/c.mp4', 'x/d.mkv']) write(name);
    const found = async (include: string[], exclude: string[]) => {
      const { files } = await scanWith([folder], { include, exclude }, never);
      return files.map(({ path }) => relative(folder, path));
    };
    expect(await found([], ['extras/'])).toEqual(['a.mp4', join('x', 'd.mkv')]);
    expect(await found(['*.MKV'], [])).toEqual([join('x', 'd.mkv')]);
  });

  test('the files beside a film are part of what is found of it', async () => {
    write('a.mp4');
    const before = (await scan([folder], never)).files[0]!.sidecars;
    expect(before).toBe('');
    write('a.en.srt', 'lines');
    const after = (await scan([folder], never)).files[0]!.sidecars;
    write('a.en.srt', 'other lines');
    expect(new Set([before, after, (await scan([folder], never)).files[0]!.sidecars]).size).toBe(3);
  });

  test('cancelling ends it', async () => {
    write('a.mp4');
    await expect(scan([folder], AbortSignal.abort())).rejects.toThrow(/abort/i);
  });
});

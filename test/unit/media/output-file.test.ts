import { linkSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkedOutput, reserveFile } from '../../../src-main/media/output-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-exports-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('A name in the folder of exports', () => {
  it('is numbered when it is taken, also by exports at the same time', async () => {
    writeFileSync(join(folder, 'a.mp4'), 'older');
    const paths = await Promise.all([reserveFile(folder, 'a', 'mp4'), reserveFile(folder, 'a', 'mp4')]);
    expect(paths.toSorted()).toEqual([join(folder, 'a (2).mp4'), join(folder, 'a (3).mp4')]);
    expect(readFileSync(join(folder, 'a.mp4'), 'utf8')).toBe('older');
  });

  it('is told when the folder cannot be made', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(reserveFile(join(folder, 'file'), 'a', 'mp4')).rejects.toMatchObject({ code: 'library' });
  });
});

describe('An output that the person names', () => {
  it('may replace another file', async () => {
    const path = join(folder, 'out.mp4');
    writeFileSync(path, '');
    await expect(checkedOutput(path, [join(folder, 'film.mp4')])).resolves.toBe(path);
  });

  it('may not be the film it is made from, under another name either', async () => {
    const film = join(folder, 'film.mp4');
    writeFileSync(film, 'film');
    linkSync(film, join(folder, 'same.mp4'));
    for (const output of [film, join(folder, '.', 'x', '..', 'film.mp4'), join(folder, 'same.mp4')]) {
      await expect(checkedOutput(output, [film])).rejects.toThrow(/would replace/);
    }
  });

  it('must lie in a folder that is there, and be no folder', async () => {
    await expect(checkedOutput(join(folder, 'none', 'a.mp4'), [])).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(checkedOutput(folder, [])).rejects.toThrow(/is a folder/);
  });
});

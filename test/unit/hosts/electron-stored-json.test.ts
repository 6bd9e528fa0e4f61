import { link, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadJson, saveJson } from '../../../src-main/hosts/electron/stored-json.ts';

const shape = z.object({ size: z.number(), loud: z.boolean().default(true) });
const otherwise = { size: 1, loud: false };
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-json-'));
  path = join(folder, 'small.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a small file', () => {
  it('gives back what was saved last', async () => {
    await saveJson(path, { size: 2, loud: false });
    await saveJson(path, { size: 3, loud: false });
    expect(await loadJson(path, shape, otherwise)).toEqual({ size: 3, loud: false });
  });

  it('of an older version is read with what it lacks filled in', async () => {
    await writeFile(path, '{"size":4}');
    expect(await loadJson(path, shape, otherwise)).toEqual({ size: 4, loud: true });
  });

  it('that is absent is as nothing was saved', async () => {
    expect(await loadJson(path, shape, otherwise)).toEqual(otherwise);
  });

  it.each(['', '{"size":', '{"size":"large"}', 'null', '[]', '\0\0\0'])(
    'that holds %j is as nothing was saved',
    async (text) => {
      await writeFile(path, text);
      expect(await loadJson(path, shape, otherwise)).toEqual(otherwise);
    },
  );

  it('that cannot be saved leaves the old one and nothing beside it', async () => {
    await saveJson(path, { size: 5, loud: true });
    const endless: Record<string, unknown> = {};
    endless['self'] = endless;
    await expect(saveJson(path, endless)).rejects.toThrow();
    await expect(saveJson(join(folder, 'absent', 'small.json'), { size: 6 })).rejects.toThrow();
    expect(await loadJson(path, shape, otherwise)).toEqual({ size: 5, loud: true });
    expect(await readdir(folder)).toEqual(['small.json']);
  });

  it('is replaced, not written over, so that nobody sees half of it', async () => {
    await saveJson(path, { size: 7, loud: true });
    const before = join(folder, 'before.json');
    await link(path, before);
    await saveJson(path, { size: 8, loud: true });
    expect(await loadJson(before, shape, otherwise)).toEqual({ size: 7, loud: true });
    expect(await loadJson(path, shape, otherwise)).toEqual({ size: 8, loud: true });
  });
});

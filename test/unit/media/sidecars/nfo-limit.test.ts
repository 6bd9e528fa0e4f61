import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readNfo } from '../../../../src-main/media/sidecars/nfo.ts';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'kinora-nfo-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = async (length: number) => {
  const path = join(folder, 'film.nfo');
  await writeFile(path, '<movie><title>Mug</title></movie>'.padEnd(length));
  return readNfo(path);
};

describe('a .nfo file', () => {
  it('is read up to a megabyte, and no further', async () => {
    expect((await read(1_000_000))?.title).toBe('Mug');
    expect(await read(1_000_001)).toBeNull();
  });
});

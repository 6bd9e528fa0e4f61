import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nfoOf, writeFilmNfo, type KnownFilmFacts } from '../../../src-main/exports/nfo-file.ts';
import { parseNfo } from '../../../src-main/media/sidecars/nfo.ts';
import { writeNfo } from '../../../src-main/media/sidecars/nfo-writer.ts';

const known: KnownFilmFacts = {
  film: { path: '/films/mug.mp4', title: 'mug', duration: 5400 },
  facts: {
    title: 'The Blue Mug & Co.',
    originalTitle: 'La Tasse bleue',
    year: 2019,
    plot: 'Ada <loses> a "mug".',
    uniqueIds: { imdb: 'tt0000001' },
    hasCover: false,
  },
  cast: [{ name: 'Ada', role: 'Herself' }],
  seen: ['Bo', 'ada'],
};
const read = (text: string) => parseNfo(Buffer.from(text, 'utf8'));

describe('what is known of a film', () => {
  it('is read back as it was, the billed cast before whoever else is recognised', () => {
    const text = writeNfo(nfoOf(known));
    expect(read(text)).toEqual({
      title: 'The Blue Mug & Co.',
      originalTitle: 'La Tasse bleue',
      year: 2019,
      plot: 'Ada <loses> a "mug".',
      uniqueIds: { imdb: 'tt0000001' },
      cast: [
        { name: 'Ada', role: 'Herself', thumb: null },
        { name: 'Bo', role: null, thumb: null },
      ],
    });
    expect(text).toContain('<runtime>90</runtime>');
  });

  it('is the name of the file where nothing else is known', () => {
    const text = writeNfo(nfoOf({ ...known, facts: null, cast: [], seen: [] }));
    expect(read(text)).toMatchObject({ title: 'mug', year: null, plot: null, cast: [] });
  });

  it('is well-formed whatever films and people are called', () => {
    const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(words, words, (title, name) => {
        const cast = [{ name: `x${name}`, role: title }];
        const nfo = read(writeNfo({ ...nfoOf(known), title: `x${title}`, cast }));
        expect(nfo?.cast).toHaveLength(1);
        expect(nfo?.year).toBe(2019);
        expect(nfo?.title?.startsWith('x')).toBe(true);
      }),
    );
  });
});

describe('the file', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'kinora-nfo-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const write = (output: string | null, replaces = false) =>
    writeFilmNfo({ ...known, output, exportsFolder: join(folder, 'exports'), replaces });

  it('lies among the exports, or where it is wanted', async () => {
    expect(await write(null)).toEqual({ path: join(folder, 'exports', 'mug.nfo'), people: 2 });
    const { path } = await write(join(folder, 'movie.nfo'));
    expect(read(await readFile(path, 'utf8'))?.title).toBe('The Blue Mug & Co.');
  });

  it('is never another kind of file', async () => {
    const film = join(folder, 'other.mp4');
    await writeFile(film, 'a film');
    await expect(write(film, true)).rejects.toThrow('is not the name of a .nfo file');
    expect(await readFile(film, 'utf8')).toBe('a film');
  });

  it('of somebody else is kept until it may be replaced', async () => {
    const path = join(folder, 'movie.nfo');
    await writeFile(path, '<movie><title>Mine</title></movie>');
    await expect(write(path)).rejects.toThrow('is there already');
    expect(await readFile(path, 'utf8')).toContain('Mine');
    await write(path, true);
    expect(await readFile(path, 'utf8')).toContain('The Blue Mug');
  });
});

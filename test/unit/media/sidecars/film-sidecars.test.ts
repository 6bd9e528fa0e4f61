import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filmSidecars, mayBelong } from '../../../../src-main/media/sidecars/film-sidecars.ts';
import {
  FolderListing,
  foldedName,
  listOnce,
  listWhenChanged,
} from '../../../../src-main/media/sidecars/folder-listing.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-sidecars-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(...names: string[]): void {
  for (const name of names) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), name);
  }
}

async function besides(film: string) {
  const found = await filmSidecars(join(folder, film), listOnce());
  const short = (path: string | null) => path && relative(folder, path);
  return {
    nfo: short(found.nfo),
    showNfo: short(found.showNfo),
    cover: short(found.cover),
    actorFolders: found.actorFolders.map(short),
  };
}

describe('The files beside a film', () => {
  it('are those of its name before those of its folder', async () => {
    write('A/a.mkv', 'A/a.nfo', 'A/movie.nfo', 'A/poster.jpg', 'A/a-Poster.PNG', 'A/.actors/Ada.jpg');
    expect(await besides('A/a.mkv')).toEqual({
      nfo: join('A', 'a.nfo'),
      showNfo: null,
      cover: join('A', 'a-Poster.PNG'),
      actorFolders: [join('A', '.actors')],
    });
  });

  it('are those of its folder where it is the only film', async () => {
    write('A/a.mkv', 'A/movie.nfo', 'A/folder.jpg');
    expect(await besides('A/a.mkv')).toMatchObject({
      nfo: join('A', 'movie.nfo'),
      cover: join('A', 'folder.jpg'),
    });
    write('A/b.mkv');
    expect(await besides('A/a.mkv')).toMatchObject({ nfo: null, cover: null });
  });

  it('are those of its show up to two folders above', async () => {
    write('Show/tvshow.nfo', 'Show/.actors/Ada.jpg', 'Show/Season 1/Disc 1/a.mkv', 'Show/1/2/3/b.mkv');
    expect(await besides('Show/Season 1/Disc 1/a.mkv')).toMatchObject({
      showNfo: join('Show', 'tvshow.nfo'),
      actorFolders: [join('Show', '.actors')],
    });
    expect((await besides('Show/1/2/3/b.mkv')).showNfo).toBeNull();
  });

  it('are told for the film whose name they carry, or for all of a folder', () => {
    expect(mayBelong('/f/a.mkv', '/f/a.en.srt')).toBe(true);
    expect(mayBelong('/f/b.mkv', '/f/a.en.srt')).toBe(false);
    expect(mayBelong('/f/x/b.mkv', '/f/tvshow.nfo')).toBe(true);
    expect(mayBelong('/f/b.mkv', '/f/.actors/Ada.jpg')).toBe(true);
  });
});

describe('A folder’s listing', () => {
  it('finds the names that begin with a text as looking at each would', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 6 });
    fc.assert(
      fc.property(fc.array(name), name, (names, text) => {
        const expected = names.filter((one) => foldedName(one).startsWith(foldedName(text)));
        expect(new FolderListing(names).startingWith(text).toSorted()).toEqual(expected.toSorted());
      }),
    );
  });

  it('is read again when the folder has changed', async () => {
    const list = listWhenChanged();
    write('a.mkv');
    utimesSync(folder, 1000, 1000);
    const first = await list(folder);
    expect(await list(folder)).toBe(first);
    write('b.mkv');
    expect((await list(folder)).names).toEqual(['a.mkv', 'b.mkv']);
    expect((await list(join(folder, 'nowhere'))).names).toEqual([]);
  });
});

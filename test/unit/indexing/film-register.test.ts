import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FilmRegister, type FolderChanges } from '../../../src-main/indexing/film-register.ts';
import { openPassBook } from '../../../src-main/indexing/passes/all-passes.ts';
import { FilmQueue } from '../../../src-main/indexing/queue/film-queue.ts';
import { lookAt } from '../../../src-main/indexing/scan.ts';
import { listOnce } from '../../../src-main/media/sidecars/folder-listing.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
let folder: string;
let register: FilmRegister;
let changes: number;
const never = new AbortController().signal;

beforeEach(() => {
  library = new WrittenLibrary();
  folder = mkdtempSync(join(tmpdir(), 'kinora-register-'));
  changes = 0;
  register = new FilmRegister(library.store, new FilmQueue(library.store, openPassBook()), () => changes++);
});
afterEach(() => {
  library.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);

function write(name: string, content = name): string {
  mkdirSync(join(at(name), '..'), { recursive: true });
  writeFileSync(at(name), content);
  return at(name);
}

/** Films by name within the folder, as the library knows them. */
function films() {
  return library.store.videos.all().map(({ id, path, title, state, absence }) => {
    return { id, name: path.slice(folder.length + 1), title, state, absence };
  });
}

/** Scans the folder and lets everything that was found be indexed. */
async function scanAll(): Promise<readonly number[]> {
  const { toIndex } = await register.update([folder], never);
  for (const id of toIndex) library.store.videos.setState(id, 'ready');
  return toIndex;
}

async function apply(noticed: { found?: string[]; gone?: string[]; sidecars?: string[] }) {
  const found = await Promise.all((noticed.found ?? []).map((name) => lookAt(at(name), listOnce())));
  const told: FolderChanges = {
    found,
    gone: (noticed.gone ?? []).map(at),
    sidecars: (noticed.sidecars ?? []).map(at),
  };
  return (await register.apply(told)).toIndex;
}

describe('A scan', () => {
  it('has something to do for new and changed films only', async () => {
    write('a.mp4');
    write('b.mp4');
    expect(await scanAll()).toHaveLength(2);
    expect(await scanAll()).toEqual([]);
    write('b.mp4', 'a new cut');
    const [a, b] = films();
    expect(await scanAll()).toEqual([b!.id]);
    expect(films().map(({ id }) => id)).toEqual([a!.id, b!.id]);
  });

  it('takes a film that was only touched for what it is', async () => {
    write('a.mp4');
    await scanAll();
    utimesSync(at('a.mp4'), 1000, 1000);
    expect(await scanAll()).toEqual([]);
    expect(library.store.videos.knownFile(at('a.mp4'))?.modifiedMs).toBe(1_000_000);
  });

  it('keeps the row of a file that was moved or renamed, and gives a copy its own', async () => {
    write('a.mp4', 'the film');
    await scanAll();
    const { id } = films()[0]!;
    mkdirSync(at('x'));
    renameSync(at('a.mp4'), at('x/b.mp4'));
    expect(await scanAll()).toEqual([]);
    expect(films()).toMatchObject([{ id, name: join('x', 'b.mp4'), title: 'b', absence: null }]);
    copyFileSync(at('x/b.mp4'), at('copy.mp4'));
    expect(await scanAll()).toHaveLength(1);
    expect(films()).toHaveLength(2);
  });

  it('tells apart two copies that were both moved, by their names', async () => {
    write('one/a.mp4', 'the film');
    write('one/b.mp4', 'the film');
    await scanAll();
    const before = films();
    renameSync(at('one'), at('two'));
    expect(await scanAll()).toEqual([]);
    expect(films().map(({ id, name }) => [id, basename(name)])).toEqual(
      before.map(({ id, name }) => [id, basename(name)]),
    );
  });

  it('keeps the film whose file is gone, says why, and takes it up again', async () => {
    write('a.mp4');
    write('x/b.mp4');
    write('c.mp4');
    await scanAll();
    renameSync(at('a.mp4'), at('../away.mp4'));
    rmSync(at('x'), { recursive: true });
    await scanAll();
    expect(films().map(({ name, absence }) => [name, absence])).toEqual([
      ['a.mp4', 'file'],
      ['c.mp4', null],
      [join('x', 'b.mp4'), 'folder'],
    ]);
    renameSync(at('../away.mp4'), at('a.mp4'));
    expect(await scanAll()).toEqual([]);
    expect(films()[0]).toMatchObject({ state: 'ready', absence: null });
  });

  it('takes an empty folder for a drive that is not there', async () => {
    write('a.mp4');
    await scanAll();
    rmSync(at('a.mp4'));
    await scanAll();
    expect(films()).toMatchObject([{ absence: 'folder' }]);
  });

  it('tries a film again that failed and was away', async () => {
    write('a.mp4');
    const [id] = await scanAll();
    library.store.videos.setState(id!, 'failed');
    expect(await scanAll()).toEqual([]);
    await register.folderGone(folder);
    expect(await scanAll()).toEqual([id]);
  });

  it('leaves a film alone that the user took out, and one that may still grow', async () => {
    write('a.mp4');
    write('b.mp4');
    write('c.mp4');
    utimesSync(at('c.mp4'), 1000, 1000);
    library.store.folders.leaveOut(at('a.mp4'));
    const { ids, growing } = await register.update([folder], never, 60_000);
    expect(growing).toEqual([at('b.mp4')]);
    expect(ids).toHaveLength(1);
    expect(films().map(({ name }) => name)).toEqual(['c.mp4']);
  });

  it('tells the films on which work has not ended apart from those that have changed', async () => {
    write('a.mp4');
    const { ids, toIndex } = await register.update([folder], never);
    expect(toIndex).toEqual(ids);
    expect(await register.update([folder], never)).toMatchObject({ toIndex: [], unfinished: ids });
  });

  it('notices what came beside a film while nobody watched', async () => {
    write('a.mp4');
    const [id] = await scanAll();
    write('a.nfo');
    expect(await scanAll()).toEqual([id]);
    expect(await scanAll()).toEqual([]);
  });
});

describe('What is noticed in a folder', () => {
  it('moves a film whether its going or its coming is seen first', async () => {
    write('a.mp4', 'the film');
    await scanAll();
    const id = films()[0]!.id;
    renameSync(at('a.mp4'), at('b.mp4'));
    await apply({ gone: ['a.mp4'] });
    expect(films()).toMatchObject([{ id, name: 'a.mp4', absence: 'file' }]);
    expect(await apply({ found: ['b.mp4'] })).toEqual([]);
    renameSync(at('b.mp4'), at('c.mp4'));
    expect(await apply({ found: ['c.mp4'] })).toEqual([]);
    await apply({ gone: ['b.mp4'] });
    expect(films()).toMatchObject([{ id, name: 'c.mp4', state: 'ready', absence: null }]);
  });

  it('lets a film go on in its copy when the copy came first and nothing is known of it yet', async () => {
    write('a.mp4', 'the film');
    await scanAll();
    const id = films()[0]!.id;
    copyFileSync(at('a.mp4'), at('b.mp4'));
    expect(await apply({ found: ['b.mp4'] })).toHaveLength(1);
    rmSync(at('a.mp4'));
    await apply({ gone: ['a.mp4'] });
    expect(films()).toMatchObject([{ id, name: 'b.mp4', title: 'b', state: 'ready', absence: null }]);
  });

  it('leaves a copy its own row once something is known of it', async () => {
    write('a.mp4', 'the film');
    write('b.mp4', 'the film');
    await scanAll();
    rmSync(at('a.mp4'));
    await apply({ gone: ['a.mp4'] });
    expect(films().map(({ name, absence }) => [name, absence])).toEqual([
      ['a.mp4', 'file'],
      ['b.mp4', null],
    ]);
  });

  it('holds for every film in a folder that is gone', async () => {
    write('x/a.mp4');
    write('x/y/b.mp4');
    write('xx.mp4');
    await scanAll();
    rmSync(at('x'), { recursive: true });
    await apply({ gone: ['x'] });
    expect(films().map(({ absence }) => absence)).toEqual(['folder', 'folder', null]);
  });

  it('of files beside a film concerns the films they belong to', async () => {
    for (const name of ['a.mp4', 'b.mp4', 'x/c.mp4']) write(name);
    await scanAll();
    const id = (name: string) => films().find((film) => film.name === name)!.id;
    write('a.en.srt');
    expect(await apply({ sidecars: ['a.en.srt'] })).toEqual([id('a.mp4')]);
    expect(await apply({ sidecars: ['a.en.srt'] })).toEqual([]);
    write('tvshow.nfo');
    expect(await apply({ sidecars: ['tvshow.nfo'] })).toHaveLength(3);
    rmSync(at('a.en.srt'));
    expect(await apply({ sidecars: ['a.en.srt'] })).toEqual([id('a.mp4')]);
  });

  it('is told once a look', async () => {
    write('a.mp4');
    await apply({ found: ['a.mp4'] });
    expect(changes).toBe(1);
  });
});

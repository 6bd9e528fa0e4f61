import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FilmRegister } from '../../../src-main/indexing/film-register.ts';
import { openPassBook } from '../../../src-main/indexing/passes/all-passes.ts';
import { FilmQueue } from '../../../src-main/indexing/queue/film-queue.ts';
import { patternsSetting } from '../../../src-main/indexing/folder-patterns.ts';
import { FolderKeeper } from '../../../src-main/indexing/watching/folder-keeper.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

// Real folders under the system's own events, with times short enough for a test.

const timing = { settleMs: 200, presenceMs: 60, pollMs: 100 };
const patience = 15_000;

let library: WrittenLibrary;
let place: string;
let folder: string;
let keeper: FolderKeeper;
let toIndex: number[];

beforeEach(() => {
  library = new WrittenLibrary();
  place = mkdtempSync(join(tmpdir(), 'kinora-watched-'));
  folder = join(place, 'films');
  mkdirSync(folder);
  toIndex = [];
  keeper = newKeeper();
});
afterEach(async () => {
  await keeper.close();
  library.close();
  rmSync(place, { recursive: true, force: true });
});

function newKeeper(): FolderKeeper {
  const register = new FilmRegister(
    library.store,
    new FilmQueue(library.store, openPassBook()),
    () => undefined,
  );
  return new FolderKeeper(
    library.store,
    register,
    {
      index: (ids) => {
        toIndex.push(...ids);
        for (const id of ids) library.store.videos.setState(id, 'ready');
      },
      foldersChanged: () => undefined,
    },
    timing,
  );
}

const at = (name: string) => join(folder, name);

function write(name: string, content = name): void {
  mkdirSync(join(at(name), '..'), { recursive: true });
  writeFileSync(at(name), content);
}

const films = () => library.store.videos.all();
const names = () => films().map(({ path }) => path.slice(folder.length + 1));
const state = () => keeper.status()[0]?.state;

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + patience;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`In vain waited for: ${holds.toString()}`);
    await wait(20);
  }
}

async function watchFolder(): Promise<void> {
  await keeper.adopt([folder]);
  await keeper.watch();
  await until(() => library.store.folders.all()[0]!.scannedAt !== null);
}

describe('A watched folder', () => {
  it('is scanned first, then each new film is noticed, in new folders too', async () => {
    write('a.mp4');
    await watchFolder();
    await until(() => names().length === 1);
    expect(state()).toBe('watched');
    write('b.mkv');
    write('x/y/c.mp4');
    await until(() => names().length === 3);
    expect(names()).toEqual(['a.mp4', 'b.mkv', join('x', 'y', 'c.mp4')]);
    expect(new Set(toIndex).size).toBe(3);
    write('x/y/d.mp4');
    await until(() => names().length === 4);
  });

  it('has a film only once it has stopped growing', async () => {
    await watchFolder();
    write('a.mp4', '');
    for (let i = 0; i < 12; i++) {
      appendFileSync(at('a.mp4'), 'more');
      await wait(50);
      expect(names()).toEqual([]);
    }
    await until(() => names().length === 1);
    expect(films()[0]!.size).toBe(12 * 'more'.length);
  });

  it('tells of a film that was replaced, and not of what is no film', async () => {
    write('a.mp4');
    await watchFolder();
    await until(() => toIndex.length === 1);
    write('notes.txt');
    write('b.mp4.part');
    write('.hidden/c.mp4');
    rmSync(at('a.mp4'));
    write('a.mp4', 'a new cut');
    await until(() => toIndex.length === 2);
    expect(names()).toEqual(['a.mp4']);
    expect(films()[0]!.absence).toBeNull();
  });

  it('keeps the rows of films that are renamed, moved between folders, or whose folder is renamed', async () => {
    write('a.mp4');
    write('x/b.mp4');
    await watchFolder();
    await until(() => toIndex.length === 2);
    const ids = films().map(({ id }) => id);
    renameSync(at('a.mp4'), at('x/a.mp4'));
    await until(() => names().includes(join('x', 'a.mp4')));
    renameSync(at('x'), at('y'));
    await until(() => names().every((name) => name.startsWith('y')));
    await until(() => films().every(({ absence }) => absence === null));
    renameSync(at('y/b.mp4'), at('c.mp4'));
    await until(() => names().includes('c.mp4'));
    expect(
      films()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(ids.toSorted());
    expect(toIndex).toHaveLength(2);
  });

  it('says of a film that went that its file is gone, and takes it up when it is back', async () => {
    write('a.mp4');
    write('b.mp4');
    await watchFolder();
    await until(() => toIndex.length === 2);
    renameSync(at('a.mp4'), join(place, 'a.mp4'));
    await until(() => films()[0]!.absence === 'file');
    renameSync(join(place, 'a.mp4'), at('a.mp4'));
    await until(() => films()[0]!.absence === null);
    expect(toIndex).toHaveLength(2);
  });

  it('concerns a film when a file beside it comes or its cast gets pictures', async () => {
    write('a.mp4');
    await watchFolder();
    await until(() => toIndex.length === 1);
    write('a.en.srt');
    await until(() => toIndex.length === 2);
    write('.actors/Ada_Stone.jpg');
    await until(() => toIndex.length === 3);
    rmSync(at('a.en.srt'));
    await until(() => toIndex.length === 4);
    expect(new Set(toIndex).size).toBe(1);
  });

  it('goes offline with its films when its drive is unplugged, and is scanned when it is back', async () => {
    write('a.mp4');
    write('x/b.mp4');
    await watchFolder();
    await until(() => toIndex.length === 2);
    renameSync(folder, join(place, 'unplugged'));
    await until(() => state() === 'offline' && films().every(({ absence }) => absence === 'folder'));
    expect(keeper.status()[0]!.problem?.sentence).toBe(`The folder “${folder}” is not there.`);
    writeFileSync(join(place, 'unplugged', 'c.mp4'), 'added elsewhere');
    renameSync(join(place, 'unplugged'), folder);
    await until(() => state() === 'watched' && names().length === 3);
    await until(() => films().every(({ absence }) => absence === null));
    expect(new Set(toIndex).size).toBe(3);
    write('d.mp4');
    await until(() => names().length === 4);
  });

  it('is offline from the start when it is not there then', async () => {
    await keeper.adopt([folder]);
    rmSync(folder, { recursive: true });
    await keeper.watch();
    await until(() => state() === 'offline');
    mkdirSync(folder);
    write('a.mp4');
    await until(() => names().length === 1);
  });

  it('is scanned now and then where events are not wanted', async () => {
    await keeper.adopt([folder]);
    library.store.folders.setWatching(folder, 'polling');
    await keeper.watch();
    await until(() => state() === 'polled');
    write('a.mp4');
    await until(() => names().length === 1);
    rmSync(at('a.mp4'));
    await until(() => films()[0]!.absence !== null);
  });

  it('takes in 2,000 films that come at once, and 2,000 that go', { timeout: 60_000 }, async () => {
    write('x/first.mp4');
    await watchFolder();
    for (let i = 0; i < 2000; i++) writeFileSync(at(`x/film ${i}.mp4`), `film ${i}`);
    await until(() => new Set(toIndex).size === 2001);
    expect(names()).toHaveLength(2001);
    copyFileSync(at('x/first.mp4'), at('first.mp4'));
    rmSync(at('x'), { recursive: true });
    await until(() => library.store.videos.knownFile(at('x/film 1999.mp4'))?.absence === 'folder');
    await until(() => films().filter(({ absence }) => absence === null).length === 1);
    expect(names()).toHaveLength(2001);
  });
});

describe('The folders of a library', () => {
  it('are the widest that were indexed, and no single film', async () => {
    write('x/a.mp4');
    await keeper.adopt([at('x'), at('x/a.mp4'), join(place, 'nowhere')]);
    expect(keeper.status()).toEqual([{ path: at('x'), state: 'unwatched', problem: null }]);
    await keeper.adopt([folder]);
    expect(keeper.status().map(({ path }) => path)).toEqual([folder]);
    await keeper.adopt([at('x')]);
    expect(keeper.status().map(({ path }) => path)).toEqual([folder]);
  });

  it('are one of their own where the patterns of the wider one leave them out', async () => {
    write('.hidden/a.mp4');
    await keeper.adopt([folder]);
    await keeper.adopt([at('.hidden')]);
    expect(keeper.status()).toHaveLength(2);
  });

  it('are searched anew when the patterns change', async () => {
    library.store.settings.set(patternsSetting, { include: ['*.mkv'], exclude: [] });
    write('a.mp4');
    write('b.mkv');
    await watchFolder();
    await until(() => names().length === 1);
    library.store.settings.set(patternsSetting, { include: [], exclude: [] });
    await keeper.restart();
    await until(() => names().length === 2);
  });
});

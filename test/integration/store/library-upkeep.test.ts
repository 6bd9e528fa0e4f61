import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DailyBackup } from '../../../src-main/indexing/daily-backup.ts';
import { languageModelSettings, modelPurposes } from '../../../src-main/indexing/language-model-choice.ts';
import { EventLog } from '../../../src-main/domain/event-log.ts';
import {
  backUpNow,
  exportLibrary,
  importLibrary,
  repair,
  restoreBackup,
} from '../../../src-main/library/library-upkeep.ts';
import { backupName, backupsOf, placeForBackup } from '../../../src-main/store/backups/backup-shelf.ts';
import { writeBackup } from '../../../src-main/store/backups/write-backup.ts';
import { closeWriter, libraryFolders, openForWriting } from '../../../src-main/store/library-database.ts';
import { LibraryStore } from '../../../src-main/store/library-store.ts';
import { faceModel, unitVector, WrittenLibrary } from '../../fixtures/written-library.ts';

const never = new AbortController().signal;
const line = { start: 1, end: 2, text: 'where is the ladder' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-upkeep-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Films in a library, by a second look at its file. */
function filmsIn(root: string): string[] {
  const db = openForWriting(root);
  const films = new LibraryStore(db).videos.all().map(({ path }) => path);
  closeWriter(db);
  return films;
}

function writeFilms(root: string, films: readonly string[]): void {
  const db = openForWriting(root);
  const store = new LibraryStore(db);
  for (const path of films) {
    const id = store.videos.add({ path, size: 1, modifiedMs: 1, fingerprint: path }, path, new Date());
    const lines = Array.from({ length: 500 }, (_, i) => ({
      start: i,
      end: i + 1,
      text: `line ${i} of ${path}`,
      source: 'a.srt',
    }));
    store.cues.replace(id, lines);
  }
  closeWriter(db);
}

/** Overwrites pages in the middle of a file. */
function damage(path: string): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 4096 * 6, Math.min(bytes.length, 4096 * 60));
  writeFileSync(path, bytes);
}

describe('A backup', () => {
  it('is written beside readers and a writer, and holds what was committed', async () => {
    const library = new WrittenLibrary();
    try {
      library.film({ path: '/films/a.mp4', cues: [line] });
      const backup = await backUpNow(library.folder, never);
      library.film({ path: '/films/b.mp4' });
      importLibrary(folder, backup.path, false);
      expect(filmsIn(folder)).toEqual(['/films/a.mp4']);
    } finally {
      library.close();
    }
  });

  it('takes the place of the oldest when there are three', async () => {
    writeFilms(folder, ['/films/a.mp4']);
    const db = openForWriting(folder);
    for (const day of [1, 2, 3, 4]) await writeBackup(db, folder, never, new Date(Date.UTC(2026, 0, day)));
    closeWriter(db);
    expect(backupsOf(folder).map(({ madeAt }) => madeAt.getUTCDate())).toEqual([4, 3, 2]);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    writeFilms(folder, ['/films/a.mp4']);
    const db = openForWriting(folder);
    await expect(writeBackup(db, folder, AbortSignal.abort())).rejects.toThrow();
    closeWriter(db);
    expect(readdirSync(libraryFolders(folder).backups)).toEqual([]);
  });

  it('is found by its name and told from other files', () => {
    const at = new Date('2026-03-04T05:06:07Z');
    expect(backupName(at)).toBe('library-2026-03-04T050607Z.sqlite');
    writeFileSync(placeForBackup(folder, at), '');
    writeFileSync(join(libraryFolders(folder).backups, 'holiday.sqlite'), '');
    expect(backupsOf(folder).map(({ madeAt }) => madeAt)).toEqual([at]);
  });
});

describe('Restoring', () => {
  it('puts the newest backup in place and keeps what was there', async () => {
    writeFilms(folder, ['/films/a.mp4']);
    await backUpNow(folder, never);
    writeFilms(folder, ['/films/b.mp4']);
    const { replaced } = restoreBackup(folder);
    expect(filmsIn(folder)).toEqual(['/films/a.mp4']);
    const other = mkdtempSync(join(tmpdir(), 'kinora-upkeep-'));
    copyFileSync(replaced!, libraryFolders(other).database);
    expect(filmsIn(other)).toEqual(['/films/a.mp4', '/films/b.mp4']);
    rmSync(other, { recursive: true });
  });

  it('is refused while a program has the library open', async () => {
    const library = new WrittenLibrary();
    try {
      await backUpNow(library.folder, never);
      expect(() => restoreBackup(library.folder)).toThrow('is open in another program');
      expect(() => repair(library.folder)).toThrow('is open in another program');
    } finally {
      library.close();
    }
  });

  it('is refused for what is no library, and for what a newer program made', () => {
    const text = join(folder, 'text.sqlite');
    writeFileSync(text, 'hello');
    expect(() => restoreBackup(folder, text)).toThrow('cannot be used as a library');
    expect(() => restoreBackup(folder, join(folder, 'missing.sqlite'))).toThrow('there is no such file');
    const newer = mkdtempSync(join(tmpdir(), 'kinora-upkeep-'));
    const db = openForWriting(newer);
    db.pragma('user_version = 9999');
    closeWriter(db);
    expect(() => restoreBackup(folder, libraryFolders(newer).database)).toThrow('a newer Kinora made it');
    rmSync(newer, { recursive: true });
    expect(existsSync(libraryFolders(folder).database)).toBe(false);
  });
});

describe('Repairing', () => {
  it('leaves a sound library alone', () => {
    writeFilms(folder, ['/films/a.mp4']);
    expect(repair(folder)).toEqual({ kind: 'sound' });
  });

  it('restores the newest sound backup of a damaged file, and keeps the file', async () => {
    writeFilms(folder, ['/films/a.mp4', '/films/b.mp4']);
    await backUpNow(folder, never);
    // A newer backup that is damaged itself does not count.
    const bad = placeForBackup(folder, new Date(Date.now() + 60_000));
    copyFileSync(libraryFolders(folder).database, bad);
    damage(bad);
    damage(libraryFolders(folder).database);
    const done = repair(folder);
    expect(done.kind).toBe('restored');
    expect(filmsIn(folder)).toEqual(['/films/a.mp4', '/films/b.mp4']);
    expect(existsSync((done as { aside: string }).aside)).toBe(true);
  });

  it('says so when there is no backup', () => {
    writeFilms(folder, ['/films/a.mp4']);
    damage(libraryFolders(folder).database);
    expect(() => repair(folder)).toThrow('has no sound backup');
  });

  it('deletes rows whose owner is gone, however they are keyed', () => {
    writeFilms(folder, ['/films/a.mp4', '/films/b.mp4']);
    const db = openForWriting(folder);
    new LibraryStore(db).cues.replaceSources(2, [
      { source: 'a.srt', language: 'en', forced: false, sdh: false },
    ]);
    db.pragma('foreign_keys = OFF');
    db.exec('DELETE FROM videos WHERE id = 2');
    closeWriter(db);
    expect(repair(folder)).toMatchObject({ kind: 'mended', damage: [] });
    const after = openForWriting(folder);
    expect(after.prepare('SELECT count(*) FROM pragma_foreign_key_check').pluck().get()).toBe(0);
    expect(after.prepare('SELECT count(*) FROM cues').pluck().get()).toBe(500);
    closeWriter(after);
  });
});

describe('Exporting and importing', () => {
  it('carry a library to another folder', () => {
    writeFilms(folder, ['/films/a.mp4']);
    const file = join(folder, 'carried.sqlite');
    exportLibrary(folder, file);
    const other = join(folder, 'other');
    expect(importLibrary(other, file, false).replaced).toBeNull();
    expect(filmsIn(other)).toEqual(['/films/a.mp4']);
    expect(() => importLibrary(other, file, false)).toThrow('There is a library in');
    expect(importLibrary(other, file, true).replaced).not.toBeNull();
    expect(() => exportLibrary(folder, file)).toThrow('is already there');
  });
});

describe('A library of somebody else', () => {
  it.each(modelPurposes)('does not decide where %s are sent', (purpose) => {
    const setting = languageModelSettings[purpose];
    const choice = { address: 'https://models.example/v1', model: 'small', mayLeaveMachine: true };
    const chosenIn = (root: string) => {
      const db = openForWriting(root);
      const chosen = new LibraryStore(db).settings.get(setting);
      closeWriter(db);
      return chosen;
    };
    const db = openForWriting(folder);
    new LibraryStore(db).settings.set(setting, choice);
    closeWriter(db);
    const file = join(folder, 'carried.sqlite');
    exportLibrary(folder, file);
    const other = join(folder, 'other');
    importLibrary(other, file, false);
    expect(chosenIn(other)).toBeNull();
    restoreBackup(other, file);
    expect(chosenIn(other)).toBeNull();
    expect(chosenIn(folder)).toEqual(choice);
  });
});

describe('Forgetting a person', () => {
  it('leaves no byte of their pictures in the library, its log or its backups', async () => {
    writeFilms(folder, ['/films/a.mp4']);
    const db = openForWriting(folder);
    const store = new LibraryStore(db);
    const portrait = Buffer.from('the very bytes of this portrait');
    const embedding = unitVector(7).map((value, i) => value + Math.fround(Math.sin(i)));
    const { id } = store.people.add('Ada', new Date());
    store.people.addPicture(id, { source: 'ada.jpg', portrait, model: faceModel, embedding });
    await writeBackup(db, folder, never);
    const secrets = [portrait, Buffer.from(embedding.buffer, 0, 64)];
    const files = () =>
      [folder, libraryFolders(folder).backups].flatMap((place) =>
        readdirSync(place)
          .filter((name) => name.includes('.sqlite'))
          .map((name) => readFileSync(join(place, name))),
      );
    const holders = () => secrets.map((secret) => files().filter((bytes) => bytes.includes(secret)).length);
    expect(holders().every((count) => count >= 2)).toBe(true);

    store.people.remove(id);
    const backups = new DailyBackup(db, folder, new EventLog(() => {}));
    await backups.renew();
    expect(backupsOf(folder)).toHaveLength(1);
    expect(holders()).toEqual([0, 0]);
    await backups.close();
    closeWriter(db);
    expect(holders()).toEqual([0, 0]);
  });
});

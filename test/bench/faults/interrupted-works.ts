import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { load as loadVectors } from 'sqlite-vec';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import { backupsOf } from '../../../src-main/store/backups/backup-shelf.ts';
import { checkCopy, writeCopy } from '../../../src-main/store/backups/library-copy.ts';
import { writeBackup } from '../../../src-main/store/backups/write-backup.ts';
import { closeWriter, libraryFolders, openForWriting } from '../../../src-main/store/library-database.ts';
import { LibraryStore } from '../../../src-main/store/library-store.ts';
import { schemaVersion, versionOf } from '../../../src-main/store/migrate.ts';
import { firstLibrary } from '../../../src-main/store/migrations/001-first-library.ts';
import { problemsIn, writeFilm } from './written-films.ts';

/** Work that never ends by itself, and how to tell whether its end at some instant has left everything in order. */
export interface InterruptedWork {
  /** Works in a folder; tells with each number that what bears it is done and will last. */
  readonly work: (folder: string, tell: (done: number) => void) => Promise<never>;
  /** What is wrong in the folder, or a copy of it, after `done` was told as the last. */
  readonly problems: (folder: string, done: number) => string[];
}

/** By what is interrupted. */
export const interruptedWorks: Readonly<Record<string, InterruptedWork>> = {
  writing: {
    work: (folder, tell) => {
      const store = new LibraryStore(openForWriting(folder));
      for (let film = 1; ; film++) {
        writeFilm(store, film);
        tell(film);
      }
    },
    problems: problemsOfLibrary,
  },

  backup: {
    work: async (folder, tell) => {
      const db = openForWriting(folder);
      const store = new LibraryStore(db);
      for (let film = 1; ; film++) {
        writeFilm(store, film);
        // Names of backups hold whole seconds.
        await writeBackup(db, folder, new AbortController().signal, new Date(film * 1000));
        tell(film);
      }
    },
    problems: (folder, done) => [
      ...problemsOfLibrary(folder, done),
      ...backupsOf(folder).flatMap(({ path, madeAt }) => problemsOfCopy(path, madeAt.getTime() / 1000)),
      ...(done > 0 && !backupsOf(folder).some(({ madeAt }) => madeAt.getTime() / 1000 >= done)
        ? [`The backup with film ${done} is missing.`]
        : []),
    ],
  },

  vacuum: {
    work: (folder, tell) => {
      const db = openForWriting(folder);
      const store = new LibraryStore(db);
      for (let film = 1; ; film++) {
        writeFilm(store, film);
        writeCopy(db, exportOf(folder, film));
        if (film % 3 === 0) db.exec('VACUUM');
        tell(film);
        rmSync(exportOf(folder, film - 1), { force: true });
      }
    },
    problems: (folder, done) => {
      const next = exportOf(folder, done + 1);
      return [
        ...problemsOfLibrary(folder, done),
        ...(done > 0 && existsSync(exportOf(folder, done))
          ? problemsOfCopy(exportOf(folder, done), done)
          : []),
        // What was cut off is a whole copy or refused.
        ...(isRefused(next) ? [] : problemsOfCopy(next, done + 1)),
      ];
    },
  },

  migration: {
    work: (folder, tell) => {
      const old = join(folder, 'old.sqlite');
      writeOldLibrary(old);
      for (let number = 1; ; number++) {
        const root = join(folder, String(number));
        mkdirSync(root);
        copyFileSync(old, `${old}.copy`);
        renameSync(`${old}.copy`, libraryFolders(root).database);
        closeWriter(openForWriting(root));
        tell(number);
        rmSync(join(folder, String(number - 1)), { recursive: true, force: true });
      }
    },
    problems: (folder, done) =>
      readdirSync(folder)
        .filter((name) => Number(name) >= done && existsSync(libraryFolders(join(folder, name)).database))
        .flatMap((name) => problemsOfMigrated(join(folder, name), Number(name) === done)),
  },
};

function problemsOfLibrary(folder: string, done: number): string[] {
  if (!existsSync(libraryFolders(folder).database)) return done > 0 ? ['There is no library.'] : [];
  const db = openForWriting(folder);
  const problems = problemsIn(db, done);
  closeWriter(db);
  return problems;
}

function exportOf(folder: string, film: number): string {
  return join(folder, `export-${film}.sqlite`);
}

function problemsOfCopy(path: string, film: number): string[] {
  checkCopy(path);
  const db = new BetterSqlite(path, { readonly: true });
  const problems = problemsIn(db, film);
  db.close();
  return problems;
}

function isRefused(path: string): boolean {
  try {
    checkCopy(path);
    return false;
  } catch (error) {
    if (error instanceof UserFacingError) return true;
    throw error;
  }
}

const oldFilms = 30;

/** A library of the first version with films and what is said in them. */
function writeOldLibrary(path: string): void {
  const db: Database = new BetterSqlite(path);
  loadVectors(db);
  db.exec(firstLibrary);
  db.pragma('user_version = 1');
  const film = db.prepare(
    `INSERT INTO videos (path, title, size, modified_ms, fingerprint, state, added_at)
     VALUES (?, 'a', 1, 2, ?, 'ready', '2026-01-02')`,
  );
  const line = db.prepare(
    `INSERT INTO cues (video_id, source, start, "end", text) VALUES (?, 'a.srt', ?, ?, 'a line')`,
  );
  const track = db.prepare(
    `INSERT INTO face_tracks (video_id, start, "end", quality, model) VALUES (?, ?, ?, 1, 'faceres')`,
  );
  for (let number = 1; number <= oldFilms; number++) {
    film.run(`/films/${number}.mp4`, `f${number}`);
    for (let start = 0; start < number; start++) {
      line.run(number, start, start + 1);
      track.run(number, start, start + 1);
    }
  }
  db.close();
}

function problemsOfMigrated(root: string, isDone: boolean): string[] {
  const problems: string[] = [];
  if (isDone) {
    const found = new BetterSqlite(libraryFolders(root).database);
    if (versionOf(found) !== schemaVersion) problems.push(`${root} was migrated, and is not.`);
    found.close();
  }
  const db = openForWriting(root);
  const verdict = db.pragma('integrity_check', { simple: true });
  if (verdict !== 'ok') problems.push(String(verdict));
  const rows = (oldFilms * (oldFilms + 1)) / 2;
  for (const [table, expected] of [
    ['videos', oldFilms],
    ['cues', rows],
    ['face_tracks', rows],
  ] as const) {
    const found = db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    if (found !== expected) problems.push(`${root} has ${String(found)} ${table}.`);
  }
  closeWriter(db);
  return problems;
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, rmdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import BetterSqlite from 'better-sqlite3';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import type { Random } from '../../../src-main/domain/random.ts';
import { closeWriter, openForWriting } from '../../../src-main/store/library-database.ts';
import { LibraryStore } from '../../../src-main/store/library-store.ts';
import { problemsIn, writeFilm } from './written-films.ts';

const megabyte = 2 ** 20;
const roomy = 64 * megabyte;

/** A disk in memory whose room can be changed. Needs the right to mount one. */
export class SmallDisk {
  readonly folder = mkdtempSync(join(tmpdir(), 'kinora-disk-'));

  /** Null where this user may mount nothing. */
  static open(): SmallDisk | null {
    const disk = new SmallDisk();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${roomy}`, 'tmpfs', disk.folder], {
        stdio: 'ignore',
      });
      return disk;
    } catch {
      rmdirSync(disk.folder);
      return null;
    }
  }

  remount(options: string): void {
    execFileSync('mount', ['-o', `remount,${options}`, this.folder]);
  }

  empty(): void {
    for (const name of readdirSync(this.folder)) rmSync(join(this.folder, name), { recursive: true });
  }

  close(): void {
    execFileSync('umount', [this.folder]);
    rmdirSync(this.folder);
  }
}

/** Writes films until the disk is full, again and again on disks of random sizes; gives what was found wrong after it has room again. */
export function fillDisks(disk: SmallDisk, runs: number, random: Random): string[] {
  const found: string[] = [];
  for (let run = 0; run < runs; run++) {
    disk.empty();
    disk.remount(`size=${Math.round(random.between(0.5, 4) * megabyte)}`);
    const written = writeUntilFull(disk.folder, found);
    disk.remount(`size=${roomy}`);
    found.push(...problemsAfter(disk.folder, written).map((problem) => `Full disk, run ${run}: ${problem}`));
  }
  return found;
}

/** Gives the last film that was acknowledged. */
function writeUntilFull(folder: string, found: string[]): number {
  let written = 0;
  let db: Database | null = null;
  try {
    db = openForWriting(folder);
    const store = new LibraryStore(db);
    for (let film = 1; film < 1000; film++) {
      writeFilm(store, film);
      written = film;
    }
    found.push('The disk never became full.');
  } catch (error) {
    const isTold = error instanceof UserFacingError || error instanceof BetterSqlite.SqliteError;
    if (!isTold) found.push(String(error));
  }
  // Its process ends here, in order or not.
  db?.close();
  return written;
}

function problemsAfter(folder: string, written: number): string[] {
  try {
    const db = openForWriting(folder);
    const problems = problemsIn(db, written);
    if (problems.length === 0) {
      writeFilm(new LibraryStore(db), written + 1);
      problems.push(...problemsIn(db, written + 1));
    }
    closeWriter(db);
    return problems;
  } catch (error) {
    return [String(error)];
  }
}

/** Opens libraries on a disk that may only be read; gives what was found wrong then, or when it may be written again. */
export function lockDisks(disk: SmallDisk, runs: number, random: Random): string[] {
  const found: string[] = [];
  for (let run = 0; run < runs; run++) {
    disk.empty();
    const films = random.whole(1, 20);
    const db = openForWriting(disk.folder);
    for (let film = 1; film <= films; film++) writeFilm(new LibraryStore(db), film);
    // Half of them as a killed process leaves them.
    if (random.chance(0.5)) closeWriter(db);
    else db.close();
    disk.remount('ro');
    try {
      openForWriting(disk.folder).close();
      found.push(`Read-only disk, run ${run}: it was opened for writing.`);
    } catch (error) {
      if (!(error instanceof UserFacingError)) found.push(`Read-only disk, run ${run}: ${String(error)}`);
    }
    disk.remount('rw');
    found.push(
      ...problemsAfter(disk.folder, films).map((problem) => `Read-only disk, run ${run}: ${problem}`),
    );
  }
  return found;
}

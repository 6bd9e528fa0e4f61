import { cpSync, mkdtempSync, openSync, closeSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Random } from '../../../src-main/domain/random.ts';
import { repairLibrary } from '../../../src-main/store/backups/repair-library.ts';
import { writeBackup } from '../../../src-main/store/backups/write-backup.ts';
import { closeWriter, libraryFolders, openForWriting } from '../../../src-main/store/library-database.ts';
import { LibraryStore } from '../../../src-main/store/library-store.ts';
import { dumpOf } from '../../integration/cli/library-dump.ts';
import { writeFilm } from './written-films.ts';

const films = 12;
const pageBytes = 4096;

/** What was done about damaged pages. */
export interface DamageRun {
  /** By what `repairLibrary` calls it. */
  readonly sound: number;
  readonly mended: number;
  readonly restored: number;
  /** Rows that were lost, or are others, after a repair. */
  readonly problems: readonly string[];
}

/** Fills one random page of a library with random bytes, again and again, and repairs what has become of it. */
export async function damagePages(runs: number, random: Random): Promise<DamageRun> {
  const whole = mkdtempSync(join(tmpdir(), 'kinora-fault-'));
  const counts = { sound: 0, mended: 0, restored: 0 };
  const problems: string[] = [];
  try {
    const db = openForWriting(whole);
    const store = new LibraryStore(db);
    for (let film = 1; film <= films; film++) writeFilm(store, film);
    await writeBackup(db, whole, new AbortController().signal);
    closeWriter(db);
    const rows = JSON.stringify(dumpOf(whole));
    for (let run = 0; run < runs; run++) {
      const folder = mkdtempSync(join(tmpdir(), 'kinora-fault-'));
      cpSync(whole, folder, { recursive: true });
      const page = damageOne(libraryFolders(folder).database, random);
      try {
        const { kind } = repairLibrary(folder);
        counts[kind]++;
        closeWriter(openForWriting(folder));
        if (JSON.stringify(dumpOf(folder)) !== rows)
          problems.push(`Page ${page}: ${kind}, but not what it was.`);
      } catch (error) {
        problems.push(`Page ${page}: ${(error as Error).message}`);
      }
      rmSync(folder, { recursive: true });
    }
    return { ...counts, problems };
  } finally {
    rmSync(whole, { recursive: true });
  }
}

/** Gives the number of the page, from 0 on. */
function damageOne(path: string, random: Random): number {
  const page = random.whole(0, statSync(path).size / pageBytes - 1);
  const file = openSync(path, 'r+');
  writeSync(
    file,
    Uint8Array.from({ length: pageBytes }, () => random.whole(0, 255)),
    0,
    pageBytes,
    page * pageBytes,
  );
  closeSync(file);
  return page;
}

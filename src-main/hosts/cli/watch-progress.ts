import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { createLogUpdate } from 'log-update';
import { UserFacingError } from '../../domain/errors.ts';
import { openForReading } from '../../store/library-database.ts';
import { LibraryStatistics, type StoredProgress } from '../../store/library-statistics.ts';
import { schemaVersion, versionOf } from '../../store/migrate.ts';
import type { CommandContext } from './command-context.ts';
import { printable } from './output/printable.ts';

const pollMs = 1000;

/**
 * Tells how far indexing is, whenever that changes, until Ctrl-C: one line of JSON each time under --json, one line
 * replaced in place on a terminal, a line each time elsewhere. It reads the library's file alone, since what indexes is
 * another process. Throws a UserFacingError when there is no library, or one that another version of Kinora made.
 */
export async function watchProgress(context: CommandContext): Promise<void> {
  const { stdout } = context.terminal;
  const live = !context.json && stdout.isTTY ? createLogUpdate(stdout) : null;
  const db = openForReading(context.libraryFolder);
  try {
    requireOwnVersion(db);
    const statistics = new LibraryStatistics(db);
    let told = '';
    while (!context.signal.aborted) {
      const progress = statistics.progress();
      const now = JSON.stringify(progress);
      if (now !== told) {
        if (live) live(storedProgressLine(progress));
        else context.result('status --watch', progress, () => storedProgressLine(progress));
      }
      told = now;
      await wait(pollMs, undefined, { signal: context.signal }).catch(() => undefined);
    }
  } finally {
    live?.done();
    db.close();
  }
}

/** Throws a UserFacingError for a library that another version of Kinora made. */
export function requireOwnVersion(db: Database): void {
  if (versionOf(db) === schemaVersion) return;
  throw new UserFacingError(
    'library',
    'The library was made by another version of Kinora.',
    'See what “kinora doctor” says of it; an older one is brought up to date when it is next opened.',
  );
}

/** `12 of 300 films ready · 840 passes left · 3 failed · now Film`; what there is none of is left out. */
export function storedProgressLine(progress: StoredProgress): string {
  const { waiting, indexing, ready, failed, offline, passesLeft, film } = progress;
  const films = waiting + indexing + ready + failed + offline;
  return [
    `${ready} of ${films} films ready`,
    ...(passesLeft > 0 ? [`${passesLeft} ${passesLeft === 1 ? 'pass' : 'passes'} left`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(offline > 0 ? [`${offline} offline`] : []),
    ...(film ? [`now ${printable(film.title)}`] : []),
  ].join(' · ');
}

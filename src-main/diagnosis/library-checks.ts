import { stat } from 'node:fs/promises';
import { examineInThread } from '../store/examine-in-thread.ts';
import { libraryFolders } from '../store/library-database.ts';
import type { LibraryExamination } from '../store/library-examination.ts';
import { schemaVersion } from '../store/migrate.ts';
import { failed, listed, ok, warning, type Check } from './check.ts';
import { checkRoots, inWords } from './folder-checks.ts';

/** A write-ahead log beyond this size means that it is not folded into the library as it should be. */
const hugeLogBytes = 256e6;

/** What is in the library's file, and whether the folders it names are there. Needs no core, and changes nothing. */
export async function checkLibrary(folder: string, signal?: AbortSignal): Promise<Check[]> {
  const logBytes = await sizeOf(`${libraryFolders(folder).database}-wal`);
  const examination = await examineInThread(folder, signal);
  if (!examination) {
    return [ok('database', `There is no library in ${folder} yet; it is made when it is first used.`)];
  }
  const checks = examinationChecks(folder, examination, logBytes);
  return examination.roots.length > 0 ? [...checks, await checkRoots(examination.roots)] : checks;
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** @param logBytes size of the write-ahead log before the examination */
export function examinationChecks(
  folder: string,
  examination: LibraryExamination,
  logBytes: number,
): Check[] {
  const { unreadable } = examination;
  if (unreadable !== null) {
    return [failed('database', `The library in ${folder} cannot be read: ${unreadable}.`, restore)];
  }
  return [
    databaseCheck(examination),
    schemaCheck(examination),
    referenceCheck(examination),
    logCheck(logBytes),
    writerCheck(examination),
    ...jobChecks(examination),
  ];
}

const restore =
  'Run “kinora library repair”: it mends the file, or puts the newest sound backup in its place; your films are not touched.';

function databaseCheck({ damage }: LibraryExamination): Check {
  if (damage.length === 0) return ok('database', 'The library’s file is sound.');
  return failed('database', `The library’s file is damaged: ${listed(damage, 2)}.`, restore);
}

function schemaCheck({ version }: LibraryExamination): Check {
  if (version > schemaVersion) {
    return failed(
      'schema',
      `The library was made by a newer Kinora (library version ${version}, this program reads up to ${schemaVersion}).`,
      'Update Kinora, or choose another library folder.',
    );
  }
  return ok(
    'schema',
    version === schemaVersion
      ? `The library has version ${version}, as this program writes it.`
      : `The library has version ${version}; it is brought to ${schemaVersion} when it is next opened.`,
  );
}

function referenceCheck({ brokenReferences }: LibraryExamination): Check {
  if (brokenReferences === 0) return ok('references', 'Every row that names another finds it.');
  return failed(
    'references',
    `${brokenReferences} rows of the library name rows that do not exist.`,
    'Another program has changed the library, or it is damaged. ' + restore,
  );
}

function logCheck(bytes: number): Check {
  if (bytes <= hugeLogBytes) return ok('write-ahead-log', `The write-ahead log has ${inWords(bytes)}.`);
  return warning(
    'write-ahead-log',
    `The write-ahead log has grown to ${inWords(bytes)}: it takes room and makes searches slow.`,
    'End every program that has the library open, then start Kinora and end it again.',
  );
}

function writerCheck({ heldByWriter }: LibraryExamination): Check {
  if (!heldByWriter) return ok('other-writer', 'No other program keeps the library from being written.');
  return warning(
    'other-writer',
    'Another program is writing to the library and does not let go of it.',
    'Wait until it is done, or end it: look for a second Kinora, a database browser, or a backup or synchronising program.',
  );
}

function jobChecks({ jobsSetAside }: LibraryExamination): Check[] {
  if (jobsSetAside === null) return [];
  if (jobsSetAside === 0) return [ok('jobs', 'No work was given up.')];
  return [
    warning(
      'jobs',
      `${jobsSetAside} jobs were set aside because they failed again and again.`,
      'Open the films that failed to see why, and try them again there.',
    ),
  ];
}

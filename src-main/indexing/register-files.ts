import { access } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import PQueue from 'p-queue';
import { problemOf, type Problem } from '../domain/errors.ts';
import type { LibraryStore } from '../store/library-store.ts';
import type { FileIdentity, KnownFile } from '../store/video-table.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { FilmQueue } from './queue/film-queue.ts';
import type { FoundFile } from './scan.ts';
import { unreadablePath } from './unreadable-path.ts';

/** Rows written in one transaction: few enough that readers never wait, many enough that the disk is seldom asked. */
const rowsAtOnce = 250;
const filesReadAtOnce = 4;

export interface Registration {
  /** The rows of the files, in their order; files that could not be read have none. */
  readonly ids: readonly number[];
  /** Those of them that are new, have changed, or are back before they were finished: they are queued. */
  readonly toIndex: readonly number[];
  /** Those of the others on which work has not ended. */
  readonly unfinished: readonly number[];
  readonly failures: readonly { readonly path: string; readonly problem: Problem }[];
}

interface Change {
  readonly file: FoundFile;
  readonly fingerprint: string;
  /** The film that lay elsewhere before; null when the file is known under its path or new. */
  readonly moved: KnownFile | null;
}

/**
 * Finds or makes the rows of files. An unchanged file costs a look into a map and no reading; a file that was moved or
 * renamed keeps its row, and so everything known about it; new bytes under a known path keep the row and have the
 * passes run again. What has to be done is queued in the same transaction. What was registered when it is cancelled stays; throws an AbortError then.
 */
export async function registerFiles(
  store: LibraryStore,
  films: FilmQueue,
  files: readonly FoundFile[],
  signal: AbortSignal,
): Promise<Registration> {
  const known = new Map(store.videos.knownFiles().map((row) => [row.path, row]));
  const isUnchanged = (file: FoundFile): boolean => {
    const row = known.get(file.path);
    return row !== undefined && row.size === file.size && row.modifiedMs === file.modifiedMs;
  };
  const { fingerprints, failures } = await readFingerprints(
    files.filter((file) => !isUnchanged(file)),
    signal,
  );
  const moves = await findMoves(
    files.filter(({ path }) => !known.has(path) && fingerprints.has(path)),
    fingerprints,
    [...known.values()],
  );
  const readable = files.filter((file) => isUnchanged(file) || fingerprints.has(file.path));
  const ids: number[] = [];
  const toIndex: number[] = [];
  const unfinished: number[] = [];
  for (let first = 0; first < readable.length; first += rowsAtOnce) {
    signal.throwIfAborted();
    store.transaction(() => {
      for (const file of readable.slice(first, first + rowsAtOnce)) {
        // Another process may have added a new one meanwhile.
        const row = known.get(file.path) ?? store.videos.knownFile(file.path);
        const fingerprint = fingerprints.get(file.path) ?? row!.fingerprint;
        const moved = moves.get(file.path) ?? null;
        const { id, news } = registerOne(store, films, row, { file, fingerprint, moved });
        ids.push(id);
        if (news === 'changed') toIndex.push(id);
        else if (news === 'unfinished') unfinished.push(id);
      }
    });
    // Lets waiting questions be answered between two transactions.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { ids, toIndex, unfinished, failures };
}

function registerOne(
  store: LibraryStore,
  films: FilmQueue,
  row: KnownFile | null,
  { file, fingerprint, moved }: Change,
): { id: number; news: 'changed' | 'unfinished' | 'none' } {
  const { videos, facts } = store;
  const identity: FileIdentity = { ...file, fingerprint };
  const name = basename(file.path, extname(file.path));
  const before = row ?? moved;
  if (before === null) {
    const id = videos.add(identity, name, new Date());
    videos.setSidecars(id, file.sidecars);
    films.enqueueFilm(id, 'new');
    return { id, news: 'changed' };
  }
  const isSame =
    before.path === file.path && before.modifiedMs === file.modifiedMs && before.size === file.size;
  if (!isSame) videos.move(before.id, identity, facts.byVideo(before.id)?.title ?? name);
  const isNewContent = before.fingerprint !== fingerprint;
  if (isNewContent) films.enqueueFilm(before.id, 'new');
  if (before.absence !== null) videos.setAbsence(before.id, null);
  const sidecarsChanged = before.sidecars !== file.sidecars;
  if (sidecarsChanged) {
    videos.setSidecars(before.id, file.sidecars);
    films.enqueuePasses(before.id, ['sidecars', 'subtitles'], 'new');
  }
  const isUnfinished = before.state === 'waiting' || before.state === 'indexing';
  const isBack = before.absence !== null && before.state !== 'ready';
  if (isBack) films.filmIsBack(before.id);
  const hasChanged = isNewContent || sidecarsChanged || isBack;
  return { id: before.id, news: hasChanged ? 'changed' : isUnfinished ? 'unfinished' : 'none' };
}

async function readFingerprints(files: readonly FoundFile[], signal: AbortSignal) {
  const fingerprints = new Map<string, string>();
  const failures: { path: string; problem: Problem }[] = [];
  const queue = new PQueue({ concurrency: filesReadAtOnce });
  for (const { path, size } of files) {
    void queue.add(async () => {
      if (signal.aborted) return;
      try {
        fingerprints.set(path, await fingerprintOf(path, size));
      } catch (error) {
        failures.push({ path, problem: problemOf(unreadablePath(path, error)) });
      }
    });
  }
  await queue.onIdle();
  signal.throwIfAborted();
  return { fingerprints, failures };
}

/**
 * Which new files are films that lay elsewhere: the same bytes as a known film whose own file is gone. Of several such
 * films one of the same name comes first; each is found once, so that of two copies that were moved each keeps its row.
 */
async function findMoves(
  newFiles: readonly FoundFile[],
  fingerprints: ReadonlyMap<string, string>,
  known: readonly KnownFile[],
): Promise<Map<string, KnownFile>> {
  const moves = new Map<string, KnownFile>();
  if (newFiles.length === 0) return moves;
  const byFingerprint = Map.groupBy(known, ({ fingerprint }) => fingerprint);
  const taken = new Set<number>();
  const claim = async (file: FoundFile, fits: (row: KnownFile) => boolean): Promise<void> => {
    if (file.size === 0 || moves.has(file.path)) return;
    for (const row of byFingerprint.get(fingerprints.get(file.path)!) ?? []) {
      if (taken.has(row.id) || !fits(row) || (await isThere(row.path))) continue;
      taken.add(row.id);
      moves.set(file.path, row);
      return;
    }
  };
  for (const file of newFiles) await claim(file, ({ path }) => basename(path) === basename(file.path));
  for (const file of newFiles) await claim(file, () => true);
  return moves;
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import PQueue from 'p-queue';
import type { LibraryStore } from '../store/library-store.ts';
import type { Absence, KnownFile } from '../store/video-table.ts';

const questionsAtOnce = 16;

/** Why a file cannot be reached; null when it can. */
export async function absenceOf(path: string): Promise<Absence | null> {
  if (await allows(path, constants.F_OK)) return null;
  return (await allows(dirname(path), constants.R_OK | constants.X_OK)) ? 'file' : 'folder';
}

/**
 * Notes for some films whether their files are there. No row is ever deleted for a missing file, but for one: where a
 * copy that nothing is known of yet lies elsewhere, the film goes on there, as if it had been moved.
 *
 * @param isGone true when it is known already that the folder of all of them is gone
 * @returns whether anything changed
 */
export async function notePresence(
  store: LibraryStore,
  films: readonly KnownFile[],
  isGone = false,
): Promise<boolean> {
  const queue = new PQueue({ concurrency: questionsAtOnce });
  const looks = await queue.addAll(
    films.map(
      (film) => async () => ({ film, absence: isGone ? 'folder' : await absenceOf(film.path) }) as const,
    ),
  );
  const changes = looks.filter(({ film, absence }) => absence !== film.absence);
  if (changes.length === 0) return false;
  const copies = Map.groupBy(
    store.videos.knownFiles().filter(({ state, absence }) => state === 'waiting' && absence === null),
    ({ fingerprint }) => fingerprint,
  );
  store.transaction(() => {
    for (const { film, absence } of changes) {
      const copy = absence === null ? undefined : takeCopy(copies.get(film.fingerprint), film);
      if (copy) goOnAs(store, film, copy);
      else store.videos.setAbsence(film.id, absence);
    }
  });
  return true;
}

function takeCopy(copies: KnownFile[] | undefined, film: KnownFile): KnownFile | undefined {
  const place = copies?.findIndex(({ id, size }) => id > film.id && size > 0) ?? -1;
  return place < 0 ? undefined : copies!.splice(place, 1)[0];
}

function goOnAs(store: LibraryStore, film: KnownFile, copy: KnownFile): void {
  const { title } = store.videos.byId(copy.id)!;
  store.videos.remove(copy.id);
  store.videos.move(film.id, copy, store.facts.byVideo(film.id)?.title ?? title);
  store.videos.setSidecars(film.id, copy.sidecars);
  store.videos.setAbsence(film.id, null);
}

function allows(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}

import PQueue from 'p-queue';
import { mayBelong, reachOfSidecar } from '../media/sidecars/film-sidecars.ts';
import { listOnce } from '../media/sidecars/folder-listing.ts';
import type { LibraryStore } from '../store/library-store.ts';
import type { KnownFile } from '../store/video-table.ts';
import type { FilmQueue } from './queue/film-queue.ts';
import { patternsSetting } from './folder-patterns.ts';
import { notePresence } from './presence.ts';
import { registerFiles, type Registration } from './register-files.ts';
import { lookAt, scan, type FoundFile, type ScanResult } from './scan.ts';

/** What a scan brought. */
export interface RegisterUpdate extends Registration {
  /** Files that were left alone because they changed a moment ago. */
  readonly growing: readonly string[];
}

/** What was noticed in watched folders. */
export interface FolderChanges {
  /** Films that are new or have changed, and have stopped growing. */
  readonly found: readonly FoundFile[];
  /** Files and folders that are not there any more. */
  readonly gone: readonly string[];
  /** Files beside films that came, went or changed. */
  readonly sidecars: readonly string[];
}

const never = new AbortController().signal;

/**
 * Keeps the library's rows of files in step with the disk. One look is taken at a time: two at once would both make a
 * row for the same new file.
 */
export class FilmRegister {
  readonly #store: LibraryStore;
  readonly #films: FilmQueue;
  readonly #changed: () => void;
  readonly #turns = new PQueue({ concurrency: 1 });

  /**
   * @param films where films are queued that are new or have changed, in the transaction that says so
   * @param changed told after films were added, moved, or found to be there or gone
   */
  constructor(store: LibraryStore, films: FilmQueue, changed: () => void) {
    this.#store = store;
    this.#films = films;
    this.#changed = changed;
  }

  /**
   * Scans files and folders and brings the rows of their films in step. Throws an AbortError when cancelled.
   *
   * @param settledMs files that changed more recently than that are left alone, since they may still grow
   */
  update(paths: readonly string[], signal: AbortSignal, settledMs = 0): Promise<RegisterUpdate> {
    return this.#turns.add(async () => {
      const found = await scan(paths, this.#store.settings.get(patternsSetting), signal);
      const leftOut = new Set(this.#store.folders.leftOut());
      const wanted = found.files.filter(({ path }) => !leftOut.has(path));
      const latest = settledMs > 0 ? Date.now() - settledMs : Infinity;
      const growing = this.#changedSince(latest, wanted);
      const settled = wanted.filter(({ path }) => !growing.has(path));
      const registration = await registerFiles(this.#store, this.#films, settled, signal);
      for (const path of paths) await this.#noteGone(path, found);
      for (const { path } of found.folders) this.#store.folders.setScanned(path, new Date());
      this.#changed();
      const failures = [...found.failures, ...registration.failures];
      return { ...registration, growing: [...growing], failures };
    });
  }

  /** Brings the rows in step with what was noticed. */
  apply({ found, gone, sidecars }: FolderChanges): Promise<Registration> {
    return this.#turns.add(async () => {
      const leftOut = new Set(this.#store.folders.leftOut());
      const beside = await this.#filmsBeside(sidecars);
      const wanted = new Map([...beside, ...found].map((file) => [file.path, file]));
      const files = [...wanted.values()].filter(({ path }) => !leftOut.has(path));
      const registration = await registerFiles(this.#store, this.#films, files, never);
      const missing = new Map(gone.flatMap((path) => this.#knownAt(path)).map((film) => [film.id, film]));
      await notePresence(this.#store, [...missing.values()]);
      this.#changed();
      return registration;
    });
  }

  /** Notes that a folder is gone with everything in it. */
  async folderGone(folder: string): Promise<void> {
    await this.#turns.add(async () => {
      if (await notePresence(this.#store, this.#knownAt(folder), true)) this.#changed();
    });
  }

  /** Looks whether a film's file is there. */
  async checkPresence(videoId: number): Promise<void> {
    await this.#turns.add(async () => {
      const path = this.#store.videos.byId(videoId)?.path;
      const films = path === undefined ? [] : this.#knownAt(path).filter(({ id }) => id === videoId);
      if (await notePresence(this.#store, films)) this.#changed();
    });
  }

  /** Looks whether the files of the films are there that lie in none of the folders. */
  async checkOutside(folders: readonly string[]): Promise<void> {
    await this.#turns.add(async () => {
      const inside = new Set(folders.flatMap((folder) => this.#knownAt(folder)).map(({ id }) => id));
      const outside = this.#store.videos.knownFiles().filter(({ id }) => !inside.has(id));
      if (await notePresence(this.#store, outside)) this.#changed();
    });
  }

  /** The known films at a path: the film itself, or those in the folder. */
  filmsAt(path: string): number[] {
    return this.#knownAt(path).map(({ id }) => id);
  }

  /** Resolves when no look is going on. */
  async idle(): Promise<void> {
    await this.#turns.onIdle();
  }

  /** After a scan of a path: the known films there that it did not find. */
  async #noteGone(path: string, { files, folders }: ScanResult): Promise<void> {
    const found = new Set(files.map((file) => file.path));
    const missing = this.#knownAt(path).filter((film) => !found.has(film.path));
    // Where a drive was, an empty folder often remains.
    const isEmptied = folders.some((folder) => folder.path === path && folder.entries === 0);
    await notePresence(this.#store, missing, isEmptied);
  }

  #knownAt(path: string): KnownFile[] {
    const inside = this.#store.videos.knownFiles(path);
    const itself = this.#store.videos.knownFile(path);
    return itself ? [itself, ...inside] : inside;
  }

  /** New and changed files whose last change is more recent than `latest`, in milliseconds since 1970. */
  #changedSince(latest: number, files: readonly FoundFile[]): Set<string> {
    const young = files.filter(({ modifiedMs }) => modifiedMs > latest);
    return new Set(
      young
        .filter(({ path, size, modifiedMs }) => {
          const known = this.#store.videos.knownFile(path);
          return known?.size !== size || known.modifiedMs !== modifiedMs;
        })
        .map(({ path }) => path),
    );
  }

  /** The unchanged films to which files beside them belong. */
  async #filmsBeside(sidecars: readonly string[]): Promise<FoundFile[]> {
    const films = new Map<string, KnownFile>();
    for (const sidecar of sidecars) {
      for (const film of this.#store.videos.knownFiles(reachOfSidecar(sidecar))) {
        if (mayBelong(film.path, sidecar)) films.set(film.path, film);
      }
    }
    const list = listOnce();
    const looks = await new PQueue({ concurrency: 16 }).addAll(
      [...films.values()].map((film) => async () => {
        const file = await lookAt(film.path, list).catch(() => null);
        return file?.size === film.size && file.modifiedMs === film.modifiedMs ? file : null;
      }),
    );
    return looks.filter((file) => file !== null);
  }
}

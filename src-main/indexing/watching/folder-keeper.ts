import { stat } from 'node:fs/promises';
import { sep } from 'node:path';
import PQueue from 'p-queue';
import { problemOf, type Problem } from '../../domain/errors.ts';
import { listOnce } from '../../media/sidecars/folder-listing.ts';
import type { FolderRow } from '../../store/folder-table.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import type { FilmRegister } from '../film-register.ts';
import { PathFilter, patternsSetting } from '../folder-patterns.ts';
import { lookAt } from '../scan.ts';
import {
  FolderWatcher,
  watchTiming,
  type FolderWatcherOwner,
  type TouchedPaths,
  type WatchState,
  type WatchTiming,
} from './folder-watcher.ts';

/** How a folder of the library is kept up to date now. */
export interface FolderStatus {
  readonly path: string;
  readonly state: WatchState | 'unwatched';
  /** Why it is not watched as it should be, or what in it could not be read. */
  readonly problem: Problem | null;
}

export interface FolderKeeperEvents {
  /** There is something to do for these films. */
  index(videoIds: readonly number[]): void;
  /** The folders, or how they are watched, have changed. */
  foldersChanged(): void;
}

/** Keeps the library's folders: which there are, and, while it watches, that the films in them are known. */
export class FolderKeeper implements FolderWatcherOwner {
  readonly #store: LibraryStore;
  readonly #register: FilmRegister;
  readonly #events: FolderKeeperEvents;
  readonly #timing: WatchTiming;
  readonly #watchers = new Map<string, FolderWatcher>();
  readonly #unread = new Map<string, Problem>();
  readonly #due = new Set<string>();
  /** Folders of which unfinished films have been offered: once is enough, since they wait for their turn then. */
  readonly #takenUp = new Set<string>();
  readonly #scans = new PQueue({ concurrency: 1 });
  readonly #ending = new AbortController();
  #isWatching = false;
  #starting: Promise<void> = Promise.resolve();

  constructor(
    store: LibraryStore,
    register: FilmRegister,
    events: FolderKeeperEvents,
    timing: WatchTiming = watchTiming,
  ) {
    this.#store = store;
    this.#register = register;
    this.#events = events;
    this.#timing = timing;
  }

  /** Begins to watch every folder; each is scanned first. */
  watch(): Promise<void> {
    this.#isWatching = true;
    this.#starting = (async () => {
      await this.refresh();
      if (!this.#isWatching) return;
      await this.#register.checkOutside(this.#store.folders.all().map(({ path }) => path));
    })();
    return this.#starting;
  }

  /** Takes in those of some paths that are folders and in no other folder of the library. */
  async adopt(paths: readonly string[]): Promise<void> {
    const filter = new PathFilter(this.#store.settings.get(patternsSetting));
    for (const path of paths) {
      const isFolder = await stat(path).then(
        (entry) => entry.isDirectory(),
        () => false,
      );
      const folders = this.#store.folders.all();
      const isCovered = folders.some(
        (folder) =>
          folder.path === path || (isInside(folder.path, path) && filter.reachesFolder(folder.path, path)),
      );
      if (!isFolder || isCovered) continue;
      this.#store.transaction(() => {
        for (const folder of folders)
          if (isInside(path, folder.path)) this.#store.folders.remove(folder.path);
        this.#store.folders.add(path, new Date());
      });
    }
    await this.refresh();
  }

  /** Watches what there is now, after folders came or went. */
  async refresh(): Promise<void> {
    const folders = this.#store.folders.all();
    const paths = new Set(folders.map(({ path }) => path));
    for (const [path, watcher] of this.#watchers) {
      if (paths.has(path)) continue;
      watcher.close();
      this.#watchers.delete(path);
      this.#unread.delete(path);
    }
    if (this.#isWatching) await Promise.all(folders.map((folder) => this.#watchFolder(folder)));
    this.#events.foldersChanged();
  }

  /** Begins anew with every folder, or with one, after what is wanted of it has changed. */
  async restart(only: string | null = null): Promise<void> {
    for (const [path, watcher] of this.#watchers) {
      if (only !== null && path !== only) continue;
      watcher.close();
      this.#watchers.delete(path);
    }
    await this.refresh();
  }

  status(): FolderStatus[] {
    return this.#store.folders.all().map(({ path }) => {
      const watcher = this.#watchers.get(path);
      const problem = watcher?.problem ?? this.#unread.get(path) ?? null;
      return { path, state: watcher?.state ?? 'unwatched', problem };
    });
  }

  /** Ends watching; a scan that goes on is cancelled. */
  async close(): Promise<void> {
    this.#isWatching = false;
    this.#ending.abort();
    for (const watcher of this.#watchers.values()) watcher.close();
    await this.#starting.catch(() => undefined);
    await this.#scans.onIdle();
    await this.#register.idle();
  }

  changed(folder: string, { films, gone, sidecars }: TouchedPaths): void {
    this.#plan(folder, async () => {
      const list = listOnce();
      const looks = await Promise.all(films.map((path) => lookAt(path, list).catch(() => null)));
      const found = looks.filter((file) => file !== null);
      const { toIndex, failures } = await this.#register.apply({ found, gone, sidecars });
      if (failures.length > 0) this.#noteUnread(folder, failures);
      this.#index(toIndex);
    });
  }

  scanDue(folder: string): void {
    if (this.#due.has(folder)) return;
    this.#due.add(folder);
    this.#plan(folder, async () => {
      this.#due.delete(folder);
      const { settleMs } = this.#timing;
      const update = await this.#register.update([folder], this.#ending.signal, settleMs);
      for (const path of update.growing) this.#watchers.get(folder)?.touch(path);
      this.#noteUnread(folder, update.failures);
      const left = this.#takenUp.has(folder) ? [] : update.unfinished;
      this.#takenUp.add(folder);
      this.#index([...update.toIndex, ...left]);
    });
  }

  folderGone(folder: string): void {
    this.#plan(folder, () => this.#register.folderGone(folder));
  }

  stateChanged(): void {
    this.#events.foldersChanged();
  }

  async #watchFolder(folder: FolderRow): Promise<void> {
    if (this.#watchers.has(folder.path)) return;
    const patterns = this.#store.settings.get(patternsSetting);
    const watcher = new FolderWatcher(folder, patterns, this, this.#timing);
    this.#watchers.set(folder.path, watcher);
    await watcher.start();
  }

  /** Does some work on a folder when its turn comes; what goes wrong is told with the folder. */
  #plan(folder: string, work: () => Promise<void>): void {
    void this.#scans.add(async () => {
      if (this.#ending.signal.aborted) return;
      try {
        await work();
      } catch (error) {
        if (!this.#ending.signal.aborted) this.#noteUnread(folder, [{ problem: problemOf(error) }]);
      }
    });
  }

  #noteUnread(folder: string, failures: readonly { readonly problem: Problem }[]): void {
    const [first, ...others] = failures;
    if (first === undefined) this.#unread.delete(folder);
    else {
      const more = others.length > 0 ? ` And ${others.length} more could not be read.` : '';
      this.#unread.set(folder, { ...first.problem, sentence: first.problem.sentence + more });
    }
    this.#events.foldersChanged();
  }

  #index(videoIds: readonly number[]): void {
    if (videoIds.length > 0) this.#events.index(videoIds);
  }
}

function isInside(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

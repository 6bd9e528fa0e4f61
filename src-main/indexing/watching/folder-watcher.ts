import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Problem } from '../../domain/errors.ts';
import { isFilmName } from '../../media/film-name.ts';
import { isSidecar } from '../../media/sidecars/film-sidecars.ts';
import type { FolderRow } from '../../store/folder-table.ts';
import { PathFilter, type FolderPatterns } from '../folder-patterns.ts';
import { FolderEvents, type FolderEventListener } from './folder-events.ts';
import { isOnNetwork } from './network-folders.ts';
import { SettlingFiles, type SettledPaths } from './settling-files.ts';

/** How changes in a folder are noticed now. */
export type WatchState = 'watched' | 'polled' | 'offline';

/** What was touched in a folder and has come to rest; paths. */
export interface TouchedPaths {
  readonly films: readonly string[];
  readonly gone: readonly string[];
  readonly sidecars: readonly string[];
}

export interface FolderWatcherOwner {
  changed(folder: string, touched: TouchedPaths): void;
  /** The folder has to be searched through: it came back, events were lost, or the time for it has come. */
  scanDue(folder: string): void;
  /** The folder cannot be reached, and so nothing in it. */
  folderGone(folder: string): void;
  stateChanged(): void;
}

export interface WatchTiming {
  /** How long a file must not have changed. */
  readonly settleMs: number;
  /** Between two looks whether the folder itself is there. */
  readonly presenceMs: number;
  /** Between two scans of a folder that raises no events. */
  readonly pollMs: number;
}

export const watchTiming: WatchTiming = { settleMs: 3000, presenceMs: 5000, pollMs: 300_000 };

/** What tells of events in a folder. */
export type EventSource = Pick<FolderEvents, 'start' | 'watchNew' | 'forget' | 'close'>;
type OpenEvents = (root: string, filter: PathFilter, listener: FolderEventListener) => EventSource;

/** So many paths at once are the work of a scan. It is far below the 16,384 events after which Linux drops some. */
const mostTouched = 4000;

/**
 * Watches one folder of the library: by the system's events, or by scans now and then where there are none. Where
 * events fail it goes over to scans and says why.
 */
export class FolderWatcher {
  readonly #path: string;
  readonly #choice: FolderRow['watching'];
  readonly #filter: PathFilter;
  readonly #owner: FolderWatcherOwner;
  readonly #timing: WatchTiming;
  readonly #openEvents: OpenEvents;
  readonly #settling: SettlingFiles;
  #events: EventSource | null = null;
  #state: WatchState = 'offline';
  #problem: Problem | null = null;
  #identity: FolderIdentity | null = null;
  #presenceTimer: NodeJS.Timeout | null = null;
  #pollTimer: NodeJS.Timeout | null = null;
  #overflowTimer: NodeJS.Timeout | null = null;
  #isLooking = false;
  #closed = false;

  constructor(
    { path, watching }: FolderRow,
    patterns: FolderPatterns,
    owner: FolderWatcherOwner,
    timing: WatchTiming = watchTiming,
    openEvents: OpenEvents = (...given) => new FolderEvents(...given),
  ) {
    this.#openEvents = openEvents;
    this.#path = path;
    this.#choice = watching;
    this.#filter = new PathFilter(patterns);
    this.#owner = owner;
    this.#timing = timing;
    this.#settling = new SettlingFiles(timing.settleMs, (settled) => void this.#settled(settled));
  }

  get state(): WatchState {
    return this.#state;
  }

  /** Why the folder is not watched as it should be; null when it is. */
  get problem(): Problem | null {
    return this.#problem;
  }

  /** Begins to watch, and asks for a scan when the folder is there. */
  async start(): Promise<void> {
    await this.#look();
    if (this.#closed) return;
    this.#presenceTimer = setInterval(() => void this.#look(), this.#timing.presenceMs);
    this.#presenceTimer.unref();
  }

  /** Holds a path back until it has come to rest, then tells what it is. */
  touch(path: string): void {
    if (this.#overflowTimer || !this.#isOfInterest(path)) return;
    this.#settling.touch(path);
    if (this.#settling.waiting > mostTouched) this.#scanSoon();
  }

  close(): void {
    this.#closed = true;
    this.#stopWatching();
    this.#settling.close();
    if (this.#presenceTimer) clearInterval(this.#presenceTimer);
    if (this.#overflowTimer) clearTimeout(this.#overflowTimer);
  }

  /** Too much happens to look at each path: all of it is searched through a little later. */
  #scanSoon(): void {
    this.#settling.clear();
    this.#overflowTimer = setTimeout(() => {
      this.#overflowTimer = null;
      this.#owner.scanDue(this.#path);
    }, this.#timing.settleMs);
    this.#overflowTimer.unref();
  }

  /** Looks whether the folder is there and still the same, and acts when that has changed. */
  async #look(): Promise<void> {
    // A share that hangs lets one question wait, not one every few seconds.
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const identity = await identityOf(this.#path);
      const isFirst = this.#identity === null && this.#problem === null;
      if (this.#closed || (!isFirst && this.#isSame(identity))) return;
      this.#identity = identity;
      this.#stopWatching();
      if (identity === null) this.#goOffline();
      else await this.#watch();
    } finally {
      this.#isLooking = false;
    }
  }

  /** Whether the folder under the path is still the one that is watched: a drive may have been mounted over it. */
  #isSame(identity: FolderIdentity | null): boolean {
    if (identity === null || this.#identity === null) return identity === this.#identity;
    // Shares may give a folder another number each time.
    const isNumbered = this.#state === 'watched';
    return identity.dev === this.#identity.dev && (!isNumbered || identity.ino === this.#identity.ino);
  }

  #goOffline(): void {
    this.#settling.clear();
    this.#become('offline', {
      code: 'not-found',
      sentence: `The folder “${this.#path}” is not there.`,
      remedy: 'Plug in its drive or connect its share; what is known of its films is kept.',
    });
    this.#owner.folderGone(this.#path);
  }

  async #watch(): Promise<void> {
    const polls = this.#choice === 'polling' || (this.#choice === 'auto' && (await isOnNetwork(this.#path)));
    if (this.#closed) return;
    if (polls) this.#poll(null);
    else await this.#listen();
    if (!this.#closed) this.#owner.scanDue(this.#path);
  }

  async #listen(): Promise<void> {
    const events = this.#openEvents(this.#path, this.#filter, {
      touched: (path) => this.touch(path),
      lost: () => this.#owner.scanDue(this.#path),
      failed: (error) => this.#poll(error),
    });
    this.#events = events;
    try {
      await events.start();
      if (this.#events === events) this.#become('watched', null);
    } catch (error) {
      if (this.#events === events) this.#poll(error as NodeJS.ErrnoException);
    }
  }

  #poll(error: NodeJS.ErrnoException | null): void {
    this.#stopWatching();
    if (this.#closed) return;
    this.#become('polled', error && eventsFailed(this.#path, error, this.#timing.pollMs));
    this.#pollTimer = setInterval(() => this.#owner.scanDue(this.#path), this.#timing.pollMs);
    this.#pollTimer.unref();
  }

  #stopWatching(): void {
    this.#events?.close();
    this.#events = null;
    if (this.#pollTimer) clearInterval(this.#pollTimer);
    this.#pollTimer = null;
  }

  #become(state: WatchState, problem: Problem | null): void {
    this.#state = state;
    this.#problem = problem;
    this.#owner.stateChanged();
  }

  async #settled({ files, folders, gone }: SettledPaths): Promise<void> {
    for (const path of gone) this.#events?.forget(path);
    for (const folder of folders) await this.#watchNew(folder);
    if (this.#closed) return;
    const films = files.filter((path) => this.#isFilm(path));
    const sidecars = [...files, ...gone, ...folders].filter(isSidecar);
    if (films.length + gone.length + sidecars.length > 0) {
      this.#owner.changed(this.#path, { films, gone, sidecars });
    }
  }

  async #watchNew(folder: string): Promise<void> {
    const events = this.#events;
    try {
      // It may be another one than was watched under this name.
      events?.forget(folder);
      for (const path of (await events?.watchNew(folder)) ?? []) this.touch(path);
    } catch (error) {
      if (this.#events !== events) return;
      this.#poll(error as NodeJS.ErrnoException);
      this.#owner.scanDue(this.#path);
    }
  }

  /** Whether a path may be a film, a file beside one, or a folder. */
  #isOfInterest(path: string): boolean {
    return isSidecar(path) || this.#isFilm(path) || this.#filter.reachesFolder(this.#path, path);
  }

  #isFilm(path: string): boolean {
    return isFilmName(basename(path)) && this.#filter.reachesFile(this.#path, path);
  }
}

interface FolderIdentity {
  readonly dev: number;
  readonly ino: number;
}

async function identityOf(folder: string): Promise<FolderIdentity | null> {
  const entry = await stat(folder).catch(() => null);
  return entry?.isDirectory() ? { dev: entry.dev, ino: entry.ino } : null;
}

function eventsFailed(folder: string, error: NodeJS.ErrnoException, pollMs: number): Problem {
  const isFull = error.code === 'ENOSPC' || error.code === 'EMFILE';
  return {
    code: 'internal',
    sentence: `The system does not tell of changes in “${folder}” (${error.code ?? error.message}), so that it is scanned every ${Math.round(pollMs / 60_000)} minutes.`,
    remedy: isFull
      ? 'Raise fs.inotify.max_user_watches and fs.inotify.max_user_instances, then start Kinora again.'
      : 'Changes are noticed a little later; nothing else is needed.',
  };
}

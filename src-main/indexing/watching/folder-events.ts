import { watch, type FSWatcher } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PathFilter } from '../folder-patterns.ts';

// Note: why folders are watched and not files
// Linux needs one watch a folder, and tells the names of what changes in it; macOS and Windows watch a whole tree at
// once. Watching each file as well, as chokidar 5 does, took 86 MB for 10,000 films in one folder, and, while one of
// them grew, half of a core for reading the folder again each second (measured on Linux; `npm run bench -- indexing folders`
// prints what this takes). What a name stands for is asked once, after it has come to rest.

const treesAreWatchedWhole = process.platform === 'darwin' || process.platform === 'win32';

export interface FolderEventListener {
  /** Something happened at a path: it came, changed or went. */
  touched(path: string): void;
  /** Events were lost: everything may have changed. */
  lost(): void;
  /** Nothing more will be told. */
  failed(error: NodeJS.ErrnoException): void;
}

/** Tells what happens in a folder and the folders in it that a search reaches. */
export class FolderEvents {
  readonly #root: string;
  readonly #filter: PathFilter;
  readonly #listener: FolderEventListener;
  readonly #watchers = new Map<string, FSWatcher>();
  #closed = false;

  constructor(root: string, filter: PathFilter, listener: FolderEventListener) {
    this.#root = root;
    this.#filter = filter;
    this.#listener = listener;
  }

  /** Resolves when everything that is there now is watched; throws the system's error when it cannot be. */
  async start(): Promise<void> {
    if (treesAreWatchedWhole) this.#watch(this.#root, true);
    else await this.#watchTree(this.#root);
  }

  /**
   * Begins to watch a folder that came later, and those in it; gives the paths of the files that are in it already, of
   * which no event was told.
   */
  async watchNew(folder: string): Promise<string[]> {
    if (this.#closed) return [];
    return treesAreWatchedWhole ? filesIn(folder) : this.#watchTree(folder);
  }

  /** Ends watching a folder that went, and those in it. */
  forget(folder: string): void {
    for (const [path, watcher] of this.#watchers) {
      if (path !== this.#root && (path === folder || path.startsWith(join(folder, '/')))) {
        watcher.close();
        this.#watchers.delete(path);
      }
    }
  }

  close(): void {
    this.#closed = true;
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  async #watchTree(top: string): Promise<string[]> {
    const files: string[] = [];
    const waiting = [top];
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      if (this.#closed) return files;
      if (!this.#watchers.has(folder) && !this.#watch(folder, false)) continue;
      // Read after the watch stands, so that nothing slips in between.
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      for (const entry of entries) {
        const path = join(folder, entry.name);
        if (!entry.isDirectory()) files.push(path);
        else if (this.#reaches(path)) waiting.push(path);
      }
    }
    return files;
  }

  /** Films are not sought in `.actors`, but their cast is. */
  #reaches(folder: string): boolean {
    return basename(folder) === '.actors' || this.#filter.reachesFolder(this.#root, folder);
  }

  /** False when the folder is gone or may not be read; throws what would hold for every other folder too. */
  #watch(folder: string, recursive: boolean): boolean {
    let watcher: FSWatcher;
    try {
      watcher = watch(folder, { recursive, persistent: false });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (folder !== this.#root && ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes(code ?? ''))
        return false;
      throw error;
    }
    watcher.on('change', (_kind, name) => {
      if (this.#closed) return;
      if (name === null) this.#listener.lost();
      else this.#listener.touched(join(folder, String(name)));
    });
    watcher.on('error', (error: NodeJS.ErrnoException) => {
      if (this.#closed || !this.#watchers.has(folder)) return;
      if (folder === this.#root) this.#listener.failed(error);
      else this.forget(folder);
    });
    this.#watchers.set(folder, watcher);
    return true;
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
}

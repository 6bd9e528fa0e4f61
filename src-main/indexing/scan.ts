import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { problemOf, UserFacingError, type Problem } from '../domain/errors.ts';
import { isFilmName } from '../media/film-name.ts';
import { filmSidecars } from '../media/sidecars/film-sidecars.ts';
import { listOnce, type ListFolder } from '../media/sidecars/folder-listing.ts';
import { filesOf, stampOf } from '../media/sidecars/sidecar-stamp.ts';
import { PathFilter, relativePath, type FolderPatterns } from './folder-patterns.ts';
import { unreadablePath } from './unreadable-path.ts';

const maxDepth = 64;
/** Questions to the file system at once; more only wait for each other in Node's own pool. */
const questionsAtOnce = 16;

export interface FoundFile {
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
  /** Names, sizes and dates of the files beside it, as one text. */
  readonly sidecars: string;
}

export interface ScanResult {
  /** Sorted by path. */
  readonly files: readonly FoundFile[];
  /** Given folders that were searched through, with how many entries each has. */
  readonly folders: readonly { readonly path: string; readonly entries: number }[];
  readonly failures: readonly { readonly path: string; readonly problem: Problem }[];
}

/**
 * Finds the films under some paths. Folders are searched through for film-like names that the patterns admit; a file
 * named outright is taken whatever its name. Links are left out of folders, so that no search goes round in circles.
 * What cannot be read is told, and the rest goes on. Throws an AbortError when cancelled.
 */
export async function scan(
  paths: readonly string[],
  patterns: FolderPatterns,
  signal: AbortSignal,
): Promise<ScanResult> {
  const search = new Search(new PathFilter(patterns), signal);
  for (const path of paths) search.begin(path);
  return search.finish();
}

/** A file as it is now, with what lies beside it. Throws the file system's error when it cannot be reached. */
export async function lookAt(path: string, list: ListFolder): Promise<FoundFile> {
  const { size, mtimeMs } = await stat(path);
  const sidecars = await stampOf(filesOf(await filmSidecars(path, list)));
  return { path, size, modifiedMs: Math.floor(mtimeMs), sidecars };
}

class Search {
  readonly #filter: PathFilter;
  readonly #signal: AbortSignal;
  readonly #queue = new PQueue({ concurrency: questionsAtOnce });
  readonly #list = listOnce();
  readonly #files = new Map<string, FoundFile>();
  readonly #folders: { path: string; entries: number }[] = [];
  readonly #failures: { path: string; problem: Problem }[] = [];

  constructor(filter: PathFilter, signal: AbortSignal) {
    this.#filter = filter;
    this.#signal = signal;
  }

  begin(path: string): void {
    this.#plan(path, async () => {
      if (!(await stat(path)).isDirectory()) return this.#addFile(path);
      const entries = await this.#visitFolder(path, path, 0);
      this.#folders.push({ path, entries });
    });
  }

  async finish(): Promise<ScanResult> {
    await this.#queue.onIdle();
    this.#signal.throwIfAborted();
    const files = [...this.#files.values()].sort(byPath);
    return { files, folders: this.#folders, failures: this.#failures.sort(byPath) };
  }

  /** Reads one folder and plans what lies in it; gives the number of its entries. */
  async #visitFolder(root: string, folder: string, depth: number): Promise<number> {
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const inRoot = relativePath(root, path);
      if (entry.isDirectory() && this.#filter.admitsFolder(inRoot)) {
        this.#plan(path, async () => {
          if (depth >= maxDepth) throw tooDeep(path);
          await this.#visitFolder(root, path, depth + 1);
        });
      } else if (entry.isFile() && isFilmName(entry.name) && this.#filter.admitsFile(inRoot)) {
        this.#plan(path, () => this.#addFile(path));
      }
    }
    return entries.length;
  }

  async #addFile(path: string): Promise<void> {
    this.#files.set(path, await lookAt(path, this.#list));
  }

  /** Does some work on a path when its turn comes; a failure is told and does not stop the others. */
  #plan(path: string, work: () => Promise<void>): void {
    void this.#queue.add(async () => {
      if (this.#signal.aborted) return;
      try {
        await work();
      } catch (error) {
        this.#failures.push({ path, problem: problemOf(unreadablePath(path, error)) });
      }
    });
  }
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

function tooDeep(path: string): UserFacingError {
  return new UserFacingError(
    'unreadable-file',
    `“${path}” lies more than ${maxDepth} folders deep and was not searched through.`,
    'Add it as a folder of its own, or move it up.',
  );
}

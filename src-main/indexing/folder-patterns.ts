import { relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { z } from 'zod';
import type { Setting } from '../store/settings-table.ts';

const patternList = z.array(z.string().min(1).max(500)).max(200);

/** Which files of a folder are wanted, as glob patterns over paths relative to the library's folder. */
export const folderPatterns = z.object({
  /** Only files that fit one of these; all films when empty. */
  include: patternList,
  /** No file or folder that fits one of these. */
  exclude: patternList,
});
export type FolderPatterns = z.output<typeof folderPatterns>;

/** Hidden things, what NAS systems and Windows keep for themselves, and downloads that are under way. */
export const defaultPatterns: FolderPatterns = {
  include: [],
  exclude: [
    '**/.*',
    '**/@eaDir/**',
    '**/$RECYCLE.BIN/**',
    '**/#recycle/**',
    '**/*.{part,partial,tmp,crdownload,download,filepart,!qb,!ut}',
  ],
};

export const patternsSetting: Setting<FolderPatterns> = {
  key: 'folders.patterns',
  shape: folderPatterns,
  fallback: defaultPatterns,
};

/**
 * Decides which entries of a folder are looked at. Letter case does not matter, `/` divides on every platform, a
 * pattern without a `/` fits at any depth, and one that fits a folder fits everything in it.
 */
export class PathFilter {
  readonly #included: ((path: string) => boolean) | null;
  readonly #excluded: (path: string) => boolean;

  constructor({ include, exclude }: FolderPatterns) {
    this.#included = include.length > 0 ? matcherOf(include) : null;
    this.#excluded = matcherOf(exclude);
  }

  /** Whether a folder is searched through, when the folder that it lies in is. */
  admitsFolder(path: string): boolean {
    return !this.#excluded(path);
  }

  /** Whether a file is taken, when the folder that it lies in is searched through. */
  admitsFile(path: string): boolean {
    return !this.#excluded(path) && (this.#included === null || this.#included(path));
  }

  /** Whether a search from `root` reaches the folder `path`; both are absolute. */
  reachesFolder(root: string, path: string): boolean {
    const steps = relativePath(root, path).split('/');
    return steps.every((_step, index) => this.admitsFolder(steps.slice(0, index + 1).join('/')));
  }

  /** Whether a search from `root` takes the file `path`; both are absolute. */
  reachesFile(root: string, path: string): boolean {
    const inRoot = relativePath(root, path);
    const folders = inRoot.split('/').slice(0, -1);
    return (
      folders.every((_step, index) => this.admitsFolder(folders.slice(0, index + 1).join('/'))) &&
      this.admitsFile(inRoot)
    );
  }
}

/** A path inside a folder as patterns see it: relative, with `/`; the empty text is the folder itself. */
export function relativePath(root: string, path: string): string {
  const inside = relative(root, path);
  return sep === '/' ? inside : inside.replaceAll(sep, '/');
}

function matcherOf(patterns: readonly string[]): (path: string) => boolean {
  const anchored = patterns.map(anchoredPattern).filter((pattern) => pattern !== '');
  if (anchored.length === 0) return () => false;
  const options = { nocase: true, dot: true, nonegate: true, windows: false };
  const matchers = anchored.map((pattern) => picomatch(pattern, options));
  return (path) => path !== '' && matchers.some((matches) => matches(path));
}

// `Extras/` means `Extras` at any depth, and `./a/b` means `a/b`.
function anchoredPattern(pattern: string): string {
  const tidy = pattern
    .trim()
    .replace(/^(\.?\/)+/, '')
    .replace(/\/+$/, '');
  return tidy === '' || tidy.includes('/') ? tidy : `**/${tidy}`;
}

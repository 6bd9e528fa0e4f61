import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { problemOf, UserFacingError, type Problem } from '../domain/errors.ts';

const filmExtensions = new Set(
  `.3g2 .3gp .asf .avi .divx .dv .f4v .flv .m2ts .m2v .m4v .mkv .mov .mp4 .mpeg .mpg .mts .mxf .ogm .ogv .qt .rm .rmvb
   .ts .vob .webm .wmv .y4m`.split(/\s+/),
);
const unfinished = /\.(part|tmp|crdownload|download|!qb)$/i;
const maxDepth = 64;

export interface FoundFile {
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
}

export interface ScanResult {
  readonly files: readonly FoundFile[];
  readonly failures: readonly { path: string; problem: Problem }[];
}

/**
 * Finds the films under some paths. Folders are searched through for film-like names; a file named outright is taken whatever its name.
 * Hidden entries, unfinished downloads and links are left out of folders. What cannot be read is told, and the rest goes on.
 */
export async function scan(paths: readonly string[], signal: AbortSignal): Promise<ScanResult> {
  const files = new Map<string, FoundFile>();
  const failures: { path: string; problem: Problem }[] = [];

  async function visitFolder(folder: string, depth: number): Promise<void> {
    signal.throwIfAborted();
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || unfinished.test(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory() && depth < maxDepth) await attempt(path, () => visitFolder(path, depth + 1));
      else if (entry.isFile() && filmExtensions.has(extname(entry.name).toLowerCase())) {
        await attempt(path, async () => addFile(path));
      }
    }
  }

  async function addFile(path: string): Promise<void> {
    const { size, mtimeMs } = await stat(path);
    files.set(path, { path, size, modifiedMs: Math.floor(mtimeMs) });
  }

  async function attempt(path: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      signal.throwIfAborted();
      failures.push({ path, problem: problemOf(unreadable(path, error)) });
    }
  }

  for (const path of paths) {
    await attempt(path, async () => {
      if ((await stat(path)).isDirectory()) await visitFolder(path, 0);
      else await addFile(path);
    });
  }
  return { files: [...files.values()], failures };
}

function unreadable(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') {
    return new UserFacingError(
      'unreadable-file',
      `“${path}” does not exist.`,
      'Check the spelling, or plug in the drive it lies on.',
      error,
    );
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new UserFacingError(
      'unreadable-file',
      `You may not read “${path}”.`,
      'Give yourself permission to read it, then index it again.',
      error,
    );
  }
  return error;
}

import { randomUUID } from 'node:crypto';
import { access, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

// What caches of files have in common: a file is whole or not there, and what was not asked for longest goes first.

/** Whether a file is there; also notes that it was asked for. */
export async function isKept(path: string): Promise<boolean> {
  const now = new Date();
  return access(path).then(
    () =>
      utimes(path, now, now).then(
        () => true,
        () => true,
      ),
    () => false,
  );
}

/**
 * Makes a file unless it is there; a file that cannot be made leaves nothing behind. Gives whether it was made now.
 * @param make writes it to the path it is given, which ends as the file's does
 */
export async function makeKept(path: string, make: (path: string) => Promise<unknown>): Promise<boolean> {
  if (await isKept(path)) return false;
  await mkdir(dirname(path), { recursive: true });
  const ending = extname(path);
  const unfinished = join(dirname(path), `${basename(path, ending)}.${randomUUID()}.part${ending}`);
  try {
    await make(unfinished);
    await rename(unfinished, path);
    return true;
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Deletes the files and folders of a folder whose names begin so. */
export async function forgetKept(folder: string, prefix: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (name.startsWith(prefix)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Brings a folder, with those in it, below a size in bytes, oldest use first; `asked` stays. */
export async function sweepKept(folder: string, mostBytes: number, asked: string | null): Promise<void> {
  const files: { path: string; size: number; usedMs: number }[] = [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const facts = await stat(path).catch(() => null);
    if (facts) files.push({ path, size: facts.size, usedMs: facts.mtimeMs });
  }
  let bytes = files.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size } of files.toSorted((a, b) => a.usedMs - b.usedMs)) {
    if (bytes <= mostBytes) return;
    if (path === asked) continue;
    await rm(path, { force: true });
    bytes -= size;
  }
}

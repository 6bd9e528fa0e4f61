import { randomUUID } from 'node:crypto';
import { access, constants, opendir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failed, listed, ok, warning, type Check, type CheckName } from './check.ts';

const warnBytes = 2e9;
const failBytes = 200e6;

/** Whether a folder can be written, by writing into it; where it is not there yet, whether it can be made. */
export async function checkWritable(name: CheckName, folder: string, remedy: string): Promise<Check> {
  const there = await nearestExisting(folder);
  try {
    if (!(await stat(there)).isDirectory()) {
      return failed(name, `${there} is a file, so there can be no folder ${folder}.`, remedy);
    }
    if (there !== folder) {
      await access(there, constants.W_OK);
      return ok(name, `The folder ${folder} is not there yet and can be made.`);
    }
    // Asking for permission is not enough: root has it everywhere, and a disk may be mounted for reading only.
    const trial = join(folder, `.kinora-${randomUUID()}.tmp`);
    await writeFile(trial, '');
    await rm(trial);
    return ok(name, `The folder ${folder} can be written.`);
  } catch (error) {
    return failed(name, `The folder ${folder} cannot be written: ${reasonOf(error)}.`, remedy);
  }
}

/** How much room is left where a folder lies or will lie. */
export async function checkSpace(folder: string): Promise<Check> {
  const { bavail, bsize } = await statfs(await nearestExisting(folder));
  return spaceCheck(folder, bavail * bsize);
}

export function spaceCheck(folder: string, freeBytes: number): Check {
  const sentence = `${inWords(freeBytes)} are free on the disk with ${folder}.`;
  const remedy = 'Make room on it, or choose a library folder on another disk with --library.';
  if (freeBytes < failBytes) return failed('disk-space', `Only ${sentence}`, remedy);
  if (freeBytes < warnBytes) return warning('disk-space', `Only ${sentence}`, remedy);
  return ok('disk-space', sentence);
}

/** Whether the films' folders, and films that were added by themselves, can be read now. */
export async function checkRoots(roots: readonly string[]): Promise<Check> {
  const offline: string[] = [];
  const closed: string[] = [];
  for (const root of roots) {
    const problem = await problemOfRoot(root);
    if (problem === 'offline') offline.push(root);
    if (problem === 'closed') closed.push(root);
  }
  if (offline.length + closed.length === 0) {
    return ok('folders', `All ${roots.length} folders and films that were added can be read.`);
  }
  return warning(
    'folders',
    [
      ...(offline.length > 0 ? [`Not there now: ${listed(offline)}.`] : []),
      ...(closed.length > 0 ? [`May not be read: ${listed(closed)}.`] : []),
    ].join(' '),
    [
      ...(offline.length > 0
        ? ['Plug in the drive, or connect the network share; what is known is kept.']
        : []),
      ...(closed.length > 0 ? ['Give yourself permission to read them.'] : []),
    ].join(' '),
  );
}

async function problemOfRoot(root: string): Promise<'offline' | 'closed' | null> {
  try {
    if ((await stat(root)).isDirectory()) await (await opendir(root)).close();
    else await access(root, constants.R_OK);
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EACCES' || code === 'EPERM' ? 'closed' : 'offline';
  }
}

/** The folder itself, or the nearest above it that exists. */
export async function nearestExisting(folder: string): Promise<string> {
  for (let path = folder; ; path = dirname(path)) {
    const there = await stat(path).then(
      () => true,
      () => false,
    );
    if (there || dirname(path) === path) return path;
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return 'you may not write there';
  if (code === 'EROFS') return 'its disk can only be read';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'its disk is full';
  return message;
}

export function inWords(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;
}

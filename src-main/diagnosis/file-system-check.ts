import { statfs } from 'node:fs/promises';
import { ok, warning, type Check } from './check.ts';
import { nearestExisting } from './folder-checks.ts';

/** File systems on which SQLite's locks or its shared memory cannot be relied on, by what Linux calls them in statfs(2). */
const doubtfulNumbers: Readonly<Record<number, string>> = {
  0x6969: 'NFS',
  0x517b: 'SMB',
  0xff534d42: 'SMB (CIFS)',
  0xfe534d42: 'SMB',
  0x01021997: '9P (a folder of the host machine)',
  0x5346414f: 'AFS',
  0x564c: 'NCP',
  0x73757245: 'Coda',
  0x00c36400: 'Ceph',
  0x65735546: 'FUSE',
  0x786f4256: 'VirtualBox shared folders',
};

/** The same by the names that other systems give them. */
const doubtfulNames = /^(?:nfs\d?|smbfs|cifs|afpfs|webdav|macfuse|osxfuse|fuse.*)$/i;

/** Whether a library may lie on its file system; best effort, silent where nothing is known. */
export async function checkFileSystem(folder: string): Promise<Check> {
  return fileSystemCheck(folder, await doubtfulKind(folder));
}

/** @param kind what the file system is called, when its locks cannot be relied on */
export function fileSystemCheck(folder: string, kind: string | null): Check {
  if (kind === null) return ok('file-system', `The library lies on a disk of this machine (${folder}).`);
  return warning(
    'file-system',
    `The library lies on a file system without reliable locks: ${kind}.`,
    'Keep the library on a disk of this machine (--library); films may lie anywhere.',
  );
}

async function doubtfulKind(folder: string): Promise<string | null> {
  const there = await nearestExisting(folder);
  if (process.platform === 'linux') return doubtfulNumber((await statfs(there)).type);
  if (process.platform === 'win32') return isNetworkPath(there) ? 'a network share' : null;
  // Large, and of use here alone.
  const { fsSize } = await import('systeminformation');
  return doubtfulMount(there, await fsSize());
}

/** The name of a doubtful file system's number; null for every other. */
export function doubtfulNumber(type: number): string | null {
  // Some numbers come with the sign of 32 bits.
  return doubtfulNumbers[type >>> 0] ?? null;
}

/** Windows: `\\server\share`, also in its long form. */
export function isNetworkPath(path: string): boolean {
  return /^[\\/]{2}(?![?.][\\/])/.test(path) || /^[\\/]{2}\?[\\/]UNC[\\/]/i.test(path);
}

/** The doubtful type of the mount on which a path lies; null for every other. */
export function doubtfulMount(
  path: string,
  mounts: readonly { readonly mount: string; readonly type: string }[],
): string | null {
  const nearest = mounts
    .filter(({ mount }) => path === mount || path.startsWith(mount.endsWith('/') ? mount : `${mount}/`))
    .toSorted((a, b) => b.mount.length - a.mount.length)[0];
  return nearest && doubtfulNames.test(nearest.type) ? nearest.type : null;
}

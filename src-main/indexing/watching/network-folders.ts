import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { promisify } from 'node:util';

// Changes that another machine makes on a network share raise no event here; such folders are scanned now and then.
// A file system in user space (FUSE) may be one, and cannot be told from one.

/** `f_type` of statfs(2), as linux/magic.h names them. */
const networkTypes = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB2
  0x65735546, // FUSE
  0x01021997, // 9P
  0x5346414f, // AFS
  0x6b414653, // AFS in the kernel
  0x73757245, // Coda
  0x00c36400, // Ceph
  0x786f4256, // VirtualBox shared folders
  0xbacbacbc, // VMware shared folders
]);
const networkNames = /^(smbfs|nfs|afpfs|webdav|ftp|cifs|macfuse|osxfuse|fuse.*)$/;

/** Whether a folder lies on a network share, as far as the system tells. One that cannot be asked counts as local. */
export async function isOnNetwork(folder: string, platform = process.platform): Promise<boolean> {
  if (platform === 'win32') return /^[\\/]{2}[^?.]/.test(folder);
  if (platform === 'darwin')
    return folder.startsWith('/Volumes/') && isMountedShare(folder, await mountTable());
  return statfs(folder).then(
    ({ type }) => isNetworkType(type),
    () => false,
  );
}

export function isNetworkType(type: number): boolean {
  return networkTypes.has(type >>> 0);
}

/**
 * Whether a folder lies below a mounted share.
 *
 * @param mounts what macOS' `mount` writes: `//me@nas/films on /Volumes/films (smbfs, nodev, nosuid)`, one a line
 */
export function isMountedShare(folder: string, mounts: string): boolean {
  let deepest = { point: '', type: '' };
  for (const line of mounts.split('\n')) {
    const match = / on (?<point>\/.*) \((?<type>[a-z]+)[,)]/.exec(line);
    const { point = '', type = '' } = match?.groups ?? {};
    const holds = folder === point || folder.startsWith(point.endsWith('/') ? point : `${point}/`);
    if (point !== '' && holds && point.length > deepest.point.length) deepest = { point, type };
  }
  return networkNames.test(deepest.type);
}

async function mountTable(): Promise<string> {
  return promisify(execFile)('/sbin/mount', [], { timeout: 5000 }).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

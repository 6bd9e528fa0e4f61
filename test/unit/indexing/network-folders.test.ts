import { expect, it } from 'vitest';
import {
  isMountedShare,
  isNetworkType,
  isOnNetwork,
} from '../../../src-main/indexing/watching/network-folders.ts';

it('shares are told by the type of their file system, given with or without its sign', () => {
  for (const type of [0x6969, 0xfe534d42, 0xff534d42, 0xff534d42 | 0, 0x65735546]) {
    expect([type, isNetworkType(type)]).toEqual([type, true]);
  }
  for (const type of [0xef53, 0x9123683e, 0x01021994, 0x58465342]) {
    expect([type, isNetworkType(type)]).toEqual([type, false]);
  }
});

it('Windows paths of another machine are shares, those of a device are not', async () => {
  expect(await isOnNetwork('\\\\nas\\films', 'win32')).toBe(true);
  expect(await isOnNetwork('//nas/films', 'win32')).toBe(true);
  expect(await isOnNetwork('\\\\?\\C:\\films', 'win32')).toBe(false);
  expect(await isOnNetwork('C:\\films', 'win32')).toBe(false);
});

it('on macOS the mount that lies deepest decides', () => {
  const mounts = [
    '/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)',
    '//me@nas._smb._tcp.local/My%20films on /Volumes/My films (smbfs, nodev, nosuid, mounted by me)',
    '/dev/disk5s1 on /Volumes/My films/stick (msdos, local, nodev, nosuid, noowners)',
    '/dev/disk6s1 on /Volumes/Drive (apfs, local)',
  ].join('\n');
  expect(isMountedShare('/Volumes/My films', mounts)).toBe(true);
  expect(isMountedShare('/Volumes/My films/a', mounts)).toBe(true);
  expect(isMountedShare('/Volumes/My films/stick/a', mounts)).toBe(false);
  expect(isMountedShare('/Volumes/My films 2', mounts)).toBe(false);
  expect(isMountedShare('/Volumes/Drive/a', mounts)).toBe(false);
  expect(isMountedShare('/Volumes/a', 'garbage (')).toBe(false);
});

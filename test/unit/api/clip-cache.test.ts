import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClipCache } from '../../../src-main/api/clip-cache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-clips-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const make = (path: string) => writeFile(path, 'x'.repeat(100));

describe('The cache of clips', () => {
  it('makes a clip once, also for two who ask at once, under a name for people', async () => {
    const cache = new ClipCache(folder);
    let made = 0;
    const counted = (path: string) => {
      made++;
      return make(path);
    };
    const paths = await Promise.all([
      cache.get('1-a', 'Beach 00m01.0s', counted),
      cache.get('1-a', 'Beach 00m01.0s', counted),
    ]);
    expect(paths).toEqual(Array(2).fill(join(folder, '1-a', 'Beach 00m01.0s.mp4')));
    expect(made).toBe(1);
  });

  it('leaves nothing behind of a clip that could not be made, and begins none whose asker has gone', async () => {
    const cache = new ClipCache(folder);
    const broken = async (path: string) => {
      await writeFile(path, 'half');
      throw new Error('broken');
    };
    await expect(cache.get('1-a', 'clip', broken)).rejects.toThrow('broken');
    await expect(cache.get('1-a', 'clip', make, AbortSignal.abort())).rejects.toThrow();
    expect(readdirSync(join(folder, '1-a'))).toEqual([]);
  });

  it('lets go first what was not asked for longest, when it grows too large', async () => {
    const cache = new ClipCache(folder, 250);
    const old = await cache.get('1-a', 'old', make);
    const middle = await cache.get('1-a', 'middle', make);
    utimesSync(old, 1000, 1000);
    utimesSync(middle, 1001, 1001);
    await cache.get('1-a', 'old', () => Promise.reject(new Error('it is there')));
    const fresh = await cache.get('2-b', 'new', make);
    expect([old, middle, fresh].map((path) => existsSync(path))).toEqual([true, false, true]);
  });

  it('forgets the clips of one film alone', async () => {
    const cache = new ClipCache(folder);
    await cache.get('1-a', 'clip', make);
    await cache.get('12-b', 'clip', make);
    await cache.forget(1);
    expect(readdirSync(folder)).toEqual(['12-b']);
  });
});

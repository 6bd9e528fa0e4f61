import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FrameCache } from '../../../src-main/api/frame-cache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-frames-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('The cache of frames', () => {
  it('makes a picture once, also for many who ask at once', async () => {
    const cache = new FrameCache(folder);
    let made = 0;
    const make = async (path: string) => {
      made++;
      await writeFile(path, 'jpeg');
    };
    const [first] = await Promise.all([cache.get('1-a', make), cache.get('1-b', make)]);
    await cache.get('1-a', make);
    expect(first).toBe(join(folder, '1-a.jpg'));
    expect(made).toBe(2);
    expect(readdirSync(folder).toSorted()).toEqual(['1-a.jpg', '1-b.jpg']);
  });

  it('leaves nothing behind of a picture that could not be made', async () => {
    const cache = new FrameCache(folder);
    const make = async (path: string) => {
      await writeFile(path, 'half');
      throw new Error('broken');
    };
    await expect(cache.get('1-a', make)).rejects.toThrow('broken');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lets go first what was not asked for longest, when it grows too large', async () => {
    for (const [index, name] of ['1-old.jpg', '1-middle.jpg', '2-new.jpg'].entries()) {
      writeFileSync(join(folder, name), 'x'.repeat(100));
      utimesSync(join(folder, name), 1000 + index, 1000 + index);
    }
    const cache = new FrameCache(folder, 250);
    await cache.get('1-old', () => Promise.reject(new Error('it is there')));
    await cache.sweep();
    expect(readdirSync(folder).toSorted()).toEqual(['1-old.jpg', '2-new.jpg']);
    await cache.forget('1-');
    expect(readdirSync(folder)).toEqual(['2-new.jpg']);
  });

  it('does not begin a picture whose asker has gone', async () => {
    const cache = new FrameCache(folder);
    const gone = AbortSignal.abort();
    await expect(cache.get('1-a', (path) => writeFile(path, ''), gone)).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeptPictures, type AlbumKey } from '../../../src-main/store/kept-pictures.ts';

let folder: string;
let path: string;
let kept: KeptPictures;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-kept-'));
  path = join(folder, 'frame-cache.sqlite');
  kept = new KeptPictures(path, 10_000);
});
afterEach(() => {
  kept.close();
  rmSync(folder, { recursive: true, force: true });
});

const keyOf = (film: string, more: Partial<AlbumKey> = {}): AlbumKey => ({
  film,
  purpose: 'dense',
  rule: 'rule-1',
  ...more,
});

function keep(key: AlbumKey, pictures: number, bytes = 1000): void {
  const album = kept.begin(key);
  for (let number = 0; number < pictures; number++) {
    album.add(number, { note: `${number}`, jpeg: new Uint8Array(bytes).fill(number) });
  }
  album.finish();
}

describe('Kept pictures', () => {
  it('come back in their order, by film, purpose and rule', () => {
    keep(keyOf('a'), 3);
    const album = kept.album(keyOf('a'))!;
    expect(album.count).toBe(3);
    expect(album.picture(1)).toMatchObject({ note: '1', jpeg: Buffer.alloc(1000, 1) });
    expect(album.picture(3)).toBeNull();
    expect(kept.album(keyOf('b'))).toBeNull();
    expect(kept.album(keyOf('a', { purpose: 'faces' }))).toBeNull();
    expect(kept.album(keyOf('a', { rule: 'rule-2' }))).toBeNull();
  });

  it('cannot be read before their album is finished, nor while it is made anew', () => {
    const album = kept.begin(keyOf('a'));
    album.add(0, { note: '', jpeg: new Uint8Array(1) });
    expect(kept.album(keyOf('a'))).toBeNull();
    album.finish();
    expect(kept.album(keyOf('a'))).not.toBeNull();
    kept.begin(keyOf('a', { rule: 'rule-2' }));
    expect(kept.album(keyOf('a'))).toBeNull();
  });

  it('outlive the program, but not a film that is forgotten', () => {
    keep(keyOf('a'), 2);
    keep(keyOf('b'), 2);
    kept.close();
    kept = new KeptPictures(path, 10_000);
    kept.forget('a');
    expect(kept.album(keyOf('a'))).toBeNull();
    expect(kept.album(keyOf('b'))?.count).toBe(2);
  });

  it('make room for others when they have not been used for longest', async () => {
    for (const film of ['a', 'b', 'c']) {
      keep(keyOf(film), 3);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    kept.album(keyOf('a'));
    keep(keyOf('d'), 3);
    expect(['a', 'b', 'c', 'd'].filter((film) => kept.album(keyOf(film)))).toEqual(['a', 'c', 'd']);
  });

  it('of a film that is too large for the cache are given up', () => {
    keep(keyOf('huge'), 30);
    expect(kept.album(keyOf('huge'))).toBeNull();
    keep(keyOf('a'), 3);
    expect(kept.album(keyOf('a'))?.count).toBe(3);
  });

  it('are lost with a damaged file, which is replaced, and never stand in the way', () => {
    kept.close();
    writeFileSync(path, 'This is no database at all.'.repeat(100));
    kept = new KeptPictures(path);
    keep(keyOf('a'), 1);
    expect(kept.album(keyOf('a'))?.count).toBe(1);

    const nowhere = new KeptPictures(join(folder, 'no such folder', 'cache.sqlite'));
    const album = nowhere.begin(keyOf('a'));
    album.add(0, { note: '', jpeg: new Uint8Array(1) });
    album.finish();
    expect(nowhere.album(keyOf('a'))).toBeNull();
    nowhere.forget('a');
    nowhere.close();
  });
});

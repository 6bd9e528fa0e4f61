import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPatterns, folderPatterns, PathFilter } from '../../../src-main/indexing/folder-patterns.ts';

const excluding = (...exclude: string[]) => new PathFilter({ include: [], exclude });

describe('Patterns', () => {
  it('leave out from the beginning what no person calls a film', () => {
    const filter = new PathFilter(defaultPatterns);
    const root = '/films';
    for (const path of [
      '/films/.a.mp4',
      '/films/x/.trash/a.mp4',
      '/films/x/@eaDir/a.mp4',
      '/films/$Recycle.Bin/a.mp4',
      '/films/#recycle/a.mp4',
      '/films/a.mp4.part',
      '/films/a.mkv.!qB',
    ]) {
      expect([path, filter.reachesFile(root, path)]).toEqual([path, false]);
    }
    for (const path of [
      '/films/a.mp4',
      '/films/Sample/a.mp4',
      '/films/x/trailers/b.mkv',
      '/films/a..b.mp4',
    ]) {
      expect([path, filter.reachesFile(root, path)]).toEqual([path, true]);
    }
  });

  it('do not see the folders above the library’s own', () => {
    expect(new PathFilter(defaultPatterns).reachesFile('/home/.films', '/home/.films/a.mp4')).toBe(true);
  });

  it('fit at any depth without a slash, and from the folder on with one', () => {
    expect(excluding('Extras').admitsFolder('x/y/extras')).toBe(false);
    expect(excluding('x/Extras').admitsFolder('x/extras')).toBe(false);
    expect(excluding('x/Extras').admitsFolder('y/x/extras')).toBe(true);
    expect(excluding('./x/').admitsFolder('x/y')).toBe(true);
    expect(excluding('*sample*').admitsFile('a/my.SAMPLE.mkv')).toBe(false);
  });

  it('that begin with ! mean that character, not everything else', () => {
    expect(excluding('!a.mp4').admitsFile('b.mp4')).toBe(true);
    expect(excluding('!a.mp4').admitsFile('!a.mp4')).toBe(false);
  });

  it('of any text give a filter that answers, and what is left out stays out in a deeper folder', () => {
    const name = fc.string({ minLength: 1, maxLength: 12 }).map((text) => text.replaceAll(/[/\\]/g, '_'));
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 4 }),
        name,
        (globs, folder) => {
          const patterns = folderPatterns.parse({ include: [], exclude: globs });
          const filter = new PathFilter(patterns);
          if (folder === '.' || folder === '..') return;
          if (!filter.admitsFolder(folder)) {
            expect(filter.reachesFile('/films', `/films/${folder}/deep/a.mp4`)).toBe(false);
          }
        },
      ),
    );
  });

  it('that are too many, too long or empty are refused', () => {
    expect(folderPatterns.safeParse({ include: [''], exclude: [] }).success).toBe(false);
    expect(folderPatterns.safeParse({ include: ['a'.repeat(501)], exclude: [] }).success).toBe(false);
    expect(folderPatterns.safeParse({ include: Array(201).fill('a'), exclude: [] }).success).toBe(false);
  });
});

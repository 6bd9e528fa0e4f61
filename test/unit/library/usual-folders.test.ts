import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualFolders } from '../../../src-main/library/usual-folders.ts';

let home: string;
beforeEach(async () => (home = await mkdtemp(join(tmpdir(), 'kinora-home-'))));
afterEach(() => rm(home, { recursive: true, force: true }));

const lay = async (folder: string): Promise<string> => {
  const path = join(home, folder);
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'film.mp4'), '');
  return path;
};
const nameVideos = async (value: string): Promise<void> => {
  await mkdir(join(home, '.config'), { recursive: true });
  const text = `# written by the desktop\nXDG_MUSIC_DIR="$HOME/Music"\nXDG_VIDEOS_DIR="${value}"\n`;
  await writeFile(join(home, '.config', 'user-dirs.dirs'), text);
};

describe('where films usually lie', () => {
  it('is the folder of videos, as far as it holds something', async () => {
    const videos = await lay('Videos');
    await mkdir(join(home, 'Movies'));
    await writeFile(join(home, 'Movies', '.hidden'), '');
    expect(await usualFolders(home)).toEqual([videos]);
  });

  it('is first where the desktop says', async () => {
    const videos = await lay('Videos');
    const films = await lay('Meine Filme');
    await nameVideos('$HOME/Meine Filme');
    expect(await usualFolders(home)).toEqual([films, videos]);
  });

  it('is named once, and is never all that a person has', async () => {
    const videos = await lay('Videos');
    await nameVideos('$HOME/Videos');
    expect(await usualFolders(home)).toEqual([videos]);
    await nameVideos('$HOME');
    expect(await usualFolders(home)).toEqual([videos]);
  });

  it('is nowhere where there is nothing', async () => {
    await nameVideos('../elsewhere');
    expect(await usualFolders(home)).toEqual([]);
  });
});

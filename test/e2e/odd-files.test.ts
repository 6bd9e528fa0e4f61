import { spawnSync } from 'node:child_process';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../../src-main/media/ffmpeg-tools.ts';
import { goTo, Kinora, type OpenPage } from './kinora.ts';

let kinora: Kinora;
let visit: OpenPage;
let folder: string;

beforeAll(async () => {
  kinora = await Kinora.start();
  folder = join(kinora.folder, 'odd films');
  await mkdir(folder);
  await writeFile(join(folder, 'Nothing.mp4'), '');
  await makeOldFilm(join(folder, 'Old “film” — é.avi'));
  visit = await kinora.open();
});
afterAll(() => kinora.stop());

describe('files that a browser or anybody cannot play', () => {
  it('are added by the path of their folder; one bad file does not keep the others out', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Add a folder of films' }).click();
    await page.getByLabel('Folder or film on this machine').fill(folder);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /^Old “film” — é, Ready/ }).waitFor({ timeout: 120_000 });
    const problem = page.locator('.picture.problem');
    await expect.poll(() => problem.innerText()).toMatch(/Nothing\.mp4/);
    await expect.poll(() => problem.locator('p').count()).toBe(2);
  });

  it('can be tried again from the card', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page
      .getByRole('region', { name: 'Messages' })
      .getByText('1 file could not be indexed')
      .first()
      .waitFor();
    await expect.poll(() => page.locator('.picture.problem').count()).toBe(1);
  });

  it('are converted while they play, and can be sought in', async () => {
    const { page } = visit;
    await page.getByRole('link', { name: /^Old “film”/ }).click();
    await page.getByText('converted', { exact: true }).waitFor();
    const video = page.locator('main video');
    const state = () =>
      video.evaluate((element) => {
        const { currentTime, videoWidth, src } = element as HTMLVideoElement;
        return { currentTime, videoWidth, start: Number(new URL(src).searchParams.get('start')) };
      });
    await expect.poll(async () => (await state()).videoWidth).toBe(320);

    const track = (await page.getByRole('slider', { name: 'Position in the film' }).boundingBox())!;
    await page.mouse.click(track.x + track.width * 0.75, track.y + 10);
    await page.keyboard.press('k');
    await expect
      .poll(async () => {
        const { start, currentTime } = await state();
        return start + currentTime;
      })
      .toBeGreaterThan(9.2);
    await expect.poll(() => page.locator('.time').innerText()).toMatch(/^0:(09|1\d)\.\d/);
  });
});

describe('a film whose file goes while it plays', () => {
  const film = () => join(folder, 'Old “film” — é.avi');
  const away = () => join(kinora.folder, 'away.avi');
  const picture = () => visit.page.locator('main video');
  const isPlaying = () =>
    picture().evaluate((element) => {
      const { paused, currentTime, videoWidth } = element as HTMLVideoElement;
      return !paused && currentTime > 0.2 && videoWidth > 0;
    });

  it('says so in the player, and everything else goes on', async () => {
    const { page } = visit;
    await page.keyboard.press('k');
    await rename(film(), away());
    // Far from what has come already.
    const track = (await page.getByRole('slider', { name: 'Position in the film' }).boundingBox())!;
    await page.mouse.click(track.x + track.width * 0.1, track.y + 10);
    await page.getByRole('heading', { name: 'The file of this film is not there any more.' }).waitFor();
    await page.getByText(/^Put it back, or connect the drive .*Old “film” — é\.avi$/).waitFor();
    await goTo(page, '#/people');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'The file of this film is not there any more.' }).waitFor();
  });

  it('says so again while it is away, and plays on when it is back', async () => {
    const { page } = visit;
    const again = page.locator('.screen').getByRole('button', { name: 'Try again' });
    await again.click();
    await page.getByRole('heading', { name: 'The file of this film is not there any more.' }).waitFor();
    await rename(away(), film());
    await again.click();
    await picture().waitFor();
    await page.keyboard.press('k');
    await expect.poll(isPlaying).toBe(true);
  });
});

/** Twelve seconds of MPEG-4 part 2 and MP3 in an AVI: what Chromium does not play. */
async function makeOldFilm(path: string): Promise<void> {
  const { ffmpeg } = await findFfmpeg();
  const sources = ['testsrc2=size=320x240:rate=25:duration=12', 'sine=frequency=330:duration=12'];
  const made = spawnSync(
    ffmpeg,
    [
      '-nostdin',
      '-v',
      'error',
      ...sources.flatMap((source) => ['-f', 'lavfi', '-i', source]),
      '-c:v',
      'mpeg4',
      '-c:a',
      'libmp3lame',
      `file:${path}`,
    ],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(made.stderr);
}

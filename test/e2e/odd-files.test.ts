import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../../src-main/media/ffmpeg-tools.ts';
import { Kinora, type OpenPage } from './kinora.ts';

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

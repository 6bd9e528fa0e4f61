import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFilm } from '../../src-main/film-maker/make-film.ts';
import { sampleScript } from '../../src-main/film-maker/sample-script.ts';
import { findFfmpeg } from '../../src-main/media/ffmpeg-tools.ts';
import { modelCacheFolder } from '../../src-main/models/model-cache-folder.ts';
import { Kinora, type OpenPage } from './kinora.ts';
import { keepScreenshot } from './screenshot.ts';

let kinora: Kinora;
let visit: OpenPage;
let film: string;

beforeAll(async () => {
  ({ film } = await makeFilm(await findFfmpeg(), sampleScript(), modelCacheFolder()));
  kinora = await Kinora.start();
  visit = await kinora.open('#/activity');
});
afterAll(() => kinora.stop());

const progress = async () => (await kinora.core.call('library.status', {})).progress;

describe('the page of activity', () => {
  it('says that nothing has to be done, and where films are added', async () => {
    const { page } = visit;
    await page.getByText('All quiet in the projection room.').waitFor();
    await page.getByRole('link', { name: 'Go to the library' }).waitFor();
  });

  it('tells what is being done; work is held from the rail and loses nothing', async () => {
    const { page } = visit;
    const whole = kinora.core.call('library.index', { paths: [film] });
    // Whoever waits for it below is told; a step that fails before must not leave a second complaint.
    whole.catch(() => undefined);
    await page.getByRole('navigation').getByRole('button', { name: 'Pause indexing' }).click();
    await expect.poll(async () => (await progress()).state).toBe('paused');
    await page.getByRole('navigation').getByText('Paused').waitFor();
    await page.getByText(/steps? to do/).waitFor();
    await page.locator('main ol li').first().waitFor();
    // What was under way when it was held is let go of first; then nothing moves.
    const advance = async () => {
      const { fraction } = await progress();
      await page.waitForTimeout(1000);
      return (await progress()).fraction - fraction;
    };
    await expect.poll(advance).toBe(0);
    await keepScreenshot(page, 'activity');

    await page.getByRole('main').getByRole('button', { name: 'Go on indexing' }).click();
    expect((await whole).failed).toEqual([]);
    await page.getByText('Every film is indexed as far as it can be.').waitFor();
    await page.getByRole('row', { name: /^Faces 1 0/ }).waitFor();
  });

  it('names a film that could not be read, and tries it again when it is mended', async () => {
    const { page } = visit;
    const folder = join(kinora.folder, 'films');
    const broken = join(folder, 'Broken.mp4');
    await mkdir(folder);
    await writeFile(broken, 'This is not a film.');
    await kinora.core.call('library.index', { paths: [folder] });
    await page.getByRole('heading', { name: '1 film needs you' }).waitFor();
    await page.getByRole('heading', { name: 'Broken' }).waitFor();
    await copyFile(film, broken);
    await page.getByRole('button', { name: 'Try again: Broken' }).click();
    await expect
      .poll(() => page.getByRole('heading', { name: 'Broken' }).count(), { timeout: 60_000 })
      .toBe(0);
  });

  it('keeps how much of the machine work may take', async () => {
    const { page } = visit;
    const quiet = page.getByRole('radio', { name: 'Quiet while I work' });
    await quiet.click();
    await page.getByRole('radio', { name: 'Only when plugged in' }).click();
    await expect
      .poll(async () => await kinora.core.call('library.settings', {}))
      .toMatchObject({
        pace: 'quiet',
        onlyPluggedIn: true,
      });
    await page.reload();
    await expect.poll(() => quiet.getAttribute('aria-checked')).toBe('true');
    await page.getByRole('radio', { name: 'As fast as it can' }).click();
    await expect.poll(async () => (await kinora.core.call('library.settings', {})).pace).toBe('full');
  });

  it('complains of nothing', () => {
    expect(visit.complaints).toEqual([]);
  });
});

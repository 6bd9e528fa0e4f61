import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clock } from '../../src-renderer/rules/time-text.ts';
import { findFfmpeg } from '../../src-main/media/ffmpeg-tools.ts';
import { forAxe, inaccessible } from './accessibility.ts';
import { fitsItsWidth, goTo, Kinora, type OpenPage } from './kinora.ts';
import { keepScreenshot } from './screenshot.ts';
import { layShortFilm, makeShortFilm } from './short-film.ts';

// Exporting a montage: moments gathered from a search and from the player, put in order, trimmed, played, written.

let kinora: Kinora;
let visit: OpenPage;
let short: number;
let another: number;

beforeAll(async () => {
  kinora = await Kinora.start();
  const folder = join(kinora.folder, 'films');
  for (const [seed, title] of [
    [20, 'Short film'],
    [21, 'Another film'],
  ] as const) {
    const made = await makeShortFilm(seed);
    await layShortFilm(folder, made.film, made.subtitles, title);
  }
  await kinora.core.call('library.index', { paths: [folder] });
  const { videos } = await kinora.core.call('library.videos', {});
  short = videos.find(({ title }) => title === 'Short film')!.id;
  another = videos.find(({ title }) => title === 'Another film')!.id;
  visit = await kinora.open('#/collections', forAxe);
});
afterAll(() => kinora.stop());

const messages = () => visit.page.getByRole('region', { name: 'Messages' });
const rows = () => visit.page.locator('main ol.moments > li');
const handle = (place: number) =>
  visit.page.getByRole('button', { name: new RegExp(`^Play from ${place}: `) });
const shown = async () => {
  const { collections } = await kinora.core.call('collections.list', {});
  const { moments } = await kinora.core.call('collections.show', { id: collections[0]!.id });
  return moments.map(({ start, end, note }) => ({ start, end, note }));
};

describe('an empty page of collections', () => {
  it('teaches how a moment is gathered', async () => {
    const { page } = visit;
    await page.getByRole('heading', { name: 'The best moments, side by side' }).waitFor();
    await expect.poll(() => inaccessible(visit.page)).toEqual([]);
    await page.getByRole('link', { name: 'Find a moment' }).click();
  });
});

describe('gathering moments', () => {
  it('takes one from a search into a new collection', async () => {
    const { page } = visit;
    await goTo(page, '#/search?q=%22behind+the+kettle%22');
    const card = page.locator('main article').first();
    await card.getByRole('button', { name: 'Add to a collection' }).click();
    await page.getByRole('menuitem', { name: 'New collection' }).click();
    const dialog = page.getByRole('dialog', { name: 'Begin a collection' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Mugs / kettles');
    await expect.poll(() => inaccessible(visit.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Begin' }).click();
    await dialog.waitFor({ state: 'detached' });
    await messages().getByText('Added to Mugs / kettles.').waitFor();
  });

  it('takes another by one key, and takes that back', async () => {
    const { page } = visit;
    await page.locator('main article a.picture').first().press('a');
    await expect.poll(async () => (await shown()).length).toBe(2);
    await messages().getByRole('button', { name: 'Undo' }).click();
    await messages().getByText('Taken back.').waitFor();
    await expect.poll(shown).toHaveLength(1);
  });

  it('takes what is marked in the player', async () => {
    const { page } = visit;
    await goTo(page, `#/film/${another}?t=2&end=4`);
    const add = page.getByRole('button', { name: 'Add what is marked to a collection' });
    await add.waitFor();
    // Marks stand on the line of the other buttons, so that nothing moves down when they come.
    const [marks, others] = await Promise.all(
      [add, page.getByRole('button', { name: 'Full screen' })].map((button) => button.boundingBox()),
    );
    expect(Math.abs(marks!.y + marks!.height / 2 - others!.y - others!.height / 2)).toBeLessThan(3);
    await page.keyboard.press('a');
    await messages().getByText('Added to Mugs / kettles.').waitFor();
    await goTo(page, `#/film/${short}?t=5&end=6.5`);
    await page.getByRole('button', { name: 'Add what is marked to a collection' }).click();
    await page.getByRole('menuitem', { name: 'Add to Mugs / kettles' }).click();
    await expect.poll(async () => (await shown()).map(({ start }) => start).slice(1)).toEqual([2, 5]);
  });
});

describe('the tray', () => {
  it('shows the moments in their order', async () => {
    const { page } = visit;
    await goTo(page, '#/collections');
    await page.getByRole('link', { name: 'Mugs / kettles' }).click();
    await page.getByRole('heading', { name: 'Mugs / kettles' }).waitFor();
    await expect.poll(() => rows().count()).toBe(3);
    await page.waitForFunction(() => [...document.images].every((image) => image.complete));
    await expect.poll(() => inaccessible(visit.page)).toEqual([]);
    await expect.poll(() => fitsItsWidth(page)).toBe(true);
  });

  it('moves a moment by the keyboard, which keeps the focus', async () => {
    const { page } = visit;
    await handle(3).focus();
    await page.keyboard.press('Alt+ArrowLeft');
    await messages().getByText('Moved to 2 of 3.').waitFor();
    await expect.poll(async () => (await shown()).map(({ start }) => start).slice(1)).toEqual([5, 2]);
    await expect.poll(() => handle(2).evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('moves one by dragging it', async () => {
    await rows().nth(0).dragTo(rows().nth(2));
    await messages().getByText('Moved to 3 of 3.').waitFor();
    await expect.poll(async () => (await shown()).map(({ start }) => start).slice(0, 2)).toEqual([5, 2]);
  });

  it('trims a moment by half seconds, notes it, and takes it back by Ctrl Z', async () => {
    const { page } = visit;
    await rows().nth(0).getByRole('button', { name: 'End half a second later' }).click();
    await messages().getByText('The moment is 0:05.0 to 0:07.0 now.').waitFor();
    const note = rows().nth(0).getByRole('textbox', { name: 'Note' });
    await note.fill('the kettle');
    await note.press('Enter');
    await messages().getByText('The note is kept.').waitFor();
    await expect.poll(shown).toContainEqual({ start: 5, end: 7, note: 'the kettle' });
    await rows().nth(1).getByRole('button', { name: 'Take out of the collection' }).click();
    await expect.poll(() => rows().count()).toBe(2);
    await page.keyboard.press('Control+z');
    await expect.poll(() => rows().count()).toBe(3);
  });

  it('stays in step with another window', async () => {
    const other = await kinora.open(new URL(visit.page.url()).hash);
    await other.page.getByRole('button', { name: /^Play from 3: / }).waitFor();
    const before = (await shown())[2]!.start;
    await rows().nth(2).getByRole('button', { name: 'Start half a second later' }).click();
    await expect.poll(async () => (await shown())[2]!.start).toBeGreaterThan(before);
    const start = clock((await shown())[2]!.start, true);
    await other.page.locator('main ol.moments > li').nth(2).getByText(start, { exact: true }).waitFor();
    await other.page.close();
  });

  it('plays all moments as one, each where it lies in its film', async () => {
    const { page } = visit;
    await page.evaluate(() => {
      const seen = ((window as unknown as { seen: string[] }).seen = []) as string[];
      const look = () => {
        const place = document.querySelector('.preview p')?.textContent?.match(/\d of \d/)?.[0];
        if (place !== undefined && seen.at(-1) !== place) seen.push(place);
      };
      const watched = { subtree: true, childList: true, characterData: true };
      new MutationObserver(look).observe(document.body, watched);
    });
    await page.getByRole('button', { name: 'Play all' }).click();
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText('3 of 3').waitFor();
    // It stops at the end of the last moment, not of its film.
    await page.waitForFunction(
      (end) => {
        const video = document.querySelector('video');
        const time = video?.currentTime ?? 0;
        return video?.paused === true && time > end - 0.3 && time < end + 3;
      },
      (await shown())[2]!.end,
    );
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { seen: string[] }).seen))
      .toEqual(['1 of 3', '2 of 3', '3 of 3']);
    await keepScreenshot(page, 'collection');
    await expect.poll(() => inaccessible(visit.page)).toEqual([]);
    await preview.getByRole('button', { name: 'Close' }).click();
    await preview.waitFor({ state: 'detached' });
  });
});

describe('in Chinese, in the light theme and in a narrow window', () => {
  it.each([
    ['#/collections', '集锦'],
    ['tray', 'Mugs / kettles'],
  ])('%s is accessible and fits', async (hash, heading) => {
    const tray = new URL(visit.page.url()).hash;
    const { page } = await kinora.open(hash === 'tray' ? tray : hash, {
      ...forAxe,
      colorScheme: 'light',
      locale: 'zh-CN',
      viewport: { width: 900, height: 900 },
    });
    await page.getByRole('heading', { name: heading }).waitFor();
    await page.locator('main li img').first().waitFor();
    await expect.poll(() => inaccessible(page)).toEqual([]);
    await expect.poll(() => fitsItsWidth(page)).toBe(true);
    await page.close();
  });
});

describe('exporting', () => {
  const choose = async (item: string | RegExp) => {
    await visit.page.getByRole('button', { name: 'Export', exact: true }).click();
    await visit.page.getByRole('menuitem', { name: item }).click();
  };

  it('writes one film with a chapter for each moment', async () => {
    await choose(/^One film/);
    await messages().getByText('Mugs kettles.mp4 is written: 3 moments.').waitFor({ timeout: 120_000 });
    const { ffprobe } = await findFfmpeg();
    const path = join(kinora.folder, 'library', 'exports', 'Mugs kettles.mp4');
    const args = [
      '-v',
      'error',
      '-show_format',
      '-show_streams',
      '-show_chapters',
      '-of',
      'json',
      `file:${path}`,
    ];
    const { format, streams, chapters } = JSON.parse(execFileSync(ffprobe, args, { encoding: 'utf8' }));
    const coded = streams.map(({ codec_name }: { codec_name: string }) => codec_name);
    expect(coded.slice(0, 2)).toEqual(['h264', 'aac']);
    const seconds = (await shown()).reduce((sum, { start, end }) => sum + end - start, 0);
    expect(Math.abs(Number(format.duration) - seconds)).toBeLessThan(0.25);
    expect(chapters[0].tags.title).toBe('the kettle');
    expect(chapters).toHaveLength(3);
    const [download] = await Promise.all([
      visit.page.waitForEvent('download'),
      messages().getByRole('link', { name: 'Save the film' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('Mugs kettles.mp4');
  });

  it('writes an EDL for editing programs', async () => {
    await choose(/^EDL/);
    await messages().getByText('Mugs kettles.edl is written: 3 moments.').waitFor();
    const text = await readFile(join(kinora.folder, 'library', 'exports', 'Mugs kettles.edl'), 'utf8');
    const events = text.split('\r\n').filter((line) => /^\d{3} /.test(line));
    expect(events).toHaveLength(3);
    expect(events[0]).toMatch(/ C {8}00:00:05:00 00:00:07:00 01:00:00:00 01:00:02:00$/);
    expect(text).toContain('* COMMENT: the kettle');
  });

  it('complains of nothing', () => {
    expect(visit.complaints).toEqual([]);
  });
});

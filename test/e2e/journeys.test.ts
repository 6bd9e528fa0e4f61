import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFilm } from '../../src-main/film-maker/make-film.ts';
import { sampleScript } from '../../src-main/film-maker/sample-script.ts';
import type { FilmTruth } from '../../src-main/film-maker/film-truth.ts';
import { findFfmpeg } from '../../src-main/media/ffmpeg-tools.ts';
import { modelCacheFolder } from '../../src-main/models/model-cache-folder.ts';
import { clock } from '../../src-renderer/rules/time-text.ts';
import { foreignAddresses, goTo, Kinora, type OpenPage } from './kinora.ts';

let kinora: Kinora;
let visit: OpenPage;
let portraits: readonly string[];
let truth: FilmTruth;
let wall: string;

beforeAll(async () => {
  kinora = await Kinora.start();
  await kinora.core.call('library.addSampleFilm', {});
  const made = await makeFilm(await findFfmpeg(), sampleScript(), modelCacheFolder());
  portraits = made.portraits['Ada'] ?? [];
  truth = JSON.parse(await readFile(made.truth, 'utf8')) as FilmTruth;
  wall = join(kinora.folder, 'wall.png');
  const grey = { create: { width: 320, height: 320, channels: 3 as const, background: '#8a8f95' } };
  await writeFile(wall, await sharp(grey).png().toBuffer());
  visit = await kinora.open();
});
afterAll(() => kinora.stop());

const box = () => visit.page.getByRole('combobox', { name: 'Find a moment' });
const cards = () => visit.page.locator('main article');
const messages = () => visit.page.getByRole('region', { name: 'Messages' });
const overlapsTruth = (names: readonly string[], start: number, end: number): boolean =>
  names.every((name) =>
    truth.people
      .find((person) => person.name === name)!
      .visible.some((visible) => visible.start < end && visible.end > start),
  );

/** Start and end of the moments on the page, as their links name them. */
async function shownMoments(): Promise<{ start: number; end: number }[]> {
  const links = await cards()
    .locator('a.picture')
    .evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''));
  return links.map((link) => {
    const query = new URLSearchParams(link.split('?')[1]);
    return { start: Number(query.get('t')), end: Number(query.get('end')) };
  });
}

describe('enrolling a person', () => {
  it('says exactly what is deleted before somebody is forgotten', async () => {
    const { page } = visit;
    await goTo(page, '#/people');
    await page.getByRole('button', { name: 'Actions for Ada' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Remove Ada?' });
    await dialog.getByText(/Deletes \d+ pictures? of this person.*cannot be undone/).waitFor();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await messages().getByText('Ada is forgotten.').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Actions for Ada' }).count()).toBe(0);
  });

  it('asks who the forgotten face is, takes a name for all of it, and takes it back', async () => {
    const { page } = visit;
    const asked = page.getByRole('region', { name: 'Who is this?' });
    await asked.getByRole('button', { name: 'Give a name: Unnamed person 1' }).click();
    const field = asked.getByRole('combobox', { name: 'Name' });
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type('Stranger');
    await page.keyboard.press('Enter');
    await messages().getByText('This is Stranger, in every film.').waitFor();
    await page.getByRole('button', { name: 'Actions for Stranger' }).waitFor();
    const { moments } = await kinora.core.call('search.run', { query: '@Stranger' });
    expect(moments.length).toBeGreaterThan(0);
    for (const { start, end } of moments) expect(overlapsTruth(['Ada'], start, end)).toBe(true);
    await messages().getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Actions for Stranger' }).count()).toBe(0);
    await asked.getByRole('button', { name: 'Give a name: Unnamed person 1' }).waitFor();
  });

  it('splits off faces that are somebody else', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Actions for unnamed person 1' }).click();
    await page.getByRole('menuitem', { name: /Look through \d+ faces/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Who is this?' });
    await dialog
      .getByRole('button', { name: /^Face in/ })
      .nth(1)
      .click();
    await dialog.getByRole('button', { name: 'These are somebody else' }).click();
    await messages().getByText('1 face is apart from this person now.').waitFor();
    await messages().getByRole('button', { name: 'Undo' }).click();
    await messages().getByText('Taken back.').waitFor();
  });

  it('leads from a search for somebody unknown to enrolling them', async () => {
    const { page } = visit;
    await box().fill('@Ada');
    await box().press('Enter');
    await page.getByText(/Ada/).first().waitFor();
    await page.getByRole('link', { name: 'Enrol Ada' }).click();
    const dialog = page.getByRole('dialog', { name: 'Enrol a person' });
    await expect.poll(() => dialog.getByLabel('Name').inputValue()).toBe('Ada');
  });

  it('asks for pictures when there are none', async () => {
    const dialog = visit.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Enrol', exact: true }).click();
    await dialog.getByText('Add at least one picture.').waitFor();
  });

  it('uses portraits and says beside a picture without a face why it was left out', async () => {
    const { page } = visit;
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type=file]').setInputFiles([...portraits.slice(0, 3), wall]);
    await expect.poll(() => dialog.locator('.picture img').count()).toBe(Math.min(3, portraits.length) + 1);
    await dialog.getByRole('button', { name: 'Enrol', exact: true }).click();
    const rejected = dialog.locator('.picture.rejected');
    await rejected.getByText(basename(wall)).first().waitFor();
    await expect.poll(() => rejected.count()).toBe(1);
    await expect.poll(() => rejected.locator('.reason').innerText()).toMatch(/face/i);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Actions for Ada' }).waitFor();
    await page
      .locator('.tile', { hasText: 'Ada' })
      .getByText(/on screen/)
      .waitFor();
  });

  it('renames, and undoes it', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Actions for Dan' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rename Dan' });
    await dialog.getByLabel('Name').fill('Daniel O’Hara');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Actions for Daniel O’Hara' }).waitFor();
    await messages().getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Actions for Dan', exact: true }).waitFor();
  });
});

describe('finding a moment', () => {
  it('by a person, completed from @ with the keyboard alone', async () => {
    const { page } = visit;
    await goTo(page, '#/library');
    await page.keyboard.press('/');
    await box().fill('');
    await page.keyboard.type('@ad');
    await page.getByRole('option', { name: /Ada/ }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => box().inputValue()).toBe('@Ada ');
    await page.keyboard.press('Enter');
    await cards().first().waitFor();
    expect(page.url()).toContain('#/search?q=%40Ada');
    await page.getByRole('list', { name: 'Understood as' }).getByText('Ada', { exact: true }).waitFor();
    for (const { start, end } of await shownMoments()) expect(overlapsTruth(['Ada'], start, end)).toBe(true);
    const sureness = cards()
      .first()
      .getByText(/^(sure|likely|maybe)$/);
    await expect.poll(() => sureness.count()).toBe(1);
  });

  it('by two people who are in one picture together', async () => {
    const { page } = visit;
    await box().fill('@Ada @Bo');
    await box().press('Enter');
    await expect.poll(() => page.getByRole('button', { name: 'Remove Bo' }).count()).toBe(1);
    await cards().first().waitFor();
    const moments = await shownMoments();
    expect(moments.length).toBeGreaterThan(0);
    for (const { start, end } of moments) expect(overlapsTruth(['Ada', 'Bo'], start, end)).toBe(true);
    await cards().first().getByTitle('Find Ada').waitFor();
    await cards().first().getByTitle('Find Bo').waitFor();
  });

  it('widens when a chip is taken away, and comes back with the browser’s back', async () => {
    const { page } = visit;
    const both = await shownMoments();
    await page.getByRole('button', { name: 'Remove Bo' }).click();
    await expect.poll(() => box().inputValue()).toBe('@Ada');
    await expect.poll(async () => (await shownMoments()).length).toBeGreaterThan(both.length);
    await page.goBack();
    await expect.poll(() => box().inputValue()).toBe('@Ada @Bo');
    await expect.poll(shownMoments).toEqual(both);
  });

  it('by what somebody says, with the words underlined', async () => {
    const { page } = visit;
    await box().fill('"where is my mug"');
    await box().press('Enter');
    await expect.poll(() => cards().count()).toBe(1);
    const words = await cards().first().locator('mark').allInnerTexts();
    expect(words.map((word) => word.toLowerCase())).toEqual(['where', 'is', 'my', 'mug']);
    const spoken = truth.speech.find(({ text }) => text === 'Where is my mug?')!;
    const [moment] = await shownMoments();
    expect(moment!.start).toBeLessThan(spoken.end);
    expect(moment!.end).toBeGreaterThan(spoken.start);
    await page
      .getByRole('button', { name: /where is my mug/ })
      .first()
      .waitFor();
  });

  it('plays it, muted and in place, under the pointer', async () => {
    const [moment] = await shownMoments();
    await cards().first().locator('.picture').hover();
    const preview = cards().first().locator('video');
    await preview.waitFor();
    const state = () =>
      preview.evaluate((video) => {
        const { currentTime, muted, paused } = video as HTMLVideoElement;
        return { currentTime, muted, paused };
      });
    await expect.poll(async () => (await state()).currentTime).toBeGreaterThan(moment!.start);
    await expect.poll(state).toMatchObject({ muted: true, paused: false });
    await visit.page.mouse.move(5, 5);
    await expect.poll(() => preview.count()).toBe(0);
  });

  it('says so when nobody has that name, and when nothing is found', async () => {
    const { page } = visit;
    await box().fill('@Zoe');
    await box().press('Enter');
    await page.getByRole('heading', { name: /Zoe/ }).waitFor();
    await page.getByRole('link', { name: 'Enrol Zoe' }).waitFor();
    await box().fill('@Ada xylophone');
    await box().press('Enter');
    await page.getByRole('heading', { name: 'Nothing that is sure enough.' }).waitFor();
    await box().fill('@Ada "xylophone"');
    await box().press('Enter');
    await page.getByRole('heading', { name: 'Nobody, nothing, nowhere.' }).waitFor();
    await page.getByRole('link', { name: '@Ada', exact: true }).click();
    await cards().first().waitFor();
  });
});

describe('playing a moment', () => {
  const video = () => visit.page.locator('main video');
  const position = () => video().evaluate((element) => (element as HTMLVideoElement).currentTime);
  const isPaused = () => video().evaluate((element) => (element as HTMLVideoElement).paused);

  it('opens the film at the moment and plays it', async () => {
    const { page } = visit;
    await box().fill('"where is my mug"');
    await box().press('Enter');
    await expect.poll(() => cards().count()).toBe(1);
    const [moment] = await shownMoments();
    await cards().first().locator('a.picture').click();
    await page.getByRole('heading', { name: 'The Blue Mug' }).waitFor();
    await expect.poll(position).toBeGreaterThan(moment!.start + 0.3);
    expect(await position()).toBeLessThan(moment!.start + 8);
    await expect.poll(isPaused).toBe(false);
    await expect
      .poll(() => video().evaluate((element) => (element as HTMLVideoElement).videoWidth))
      .toBe(640);
  });

  it('shows who is there, where, and what is said', async () => {
    const { page } = visit;
    await page.keyboard.press('k');
    await expect.poll(isPaused).toBe(true);
    const spoken = truth.speech.find(({ text }) => text === 'It is blue, with a white stripe.')!;
    await page.getByRole('button', { name: /It is blue, with a white stripe/ }).click();
    await expect.poll(async () => Math.abs((await position()) - spoken.start)).toBeLessThan(0.3);
    await page.locator('p.cue').getByText('It is blue').waitFor();
    await page.locator('p.cue').getByText(spoken.name, { exact: true }).waitFor();
    const labels = page.locator('.labels');
    for (const name of ['Ada', 'Bo', 'Cleo', 'Dan']) {
      // A lane of where they are seen, and one of where they are heard.
      await expect.poll(() => labels.getByTitle(`Next appearance of ${name}`).count()).toBe(1);
      await expect.poll(() => labels.getByTitle(`Next line of ${name}`).count()).toBe(1);
    }
  });

  it('goes to where the timeline is clicked, and shows the picture there before', async () => {
    const { page } = visit;
    const track = page.getByRole('slider', { name: 'Position in the film' });
    const area = (await track.boundingBox())!;
    await page.mouse.move(area.x + area.width / 2, area.y + 10);
    await page.locator('.preview .tile').waitFor();
    await page.mouse.click(area.x + area.width / 2, area.y + 10);
    await expect.poll(async () => Math.abs((await position()) - truth.duration / 2)).toBeLessThan(0.5);
    await page.mouse.move(5, 5);
  });

  it('is driven by the keyboard', async () => {
    const { page } = visit;
    const before = await position();
    await page.keyboard.press('l');
    await expect.poll(async () => Math.abs((await position()) - before - 10)).toBeLessThan(0.2);
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => Math.abs((await position()) - before + 5)).toBeLessThan(0.2);
    const still = await position();
    await page.keyboard.press('.');
    await expect.poll(async () => (await position()) - still).toBeGreaterThan(0.01);
    expect((await position()) - still).toBeLessThan(0.2);
    await page.keyboard.press('Space');
    await expect.poll(isPaused).toBe(false);
    await page.keyboard.press('Space');
    await expect.poll(isPaused).toBe(true);
  });

  it('is told of with its file, and can be led to from anywhere', async () => {
    const { page } = visit;
    await page.getByText('Files', { exact: true }).click();
    await page.locator('dd', { hasText: /\.mp4$/ }).waitFor();
    await page.getByText('Files', { exact: true }).click();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'More: The Blue Mug' }).click();
    await page.getByRole('menuitem', { name: 'I have seen it' }).waitFor();
    await page.getByRole('menuitem', { name: /Copy a link to this place/ }).click();
    await messages().getByText('The link is copied.').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(link).hash).toMatch(/^#\/film\/\d+\?t=[\d.]+&end=[\d.]+$/);
    await messages().getByRole('button', { name: 'Dismiss' }).first().click();
  });

  it('is played slower or faster, by keys and from a menu', async () => {
    const { page } = visit;
    const speed = () => video().evaluate((element) => (element as HTMLVideoElement).playbackRate);
    await page.keyboard.press('>');
    await expect.poll(speed).toBe(1.25);
    await page.getByRole('button', { name: 'Speed: 1.25×' }).click();
    await page.getByRole('menuitemradio', { name: '1×', exact: true }).click();
    await expect.poll(speed).toBe(1);
  });

  it('is looked at closely on the timeline, and as a whole again', async () => {
    const { page } = visit;
    const track = page.getByRole('slider', { name: 'Position in the film' });
    const area = (await track.boundingBox())!;
    const clickMiddle = () => page.mouse.click(area.x + area.width / 2, area.y + 10);
    for (let i = 0; i < 3; i++) await page.keyboard.press('+');
    await page.getByRole('button', { name: 'The whole film (0)' }).waitFor();
    const before = await position();
    await clickMiddle();
    await expect.poll(async () => Math.abs((await position()) - before)).toBeLessThan(truth.duration / 8);
    await page.mouse.move(area.x + area.width / 2, area.y + 10);
    await page.keyboard.down('Control');
    for (let i = 0; i < 12; i++) await page.mouse.wheel(0, -300);
    await page.keyboard.up('Control');
    // A second fills the timeline: half of it is twelve frames.
    const close = await position();
    await page.mouse.click(area.x + area.width * 0.9, area.y + 10);
    await expect.poll(async () => (await position()) - close).toBeGreaterThan(0.05);
    expect((await position()) - close).toBeLessThan(1);
    await page.keyboard.press('0');
    await clickMiddle();
    await expect.poll(async () => Math.abs((await position()) - truth.duration / 2)).toBeLessThan(0.5);
    await page.mouse.move(5, 5);
  });

  it('is seen at a glance, and goes to a shot from there', async () => {
    const { page } = visit;
    const shots = page.getByRole('region', { name: 'Storyboard' }).getByRole('button', { name: /^Shot at / });
    await expect.poll(() => shots.count()).toBeGreaterThan(10);
    const shot = shots.nth(4);
    const label = await shot.getAttribute('aria-label');
    await shot.click();
    await expect.poll(() => shot.getAttribute('aria-current')).toBe('true');
    expect(label).toBe(`Shot at ${clock(await position())}`);
  });

  it('exports what is marked, to the frame', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Clear the marks' }).click();
    await page.keyboard.press('i');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('o');
    await page.keyboard.press('e');
    await page.getByRole('menuitem', { name: /Exact clip/ }).click();
    const link = messages().getByRole('link', { name: 'Save the clip' });
    await link.waitFor({ timeout: 60_000 });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const clip = join(kinora.folder, 'saved.mp4');
    await download.saveAs(clip);
    expect(Math.abs((await durationOf(clip)) - 5)).toBeLessThan(0.15);
  });

  it('gives a link that leads to what is marked', async () => {
    const { page } = visit;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    // What an earlier link left there leaves by itself.
    const copied = messages().getByText('The link is copied.').first();
    await copied.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Export what is marked' }).click();
    await page.getByRole('menuitem', { name: /Copy a link/ }).click();
    await copied.waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(link).origin).toBe(new URL(page.url()).origin);
    expect(new URL(link).hash).toMatch(/^#\/film\/\d+\?t=[\d.]+&end=[\d.]+$/);
  });

  it('tells where a lossless clip really begins', async () => {
    const { page } = visit;
    await page.goBack();
    await cards().first().getByRole('button', { name: 'Export this moment' }).click();
    await page.getByRole('menuitem', { name: /Lossless clip/ }).click();
    await messages()
      .getByText(/is written: \d+:\d\d\.\d to/)
      .last()
      .waitFor({ timeout: 60_000 });
  });
});

describe('throughout', () => {
  it('no request leaves this machine', () => {
    expect(visit.addresses.length).toBeGreaterThan(50);
    expect(foreignAddresses(visit.addresses)).toEqual([]);
  });

  it('the page complains of nothing', () => {
    expect(visit.complaints).toEqual([]);
  });
});

/** Seconds, as ffprobe measures them. */
async function durationOf(path: string): Promise<number> {
  const { ffprobe } = await findFfmpeg();
  const { stdout } = spawnSync(
    ffprobe,
    ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', `file:${path}`],
    { encoding: 'utf8' },
  );
  return Number(stdout);
}

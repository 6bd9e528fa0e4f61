import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MadeFilm } from '../../src-main/film-maker/make-film.ts';
import { forAxe, inaccessible } from './accessibility.ts';
import { fitsItsWidth, goTo, Kinora, type OpenPage } from './kinora.ts';
import { layShortFilm, makeShortFilm } from './short-film.ts';

// Two strangers in a short film: who they are, asked and answered in every way that the interface offers.

let kinora: Kinora;
let visit: OpenPage;
let made: MadeFilm;
let videoId: number;
/** Two strangers with one face each, the one who is on screen more first. */
let strangers: { group: number; track: number; time: number }[];

beforeAll(async () => {
  kinora = await Kinora.start();
  made = await makeShortFilm();
  await layShortFilm(join(kinora.folder, 'films'), made.film);
  await kinora.core.call('library.index', { paths: [join(kinora.folder, 'films')] });
  videoId = (await kinora.core.call('library.videos', {})).videos[0]!.id;
  const { groups } = await kinora.core.call('people.unnamed', {});
  strangers = groups.map(({ id, faces }) => ({ group: id, track: faces[0]!.track, time: faces[0]!.time }));
  visit = await kinora.open('#/people', forAxe);
});
afterAll(() => kinora.stop());

const messages = () => visit.page.getByRole('region', { name: 'Messages' });
const asked = () => visit.page.getByRole('region', { name: 'Who is this?' });
const tile = (place: number) =>
  asked()
    .locator('.tile')
    .filter({ has: visit.page.getByLabel(`Actions for unnamed person ${place}`) });
const names = async () => (await kinora.core.call('people.list', {})).people.map(({ name }) => name);

describe('the unnamed', () => {
  it('are merged when several are chosen, and are two again after Ctrl Z', async () => {
    const { page } = visit;
    expect(strangers).toHaveLength(2);
    await asked().getByLabel('Choose unnamed person 1, to be merged with others').check();
    await asked().getByLabel('Choose unnamed person 2, to be merged with others').check();
    await asked().getByRole('button', { name: 'Merge 2: they are one person' }).click();
    await messages().getByText('2 unnamed people are one now.').waitFor();
    await expect.poll(() => asked().locator('.tile').count()).toBe(1);
    await page.keyboard.press('Control+z');
    await messages().getByText('Taken back.').waitFor();
    await expect.poll(() => asked().locator('.tile').count()).toBe(2);
  });

  it('are merged by dropping one on another', async () => {
    await tile(2).locator('.picture').dragTo(tile(1).locator('.picture'));
    await messages().getByText('2 unnamed people are one now.').waitFor();
    await expect.poll(() => asked().locator('.tile').count()).toBe(1);
    await messages().getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => asked().locator('.tile').count()).toBe(2);
  });

  it('are named with a view of where else they would be found', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Actions for unnamed person 1' }).click();
    await page.getByRole('menuitem', { name: 'Name, and see where else' }).click();
    const dialog = page.getByRole('dialog', { name: 'Who is this?' });
    await dialog.getByText(/Would be found for \d+ s in 1 film\./).waitFor();
    await expect.poll(names).toEqual([]);
    await dialog.getByLabel('Name').fill('עדה 🎬');
    await page.keyboard.press('Enter');
    await messages().getByText('This is \u2068עדה 🎬\u2069, in every film.').waitFor();
    await expect.poll(() => asked().locator('.tile').count()).toBe(1);
    await messages().getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => asked().locator('.tile').count()).toBe(2);
    await expect.poll(names).toEqual([]);
  });

  it('that are ignored can be asked about again', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Actions for unnamed person 2' }).click();
    await page.getByRole('menuitem', { name: 'Do not ask about this person' }).click();
    await expect.poll(() => asked().locator('.tile').count()).toBe(1);
    await asked().getByText('Not asked about: 1 person').click();
    await asked().getByRole('button', { name: 'Ask again' }).click();
    await messages().getByText('Kinora asks about this person again.').waitFor();
    await expect.poll(() => asked().locator('.tile').count()).toBe(2);
  });
});

describe('a face in a paused picture', () => {
  it('is asked about with a key, and names everything that is taken for it', async () => {
    const { page } = visit;
    await goTo(page, `#/film/${videoId}?t=${strangers[0]!.time.toFixed(3)}`);
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) > 2);
    await page.keyboard.press('k');
    await page.waitForFunction(() => document.querySelector('video')?.paused === true);
    await page.keyboard.press('w');
    const box = page.getByRole('button', { name: /^Who is this\? Face \d/ }).first();
    await box.waitFor({ timeout: 60_000 });
    await box.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Who is this?' });
    await dialog.getByText(/Would be found for/).waitFor({ timeout: 60_000 });
    await expect.poll(() => inaccessible(visit.page)).toEqual([]);
    await dialog.getByLabel('Name').fill('Stranger');
    await dialog.getByRole('button', { name: 'Enrol' }).click();
    await messages().getByText('This is Stranger, in every film.').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: /^Stranger Face \d/ }).waitFor({ timeout: 60_000 });
    const { people } = await kinora.core.call('people.list', {});
    expect(people).toMatchObject([{ name: 'Stranger', pictures: 1, videos: 1 }]);
    await kinora.core.call('people.undo', {});
    await expect.poll(names).toEqual([]);
  });
});

describe('a doubtful face', () => {
  it('is shown before somebody is enrolled, and confirmed on the page of the person', async () => {
    const { page } = visit;
    const blurred = join(kinora.folder, 'blurred.jpg');
    await writeFile(blurred, await sharp(made.portraits['Sam']![0]!).blur(5.2).jpeg().toBuffer());
    await goTo(page, '#/people?enrol=Sam');
    const dialog = page.getByRole('dialog', { name: 'Enrol a person' });
    await dialog.locator('input[type=file]').setInputFiles([blurred]);
    await dialog.getByText('Is this Sam?').waitFor({ timeout: 60_000 });
    await dialog.getByRole('button', { name: 'Enrol', exact: true }).click();
    await messages().getByText('Sam is enrolled from 1 picture.').waitFor();

    await page.getByTitle('See the page of Sam').click();
    await page.getByRole('heading', { name: 'Sam', exact: true }).waitFor();
    await page.getByText('Not seen yet').waitFor();
    await page.getByRole('button', { name: /^Yes, Sam/ }).click();
    await messages().getByText('This is Sam.').waitFor();
    await page.getByText(/on screen, in 1 film/).waitFor();
    await page.getByRole('heading', { name: 'What you answered' }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: /^Yes, Sam/ }).count()).toBe(0);
  });
});

describe('the page of a person', () => {
  it('jumps into the film', async () => {
    const { page } = visit;
    const films = page.getByRole('region', { name: 'Films' });
    await films.getByRole('link', { name: 'Short film', exact: true }).click();
    await expect.poll(() => page.url()).toContain(`#/film/${videoId}?t=`);
    await page.goBack();
    await page.getByRole('heading', { name: 'Sam', exact: true }).waitFor();
  });

  it('lets a face stand for the person, and takes one away that is not the person’s', async () => {
    const { page } = visit;
    const before = await page.locator('img.cover').getAttribute('src');
    await page
      .getByRole('button', { name: /^Make this the cover: Face in/ })
      .first()
      .click();
    await messages().getByText('This picture stands for Sam now.').waitFor();
    await expect.poll(() => page.locator('img.cover').getAttribute('src')).not.toBe(before);
    await messages().getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.locator('img.cover').getAttribute('src')).toBe(before);

    await page
      .getByRole('button', { name: /^This is not Sam: Face in/ })
      .first()
      .click();
    await messages().getByText('This face is not Sam any more.').waitFor();
    await messages().getByRole('button', { name: 'Undo' }).click();
    await messages().getByText('Taken back.').waitFor();
    await page.getByText(/on screen, in 1 film/).waitFor();
  });

  it.each(['dark', 'light'] as const)('is accessible in the %s theme', async (colorScheme) => {
    await visit.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await visit.page.waitForFunction(() => [...document.images].every((image) => image.complete));
    await expect.poll(() => inaccessible(visit.page)).toEqual([]);
    await expect.poll(() => fitsItsWidth(visit.page)).toBe(true);
  });

  it('offers to make one of two who look like one', async () => {
    const { page } = visit;
    const pictures = made.portraits['Sam']!.map((path) => ({ path }));
    await kinora.core.call('people.add', { name: 'Sam', pictures });
    await kinora.core.call('people.add', { name: 'Samuel', pictures });
    await goTo(page, '#/people');
    await page.getByText('Sam and Samuel look like one person.').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'They are one person' }).click();
    await messages().getByText('Samuel and Sam are one person now.').waitFor();
    await expect.poll(names).toEqual(['Sam']);
  });
});

describe('the settings', () => {
  it('tell what is wrong with the machine and the library, and how to mend it', async () => {
    const { page } = visit;
    await goTo(page, '#/settings');
    await page.getByRole('button', { name: 'Look for what is wrong' }).click();
    await page.getByText(/^\d+ in order$/).click({ timeout: 60_000 });
    await page.getByText('Folder of the library').waitFor();
    await expect.poll(() => inaccessible(visit.page)).toEqual([]);
  });

  it('speak Chinese, as the pages of people do', async () => {
    const { page } = visit;
    await page.getByRole('radio', { name: '中文' }).click();
    await page.getByRole('heading', { name: '诊断' }).waitFor();
    await goTo(page, '#/people');
    await page.getByTitle('查看 Sam 的页面').click();
    await page.getByRole('heading', { name: '登记所用的照片' }).waitFor();
    await expect.poll(() => inaccessible(visit.page)).toEqual([]);
  });
});

it('the pages complain of nothing', () => {
  expect(visit.complaints).toEqual([]);
});

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forAxe, inaccessible } from './accessibility.ts';
import { fitsItsWidth, goTo, Kinora, type OpenPage } from './kinora.ts';
import { keepScreenshot } from './screenshot.ts';
import { layShortFilm, makeShortFilm } from './short-film.ts';

// Two voices that nobody knows in a short film: whose they are, said in every way that the interface offers.

let kinora: Kinora;
let visit: OpenPage;
let filmId: number;

beforeAll(async () => {
  kinora = await Kinora.start();
  const made = await makeShortFilm();
  const folder = join(kinora.folder, 'films');
  await layShortFilm(folder, made.film, made.subtitles);
  await kinora.core.call('library.index', { paths: [folder] });
  filmId = (await kinora.core.call('library.videos', {})).videos[0]!.id;
  visit = await kinora.open(`#/film/${filmId}`, forAxe);
});
afterAll(() => kinora.stop());

const messages = () => visit.page.getByRole('region', { name: 'Messages' });
const dialogue = () => visit.page.getByRole('group', { name: 'Dialogue' });
const chips = (label: string) => dialogue().getByRole('button', { name: `${label} says this: what else?` });
const dialog = (title: string) => visit.page.getByRole('dialog', { name: title });
const names = async () => (await kinora.core.call('people.list', {})).people.map(({ name }) => name);

describe('voices without a name', () => {
  it('stand with their number before every line of the dialogue', async () => {
    await dialogue().getByText('Have you looked behind the kettle?').waitFor();
    await expect.poll(() => chips('Speaker 1').count()).toBe(1);
    await expect.poll(() => chips('Speaker 2').count()).toBe(2);
    await expect.poll(() => inaccessible(visit.page)).toEqual([]);
  });

  it('get a name from one of their lines, by the keyboard alone, which all of them have at once', async () => {
    const { page } = visit;
    await chips('Speaker 2').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Who is Speaker 2?' }).waitFor();
    await page.keyboard.press('Enter');
    const field = dialog('Who is Speaker 2?').getByRole('combobox', { name: 'Name' });
    await field.fill('Paul');
    await expect.poll(() => inaccessible(visit.page)).toEqual([]);
    await field.press('Enter');
    await messages().getByText('The lines of Speaker 2 are Paul’s now, in every film.').waitFor();
    await expect.poll(() => chips('Paul').count()).toBe(2);
    const { moments } = await kinora.core.call('search.run', { query: '@Paul: dog' });
    expect(moments).toHaveLength(1);
  });

  it('lose it again by undoing, and nobody is left over', async () => {
    await messages().getByRole('button', { name: 'Undo' }).click();
    await messages().getByText('Taken back.').waitFor();
    await expect.poll(() => chips('Speaker 2').count()).toBe(2);
    await expect.poll(names).toEqual([]);
  });

  it('are heard before they are named', async () => {
    const { page } = visit;
    await chips('Speaker 1').click();
    await page.getByRole('menuitem', { name: 'Who is Speaker 1?' }).click();
    const asked = dialog('Who is Speaker 1?');
    await asked.getByRole('button', { name: 'Hear Speaker 1, Short film' }).click();
    await asked.getByRole('button', { name: 'Stop Speaker 1, Short film' }).waitFor();
    await asked.getByRole('button', { name: 'Hear Speaker 1, Short film' }).waitFor();
    await page.keyboard.press('Escape');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('title') ?? ''))
      .toBe('Speaker 1');
  });

  it('are one where the user says so, by the other’s label', async () => {
    const { page } = visit;
    await chips('Speaker 2').first().click();
    await page.getByRole('menuitem', { name: 'Who is Speaker 2?' }).click();
    const field = dialog('Who is Speaker 2?').getByRole('combobox', { name: 'Name' });
    await field.fill('speaker 1');
    await field.press('Enter');
    await messages().getByText('Speaker 2 and Speaker 1 are one voice now.').waitFor();
    await expect.poll(() => chips('Speaker 1').count()).toBe(3);
    await messages().getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => chips('Speaker 2').count()).toBe(2);
  });
});

describe('one line', () => {
  it('is said to be somebody’s, and not to be', async () => {
    const { page } = visit;
    await chips('Speaker 1').click();
    await page.getByRole('menuitem', { name: 'Somebody else says this line' }).click();
    const field = dialog('Who says this?').getByRole('combobox', { name: 'Name' });
    await field.fill('Sam');
    await field.press('Enter');
    await messages().getByText('Sam says this line.').waitFor();
    await chips('Sam').waitFor();
    await messages().getByRole('button', { name: 'Undo' }).click();
    await chips('Speaker 1').waitFor();
    await expect.poll(names).toEqual([]);
  });
});

describe('the page of people', () => {
  it('asks whose the voices are, and takes a name back by Ctrl Z', async () => {
    const { page } = visit;
    await goTo(page, '#/people');
    const section = page.getByRole('region', { name: 'Whose voice is this?' });
    await section.getByRole('button', { name: 'Speaker 2 speaks' }).waitFor();
    await expect.poll(() => section.getByRole('button', { name: 'Give a name' }).count()).toBe(2);
    await expect.poll(() => inaccessible(visit.page)).toEqual([]);
    await expect.poll(() => fitsItsWidth(page)).toBe(true);
    await keepScreenshot(page, 'voices');
    await section.getByRole('button', { name: 'Speaker 2 speaks' }).click();
    const field = dialog('Who is Speaker 2?').getByRole('combobox', { name: 'Name' });
    await field.fill('Paul');
    await field.press('Enter');
    await expect.poll(() => section.getByRole('button', { name: 'Give a name' }).count()).toBe(1);
    await messages().getByText('The lines of Speaker 2 are Paul’s now, in every film.').waitFor();
    // In a dialog that is still closing the keys are its own.
    await dialog('Who is Speaker 2?').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await messages().getByText('Taken back.').waitFor();
    await expect.poll(() => section.getByRole('button', { name: 'Give a name' }).count()).toBe(2);
  });

  it('leads to where a person is heard, whose voice can be forgotten', async () => {
    const { page } = visit;
    const { person } = await kinora.core.call('voices.name', { voice: 'Speaker 2', name: 'Paul' });
    await goTo(page, `#/people/${person.id}`);
    const section = page.getByRole('region', { name: 'Paul’s voice' });
    await section.getByRole('link', { name: 'Short film' }).waitFor();
    await section.getByText('The dog had it the whole time.').waitFor();
    await expect.poll(() => inaccessible(visit.page)).toEqual([]);
    await expect.poll(() => fitsItsWidth(page)).toBe(true);
    await section.getByRole('button', { name: 'Forget this voice' }).click();
    await page
      .getByRole('alertdialog', { name: 'Forget Paul’s voice?' })
      .getByRole('button', { name: 'Forget this voice' })
      .click();
    await messages().getByText('The voice is forgotten.').waitFor();
    await section.waitFor({ state: 'detached' });
  });
});

describe('the subtitles', () => {
  it('name a voice with all its lines, and the focus comes back to where it was', async () => {
    const { page } = visit;
    await goTo(page, `#/film/${filmId}`);
    await page.getByRole('button', { name: 'Edit subtitles' }).click();
    const area = page.getByRole('region', { name: 'Subtitles' });
    const line = area.getByRole('button', { name: /Speaker \d.*behind the kettle/s });
    await line.click();
    const speaker = area.getByRole('combobox', { name: 'Speaker' });
    await expect.poll(() => speaker.getAttribute('placeholder')).toMatch(/^Speaker \d$/);
    await speaker.focus();
    await page.keyboard.press('Escape');
    await expect.poll(() => line.evaluate((row) => row === document.activeElement)).toBe(true);
    await page.keyboard.press('w');
    const field = page
      .getByRole('dialog', { name: /^Who is Speaker \d\?$/ })
      .getByRole('combobox', { name: 'Name' });
    await field.fill('Sam');
    await field.press('Enter');
    await area.getByRole('button', { name: /Sam.*behind the kettle/s }).waitFor();
    await area.getByRole('button', { name: 'Close' }).focus();
    await page.keyboard.press('Escape');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent?.trim()))
      .toBe('Edit subtitles');
    await chips('Sam').waitFor();
    expect(visit.complaints).toEqual([]);
  });
});

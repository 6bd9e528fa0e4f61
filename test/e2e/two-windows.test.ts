import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTo, Kinora, type OpenPage } from './kinora.ts';
import { layShortFilm, makeShortFilm } from './short-film.ts';

// Two windows of one library: what is done in one shows in the other, which nobody reloads.

let kinora: Kinora;
let one: OpenPage;
let other: OpenPage;
let filmId: number;

beforeAll(async () => {
  kinora = await Kinora.start();
  const made = await makeShortFilm();
  const folder = join(kinora.folder, 'films');
  await layShortFilm(folder, made.film, made.subtitles);
  await kinora.core.call('library.index', { paths: [folder] });
  filmId = (await kinora.core.call('library.videos', {})).videos[0]!.id;
  const { groups } = await kinora.core.call('people.unnamed', {});
  await kinora.core.call('people.name', { group: groups[0]!.id, name: 'Ada' });
  one = await kinora.open('#/people');
  other = await kinora.open('#/people');
});
afterAll(() => kinora.stop());

describe('two windows', () => {
  it('know a person by the new name, and that the name is taken back', async () => {
    await other.page.getByRole('button', { name: 'Actions for Ada' }).waitFor();
    await one.page.getByRole('button', { name: 'Actions for Ada' }).click();
    await one.page.getByRole('menuitem', { name: 'Rename' }).click();
    const dialog = one.page.getByRole('dialog', { name: 'Rename Ada' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Zoë');
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await other.page.getByRole('button', { name: 'Actions for Zoë' }).waitFor();
    await one.page.getByRole('button', { name: 'Undo' }).click();
    await other.page.getByRole('button', { name: 'Actions for Ada' }).waitFor();
  });

  it('show what is put into a collection', async () => {
    await goTo(other.page, '#/collections');
    await goTo(one.page, `#/film/${filmId}?t=2&end=4`);
    await one.page.getByRole('button', { name: 'Add what is marked to a collection' }).waitFor();
    await one.page.keyboard.press('a');
    await other.page.getByRole('link', { name: 'My moments' }).click();
    await expect.poll(() => other.page.locator('main ol.moments > li').count()).toBe(1);
    // The notice before may still be there.
    await one.page.getByRole('button', { name: 'Undo' }).last().click();
    await other.page.getByText('This collection is no longer in the library.').waitFor();
  });

  it('keep the same searches', async () => {
    await goTo(other.page, '#/search');
    const box = one.page.getByRole('combobox', { name: 'Find a moment' });
    await box.fill('the kettle');
    await box.press('Enter');
    await other.page.getByRole('region', { name: 'Lately' }).getByText('the kettle').waitFor();
    await one.page.getByRole('button', { name: 'Keep this search' }).click();
    const kept = other.page.getByRole('region', { name: 'Kept searches' });
    await kept.getByRole('link', { name: 'the kettle' }).waitFor();
    await kept.getByRole('button', { name: 'Forget the kept search the kettle' }).click();
    await one.page.getByRole('button', { name: 'Keep this search', pressed: false }).waitFor();
  });

  it('go on in one conversation', async () => {
    const field = ({ page }: OpenPage) =>
      page.getByRole('textbox', { name: 'Say something about your films' });
    const said = ({ page }: OpenPage) =>
      page.getByRole('list', { name: 'What was said' }).locator(':scope > li');
    const list = ({ page }: OpenPage) => page.getByRole('region', { name: 'Conversations' });
    await goTo(one.page, '#/talk');
    await goTo(other.page, '#/talk');
    await list(other).getByText('None yet.').waitFor();
    await field(one).fill('when is Ada on screen?');
    await field(one).press('Enter');
    await list(other).getByRole('link', { name: 'when is Ada on screen?' }).click();
    await said(other).getByText('when is Ada on screen?').waitFor();
    // What is written and not sent stays while the other window goes on.
    await field(other).fill('without Ada');
    await field(one).fill('how often?');
    await field(one).press('Enter');
    await expect.poll(() => said(other).count()).toBe(2);
    expect(await field(other).inputValue()).toBe('without Ada');
    await field(other).press('Enter');
    await expect.poll(() => said(one).count()).toBe(3);
    await said(one).last().getByRole('button', { name: 'Take back “without Ada”' }).click();
    await expect.poll(() => said(other).count()).toBe(2);
    await list(one).getByText('2 turns').waitFor();
    await list(one).getByRole('button', { name: 'Forget when is Ada on screen?' }).click();
    await one.page.getByRole('alertdialog').getByRole('button', { name: 'Forget' }).click();
    await list(other).getByText('None yet.').waitFor();
    await expect.poll(() => said(other).count()).toBe(0);
  });

  it('lose a film that is taken out of the library, wherever it is open', async () => {
    await goTo(other.page, `#/film/${filmId}`);
    await other.page.getByRole('heading', { name: 'Short film' }).waitFor();
    await goTo(one.page, '#/library');
    await one.page.getByRole('button', { name: 'More: Short film' }).click();
    await one.page.getByRole('menuitem', { name: 'Remove from library' }).click();
    await one.page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await other.page.locator('main').getByRole('link', { name: 'Library' }).waitFor();
    await expect.poll(() => other.page.locator('main video').count()).toBe(0);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foreignAddresses, Kinora, type OpenPage } from './kinora.ts';

let kinora: Kinora;
let first: OpenPage;

beforeAll(async () => {
  kinora = await Kinora.start();
  first = await kinora.open();
});
afterAll(() => kinora.stop());

describe('the first run', () => {
  it('takes the token out of the address', () => {
    expect(new URL(first.page.url()).hash).toBe('#/library');
  });

  it('teaches on an empty library, and offers the sample film as the one primary action', async () => {
    const { page } = first;
    await page.getByRole('heading', { name: /screen is dark/ }).waitFor();
    await expect
      .poll(() => page.locator('main .button.primary').allInnerTexts())
      .toEqual(['Watch the sample film first']);
  });

  it('offers the folders of films that the machine has', async () => {
    const { page } = first;
    const offered = '**/api/call/library.usualFolders';
    await page.route(offered, (route) => route.fulfill({ json: { folders: ['/home/ada/Videos'] } }));
    await page.reload();
    await page.getByRole('button', { name: 'Add Videos' }).waitFor();
    await page.unroute(offered);
  });

  it('says which path is missing when a folder is added without one', async () => {
    const { page } = first;
    await page.getByRole('button', { name: 'Add a folder of films' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add films' });
    await dialog.getByRole('button', { name: 'Add and index' }).click();
    await dialog.getByRole('alert').getByText('Type or paste the path').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('names a folder that is not there, and what to do', async () => {
    const { page } = first;
    await page.getByRole('button', { name: 'Add a folder of films' }).click();
    await page.getByLabel('Folder or film on this machine').fill('/no/such/folder');
    await page.keyboard.press('Enter');
    const messages = page.getByRole('region', { name: 'Messages' });
    await messages.getByText('/no/such/folder').first().waitFor();
    await messages.getByRole('button', { name: 'Dismiss' }).first().click();
  });

  it('makes the sample film with progress and ends with its poster and its cast', async () => {
    const { page } = first;
    await page.getByRole('button', { name: 'Watch the sample film first' }).click();
    await page.getByRole('progressbar', { name: 'Indexing' }).waitFor({ timeout: 60_000 });
    const card = page.getByRole('link', { name: /^The Blue Mug, Ready, / });
    await card.waitFor({ timeout: 240_000 });
    await page.getByRole('progressbar', { name: 'Indexing' }).waitFor({ state: 'hidden', timeout: 60_000 });
    const poster = card.locator('img');
    await expect
      .poll(() => poster.evaluate((image) => (image as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(100);
    for (const name of ['Ada', 'Bo', 'Cleo', 'Dan']) await page.getByTitle(name, { exact: true }).waitFor();
  }, 320_000);

  it('asks nothing of any other machine and complains of nothing', () => {
    expect(foreignAddresses(first.addresses)).toEqual([]);
    expect(first.addresses.length).toBeGreaterThan(10);
    // The folder that is not there is answered with an HTTP error on purpose.
    expect(first.complaints.filter((text) => !text.includes('Failed to load resource'))).toEqual([]);
  });
});

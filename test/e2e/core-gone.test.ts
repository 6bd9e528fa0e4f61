import { afterAll, beforeAll, expect, it } from 'vitest';
import { goTo, Kinora } from './kinora.ts';

let kinora: Kinora;
beforeAll(async () => {
  kinora = await Kinora.start();
});
afterAll(() => kinora.stop());

it('a page whose core is gone says so, keeps what was typed, and goes on when it is back', async () => {
  const { page } = await kinora.open('#/search');
  const box = page.getByRole('combobox', { name: 'Find a moment' });
  await box.fill('@Ada "half a sent');

  await kinora.endHost();
  await page.getByText('Kinora’s core does not answer.').first().waitFor();
  expect(await box.inputValue()).toBe('@Ada "half a sent');

  await kinora.startHost();
  await page.getByText('Kinora was started anew and does not know this page.').waitFor();
  const other = await page.context().newPage();
  await other.goto(kinora.newAddress());
  await other.getByRole('combobox').waitFor();

  await page.getByText('Kinora was started anew and does not know this page.').waitFor({ state: 'hidden' });
  expect(await box.inputValue()).toBe('@Ada "half a sent');
});

it('screens that nobody has been to are there without the core', async () => {
  const { page } = await kinora.open('#/library');
  const settings = page.waitForResponse((answer) => /SettingsScreen.*\.js$/.test(answer.url()));
  await page.reload();
  await settings;
  await page.waitForLoadState('networkidle');
  await kinora.endHost();
  await goTo(page, '#/settings');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await kinora.startHost();
});

it('a screen that cannot be fetched says so, and is fetched when it is tried again; what was typed stays', async () => {
  const { page } = await kinora.open('#/library');
  await page.route(/SettingsScreen.*\.js$/, (route) => route.abort());
  await page.reload();
  const box = page.getByRole('combobox', { name: 'Find a moment' });
  await box.fill('@Ada "half a sent');
  await goTo(page, '#/settings');
  const missing = page.getByText('This page could not be fetched from Kinora.');
  await missing.waitFor();
  const again = page.getByRole('button', { name: 'Try again' });
  await again.click();
  await missing.waitFor();
  await page.unroute(/SettingsScreen.*\.js$/);
  await again.click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  expect(await missing.count()).toBe(0);
  expect(await box.inputValue()).toBe('@Ada "half a sent');
});

it('a page without a session says how to get one', async () => {
  const { page } = await kinora.open();
  await page.context().clearCookies();
  await page.reload();
  await page
    .getByText(/not signed in/)
    .first()
    .waitFor();
});

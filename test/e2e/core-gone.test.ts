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
  const screen = /SettingsScreen.*\.js$/;
  const failing = () =>
    page.waitForEvent('requestfailed', { predicate: (request) => screen.test(request.url()) });
  await page.route(screen, (route) => route.abort());
  // Beforehand, with all the others: what comes later of itself is not what is tried again.
  const failedBeforehand = failing();
  await page.reload();
  await failedBeforehand;
  const box = page.getByRole('combobox', { name: 'Find a moment' });
  await box.fill('@Ada "half a sent');
  await goTo(page, '#/settings');
  const missing = page.getByText('This page could not be fetched from Kinora.');
  await missing.waitFor();
  const again = page.getByRole('button', { name: 'Try again' });
  const failedAgain = failing();
  await again.click();
  await failedAgain;
  await missing.waitFor();
  await page.unroute(screen);
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

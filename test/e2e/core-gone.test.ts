import { afterAll, beforeAll, expect, it } from 'vitest';
import { Kinora } from './kinora.ts';

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

it('a page without a session says how to get one', async () => {
  const { page } = await kinora.open();
  await page.context().clearCookies();
  await page.reload();
  await page
    .getByText(/not signed in/)
    .first()
    .waitFor();
});

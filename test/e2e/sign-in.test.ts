import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onLoopback } from '../../src-main/hosts/web/listening.ts';
import { Password } from '../../src-main/hosts/web/password.ts';
import { forAxe, inaccessible } from './accessibility.ts';
import { fitsItsWidth, foreignAddresses, Kinora } from './kinora.ts';

// A browser on another machine: there is no one-time address, and the page asks for the password.

const right = 'seven quiet lanterns';
let kinora: Kinora;
let address: string;

beforeAll(async () => {
  kinora = await Kinora.start(undefined, { ...onLoopback, password: await Password.of(right) });
  address = new URL('/', kinora.newAddress()).href;
});
afterAll(() => kinora.stop());

describe('a page without a session', () => {
  it('asks for the password by the keyboard alone, says what was wrong, and goes on where it was asked to', async () => {
    const { page, complaints, addresses } = await kinora.openAt(`${address}#/settings`);
    const field = page.getByLabel('Password');
    await field.waitFor();
    expect(await page.title()).toBe('Sign in · Kinora');
    await page.keyboard.type('not the lanterns');
    await page.keyboard.press('Enter');
    await page.getByText('That is not the password.').waitFor();
    expect(await field.inputValue()).toBe('');
    await page.keyboard.type(right);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Settings' }).first().waitFor();
    expect(await page.getByLabel('Password').count()).toBe(0);

    await page.reload();
    await page.getByRole('heading', { name: 'Settings' }).first().waitFor();
    // The browser itself tells of the answer to the wrong one.
    expect(complaints.filter((complaint) => !complaint.includes('/api/password'))).toEqual([]);
    expect(foreignAddresses(addresses)).toEqual([]);
  });

  it.each([
    { locale: 'en-GB', colorScheme: 'light', title: 'Sign in' },
    { locale: 'zh-CN', colorScheme: 'dark', title: '登录' },
  ] as const)('can be read by everybody: $locale, $colorScheme', async ({ title, ...options }) => {
    const { page } = await kinora.openAt(address, { ...options, ...forAxe });
    await page.getByRole('heading', { name: title }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(options.locale.slice(0, 2));
    expect(await inaccessible(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });

  it('is told how long to wait after too many tries, and a one-time address opens all the same', async () => {
    const { page } = await kinora.openAt(address);
    for (let at = 0; at < 6; at++) {
      await page.getByLabel('Password').fill(`wrong password ${at}`);
      const answered = page.waitForResponse((response) => response.url().endsWith('/api/password'));
      await page.keyboard.press('Enter');
      await answered;
    }
    await page.getByText(/Too many tries\. The next one is looked at in \d+ min/).waitFor();
    const { page: own } = await kinora.open();
    expect(await fitsItsWidth(own)).toBe(true);
  });
});

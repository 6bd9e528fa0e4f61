import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));

/** Keeps a picture of the page for the documentation, as small as a palette makes it. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  const picture = await page.screenshot();
  await mkdir(folder, { recursive: true });
  await sharp(picture).png({ palette: true, quality: 90, effort: 10 }).toFile(`${folder}${name}.png`);
}

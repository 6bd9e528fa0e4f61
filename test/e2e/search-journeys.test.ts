import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTo, Kinora, type OpenPage } from './kinora.ts';

let kinora: Kinora;
let visit: OpenPage;

beforeAll(async () => {
  kinora = await Kinora.start();
  await kinora.core.call('library.addSampleFilm', {});
  visit = await kinora.open();
});
afterAll(() => kinora.stop());

const box = () => visit.page.getByRole('combobox', { name: 'Find a moment' });
const cards = () => visit.page.locator('main article');
const chips = () => visit.page.getByRole('list', { name: 'Understood as' });
const query = () =>
  visit.page.evaluate(() => new URLSearchParams(location.hash.split('?')[1]).get('q') ?? '');

/** A picture of the sample film, as somebody might have kept it. */
async function still(seconds: number): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const path = await kinora.core.media.frame(1, seconds);
  return { name: 'kept.jpg', mimeType: 'image/jpeg', buffer: await readFile(path!) };
}

describe('finding by a picture', () => {
  it('finds where a chosen picture comes from', async () => {
    const { page } = visit;
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Search with a picture or a clip' }).click();
    await (await chooser).setFiles(await still(6));
    await chips().getByText('like kept.jpg').waitFor();
    await cards().first().waitFor();
    await expect.poll(query).toMatch(/^like:x[0-9a-f]{32}$/);
    const { moments } = await kinora.core.call('search.run', { query: await query() });
    expect(moments.some(({ start, end }) => start <= 6 && end >= 6)).toBe(true);
  });

  it('finds with a picture that is dropped on the box beside words, and keeps them', async () => {
    const { page } = visit;
    await goTo(page, '#/search?q=mug');
    await chips().getByText('mug').waitFor();
    const bytes = (await still(6)).buffer.toString('base64');
    const dropped = await page.evaluateHandle((base64) => {
      const data = new DataTransfer();
      const raw = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      data.items.add(new File([raw], 'dropped.jpg', { type: 'image/jpeg' }));
      return data;
    }, bytes);
    await page.locator('search').dispatchEvent('drop', { dataTransfer: dropped });
    await expect.poll(query).toMatch(/^mug like:x/);
  });

  it('says in one sentence what is no picture', async () => {
    const { page } = visit;
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Search with a picture or a clip' }).click();
    await (
      await chooser
    ).setFiles({ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('words') });
    await page
      .getByRole('region', { name: 'Messages' })
      .getByText('“notes.png” is neither a picture nor a clip that can be opened.')
      .waitFor();
  });

  it('gives a moment that is dragged out of the window as a file', async () => {
    const { page } = visit;
    await goTo(page, '#/search?q=%40Ada');
    const picture = cards().first().locator('.picture');
    await picture.waitFor();
    const download = await picture.evaluate((link) => {
      const dataTransfer = new DataTransfer();
      link.dispatchEvent(new DragEvent('dragstart', { dataTransfer, bubbles: true, cancelable: true }));
      return dataTransfer.getData('DownloadURL');
    });
    const [, name, address] = /^video\/mp4:([^:]+):(http.+)$/.exec(download)!;
    expect(name).toMatch(/^The Blue Mug [\d.-]+\.mp4$/);
    const clip = await page.evaluate(async (from) => {
      const response = await fetch(from);
      return { type: response.headers.get('content-type'), bytes: (await response.arrayBuffer()).byteLength };
    }, address!);
    expect(clip.type).toBe('video/mp4');
    expect(clip.bytes).toBeGreaterThan(10_000);
  });

  it('leads from a moment to those like it', async () => {
    const { page } = visit;
    await goTo(page, '#/search?q=%40Ada');
    await cards().first().getByRole('button', { name: 'More like this' }).click();
    await expect.poll(query).toMatch(/^like:m1-/);
    await chips().getByText('like The Blue Mug').waitFor();
  });

  it('saves the picture of the player, with who is in it', async () => {
    const { page } = visit;
    await goTo(page, '#/film/1?t=6');
    await page.getByRole('button', { name: 'Save this picture' }).click();
    await page
      .getByRole('region', { name: 'Messages' })
      .getByText(/^The Blue Mug .*\.jpg is saved/)
      .waitFor();
  });

  it('leads from a picture of the player to those like it', async () => {
    const { page } = visit;
    await goTo(page, '#/film/1');
    await page.getByRole('button', { name: 'More like this picture' }).click();
    await expect.poll(query).toMatch(/^like:f1-/);
  });
});

describe('weighing a word', () => {
  it('is done with the arrow keys, and the address keeps it', async () => {
    const { page } = visit;
    await goTo(page, '#/search?q=mug');
    const bar = chips().getByRole('slider', { name: /“mug”/ });
    await bar.focus();
    await page.keyboard.press('Home');
    await expect.poll(query).toBe('mug^0');
    await expect.poll(() => bar.inputValue()).toBe('0');
    await page.keyboard.press('ArrowRight');
    await expect.poll(query).toBe('mug^10');
    await expect.poll(() => box().inputValue()).toBe('mug^10');
    await page.keyboard.press('Delete');
    await expect.poll(query).toBe('mug');
  });

  it('is done by dragging, and the results follow', async () => {
    const { page } = visit;
    await goTo(page, '#/search?q=mug');
    const bar = chips().getByRole('slider', { name: /“mug”/ });
    const { x, y, width, height } = (await bar.boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + 1, y + height / 2, { steps: 4 });
    await expect.poll(query).toBe('mug^0');
    await page.mouse.up();
    const { moments } = await kinora.core.call('search.run', { query: 'mug^0' });
    expect(moments.every(({ evidence }) => evidence.every(({ kind }) => kind === 'line'))).toBe(true);
  });
});

describe('filtering', () => {
  it('is done from the menu, and shown as a chip', async () => {
    const { page } = visit;
    await goTo(page, '#/search?q=%40Ada');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Films I have seen' }).click();
    await expect.poll(query).toBe('@Ada seen:yes');
    await expect.poll(() => cards().count()).toBe(0);
    await kinora.core.call('library.setSeen', { id: 1, seen: true });
    await expect.poll(() => cards().count()).toBeGreaterThan(0);
    await chips().getByRole('button', { name: 'Remove yes' }).click();
    await expect.poll(query).toBe('@Ada');
  });
});

describe('saying what is wanted of the results', () => {
  it('leaves out what is not wanted, shows that as a chip, and takes it back', async () => {
    const { page } = visit;
    await goTo(page, '#/search?q=%40Ada');
    await cards().first().waitFor();
    const before = await cards().count();
    const link = await cards().first().locator('a.picture').getAttribute('href');
    await cards().first().getByRole('button', { name: 'Not this' }).click();
    await expect.poll(() => page.locator(`main article a[href="${link}"]`).count()).toBe(0);
    const given = page.getByRole('list', { name: 'What you said of the results' });
    await given.getByRole('img', { name: /^Not The Blue Mug/ }).waitFor();
    await given.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => cards().count()).toBe(before);
    await expect.poll(() => given.count()).toBe(0);
  });

  it('marks what more is wanted of, until that is taken back', async () => {
    const { page } = visit;
    const button = cards().last().getByRole('button', { name: 'More of this kind' });
    await button.click();
    const given = page.getByRole('list', { name: 'What you said of the results' });
    await given.getByRole('img', { name: /^More of the kind of/ }).waitFor();
    await given.getByRole('button', { name: /^Remove/ }).click();
    await expect.poll(() => given.count()).toBe(0);
  });
});

describe('keeping a search', () => {
  const messages = () => visit.page.getByRole('region', { name: 'Messages' });

  it('brings it back with all that it was, and forgets it with a way back', async () => {
    const { page } = visit;
    await goTo(page, '#/search?q=mug%5E0');
    await page.getByRole('button', { name: 'Keep this search' }).click();
    await messages().getByText('Kept: mug^0').waitFor();
    await goTo(page, '#/search');
    const kept = page.getByRole('region', { name: 'Kept searches' });
    await kept.getByRole('link', { name: 'mug^0' }).click();
    await expect.poll(query).toBe('mug^0');
    await goTo(page, '#/search');
    await kept.getByRole('button', { name: /^Forget/ }).click();
    await expect.poll(() => kept.count()).toBe(0);
    await messages().getByText('Forgotten: mug^0').waitFor();
    await messages().getByRole('button', { name: 'Undo' }).last().click();
    await kept.getByRole('link', { name: 'mug^0' }).waitFor();
  });

  it('remembers what was sent off', async () => {
    const { page } = visit;
    await box().fill('@Ada laughing');
    await box().press('Enter');
    await goTo(page, '#/search');
    await page.getByRole('region', { name: 'Lately' }).getByRole('link', { name: '@Ada laughing' }).waitFor();
  });

  it('groups results by film, which the address keeps', async () => {
    const { page } = visit;
    await goTo(page, '#/search?q=%40Ada');
    await page.getByRole('button', { name: 'Group by film' }).click();
    await page.locator('main section').getByRole('heading', { name: 'The Blue Mug' }).first().waitFor();
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/search?q=%40Ada&by=film');
  });
});

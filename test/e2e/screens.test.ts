import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forAxe, inaccessible } from './accessibility.ts';
import { fitsItsWidth, goTo, Kinora, type OpenPage } from './kinora.ts';
import { watchShifts } from './layout-shifts.ts';
import { keepScreenshot } from './screenshot.ts';

let kinora: Kinora;
let filmId: number;
let collectionId: number;

beforeAll(async () => {
  kinora = await Kinora.start();
  await kinora.core.call('library.addSampleFilm', {});
  const { videos } = await kinora.core.call('library.videos', {});
  filmId = videos[0]!.id;
  const momentIds = [`m${filmId}-120-160`, `m${filmId}-743-760`];
  collectionId = (await kinora.core.call('collections.add', { name: 'Mugs', momentIds })).collection.id;
  for (const text of ['the film with Ada', 'who else is there?']) {
    await kinora.core.call('conversation.turn', { session: 'kept', text });
  }
});
afterAll(() => kinora.stop());

const screens = {
  library: { hash: '#/library', shown: 'main article img', kept: true },
  search: { hash: '#/search?q=%40Ada+mug', shown: 'main article img', kept: true },
  player: { hash: 'film', shown: 'main video', kept: true },
  people: { hash: '#/people', shown: 'main .tile img', kept: true },
  collections: { hash: '#/collections', shown: 'main .tile img', kept: false },
  tray: { hash: 'tray', shown: 'main ol.moments img', kept: false },
  conversation: { hash: '#/talk/kept', shown: 'main article img', kept: false },
  'new-conversation': { hash: '#/talk', shown: 'main h1', kept: false },
  activity: { hash: '#/activity', shown: 'main table', kept: false },
  settings: { hash: '#/settings', shown: 'main li strong', kept: false },
  examples: { hash: '#/search', shown: 'main h1', kept: false },
  unknown: { hash: '#/search?q=%40Zoe', shown: 'main h1', kept: false },
} as const;
type ScreenName = keyof typeof screens;

/** So much may move on a page while it comes (https://web.dev/articles/cls). */
const mostMoved = 0.1;

async function show({ page }: OpenPage, name: ScreenName): Promise<void> {
  const { hash, shown } = screens[name];
  const address = { film: `#/film/${filmId}?t=12.3&end=16`, tray: `#/collections/${collectionId}` };
  await goTo(page, hash in address ? address[hash as keyof typeof address] : hash);
  await page.locator(shown).first().waitFor();
  if (name === 'player') {
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 12.5);
    await page.keyboard.press('k');
    await page.waitForFunction(() => document.querySelector('video')?.paused === true);
  }
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
}

describe.each(['dark', 'light'] as const)('in the %s theme', (colorScheme) => {
  let visit: OpenPage;
  beforeAll(async () => {
    visit = await kinora.open('', { colorScheme, ...forAxe });
  });

  it('the background is the theme’s', async () => {
    const background = await visit.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(background).toBe(colorScheme === 'dark' ? 'rgb(16, 18, 20)' : 'rgb(250, 249, 247)');
  });

  it.each(Object.keys(screens) as ScreenName[])('%s is accessible', async (name) => {
    await show(visit, name);
    await expect.poll(() => inaccessible(visit.page)).toEqual([]);
    if (colorScheme === 'dark' && screens[name].kept) await keepScreenshot(visit.page, name);
    if (colorScheme === 'light' && name === 'search') await keepScreenshot(visit.page, 'search-light');
  });

  it('the enrolment is accessible', async () => {
    await goTo(visit.page, '#/people?enrol=Zoe');
    await visit.page.getByRole('dialog', { name: 'Enrol a person' }).waitFor();
    await expect.poll(() => inaccessible(visit.page)).toEqual([]);
    await visit.page.keyboard.press('Escape');
  });
});

describe.each([900, 1280, 2560])('at %d pixels', (width) => {
  let visit: OpenPage;
  beforeAll(async () => {
    visit = await kinora.open('', { viewport: { width, height: 900 } });
    await watchShifts(visit.page);
  });

  it.each(Object.keys(screens) as ScreenName[])(
    '%s fits the width of the window, and stands still',
    async (name) => {
      await goTo(visit.page, '#/nowhere');
      await visit.page.evaluate(() => (window.shifts = []));
      await show(visit, name);
      await expect.poll(() => fitsItsWidth(visit.page)).toBe(true);
      const shifts = await visit.page.evaluate(() => window.shifts);
      const moved = shifts.reduce((sum, { value }) => sum + value, 0);
      expect(moved, JSON.stringify(shifts)).toBeLessThan(mostMoved);
    },
  );
});

describe('the choices', () => {
  it('of theme and language hold after a reload', async () => {
    const { page } = await kinora.open('#/settings');
    await page.getByRole('radio', { name: 'Light' }).click();
    await page.getByRole('radio', { name: '中文' }).click();
    await page.getByRole('heading', { name: '设置' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '设置' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('zh');
    await expect
      .poll(() => page.evaluate(() => getComputedStyle(document.body).backgroundColor))
      .toBe('rgb(250, 249, 247)');
  });

  it('of a language whose texts cannot be fetched changes nothing and says so, and works when they can', async () => {
    const { page } = await kinora.open('#/settings');
    await page.route(/chinese/, (route) => route.abort());
    await page.getByRole('radio', { name: '中文' }).click();
    await page.getByText('The texts of this language could not be fetched from Kinora.').waitFor();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(await page.getByRole('radio', { name: 'English' }).isChecked()).toBe(true);
    await page.unroute(/chinese/);
    await page.getByRole('radio', { name: '中文' }).click();
    await page.getByRole('heading', { name: '设置' }).waitFor();
  });

  it('of a language model is told where turns are said, and asks before anything leaves the machine', async () => {
    const { page } = await kinora.open('#/settings');
    await page.getByLabel('Address', { exact: true }).fill('https://models.example/v1');
    await page.getByLabel('Model', { exact: true }).fill('small');
    await page.getByRole('button', { name: 'Use it in conversations' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'That is another machine' });
    await dialog.getByText(/^https:\/\/models\.example\/v1 is on another machine/).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await kinora.core.call('languageModel.settings', {})).toEqual({ choice: null, pictures: null });

    await page.getByLabel('Address', { exact: true }).fill('http://127.0.0.1:9');
    await page.getByRole('button', { name: 'Use it in conversations' }).click();
    await page.getByText('small at http://127.0.0.1:9/v1, on this machine.').waitFor();
    await goTo(page, '#/talk');
    await page.getByText('What is not understood surely is sent to http://127.0.0.1:9/v1 (small).').waitFor();
    await goTo(page, '#/settings');
    await page.getByRole('button', { name: 'Go on without it' }).click();
    await page.getByRole('button', { name: 'Use it in conversations' }).waitFor();
    await page.close();
  });

  it('of privacy recognise voices across films, and forget what was searched lately', async () => {
    const { page } = await kinora.open('#/settings');
    const privacy = page.locator('section', { has: page.getByRole('heading', { name: 'Privacy' }) });
    const across = async () => (await kinora.core.call('voices.list', {})).acrossFilms;
    const recent = async () => (await kinora.core.call('search.list', {})).recent;
    await kinora.core.call('search.note', { query: 'the kettle' });
    await privacy.getByText('1 search made lately').waitFor();
    await privacy.getByRole('radio', { name: 'On' }).click();
    await expect.poll(across).toBe(true);
    await privacy.getByRole('radio', { name: 'On', checked: true }).waitFor();
    await privacy.getByRole('radio', { name: 'Off' }).click();
    await expect.poll(across).toBe(false);
    await privacy.getByRole('button', { name: 'Forget what was searched lately' }).click();
    await expect.poll(recent).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(recent).toEqual(['the kettle']);
    await kinora.core.call('search.setRecent', { queries: [] });
    await page.close();
  });

  it('stand above the licence of every package', async () => {
    const visit = await kinora.open('#/settings', forAxe);
    await visit.page.getByText('All licences and notices').click();
    const text = visit.page.getByRole('region', { name: 'All licences and notices' });
    await expect.poll(() => text.textContent()).toMatch(/\nsvelte \d.*: MIT\n/);
    await expect.poll(() => inaccessible(visit.page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
    await visit.page.close();
  });

  it('follow the language of the browser at first', async () => {
    const { page } = await kinora.open('', { locale: 'zh-CN' });
    await page.getByRole('heading', { name: '片库' }).waitFor();
  });
});

describe('the menu of a card', () => {
  const focused = (page: OpenPage['page']) =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
    );

  it('is reached, opened and left by the keyboard', async () => {
    const { page } = await kinora.open('#/library');
    await page.locator('main article a.picture').focus();
    await page.keyboard.press('Tab');
    await expect.poll(() => focused(page)).toBe('More: The Blue Mug');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toMatch(/I have (not )?seen it/);
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe('More: The Blue Mug');
    await page.keyboard.press('Shift+Tab');
    await expect.poll(() => focused(page)).toMatch(/^The Blue Mug/);
    await page.close();
  });

  it('opens at a finger’s first tap', async () => {
    const { page } = await kinora.open('#/library', { hasTouch: true });
    await page.getByRole('button', { name: 'More: The Blue Mug' }).tap();
    await page.getByRole('menuitem', { name: 'Index again' }).waitFor();
    await page.close();
  });
});

describe('the strip of pictures over a film’s page', () => {
  it('shows what is where without moving the film, and plays from there: by the pointer and by keys alone', async () => {
    const visit = await kinora.open(`#/film/${filmId}`, { ...forAxe, reducedMotion: 'reduce' });
    const { page } = visit;
    const strip = page.getByRole('slider', { name: 'Look through the film; Enter plays from there' });
    const at = async (): Promise<number> => Number(await strip.getAttribute('aria-valuenow'));
    const film = () => page.evaluate(() => document.querySelector('video')!.currentTime);
    const playing = () => page.evaluate(() => !document.querySelector('video')!.paused);
    await strip.waitFor();
    const seconds = Number(await strip.getAttribute('aria-valuemax'));
    const box = (await strip.boundingBox())!;
    expect(await at()).toBe(0);

    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await strip.locator('.preview .tile').waitFor();
    expect(await at()).toBeCloseTo(seconds / 2, -0.5);
    expect(await film()).toBe(0);
    await expect.poll(() => inaccessible(page)).toEqual([]);
    await page.mouse.move(box.x + box.width / 2, box.y + 300);
    await strip.locator('.preview').waitFor({ state: 'detached' });
    expect(await at()).toBe(0);

    await strip.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const looked = await at();
    expect(looked).toBeGreaterThan(0);
    await strip.locator('.preview .tile').waitFor();
    expect(await film()).toBe(0);
    await page.keyboard.press('Escape');
    await strip.locator('.preview').waitFor({ state: 'detached' });
    await page.keyboard.press('End');
    expect(await at()).toBe(seconds);
    await page.keyboard.press('Home');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('Enter');
    await expect.poll(playing).toBe(true);
    await expect.poll(film).toBeGreaterThan(seconds / 10 - 1);
    await page.keyboard.press('k');
    await expect.poll(playing).toBe(false);

    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await expect.poll(playing).toBe(true);
    await expect.poll(film).toBeGreaterThan(seconds / 2 - 2);
    expect(visit.complaints).toEqual([]);
    await page.close();
  });
});

describe('filtering the library', () => {
  it('shows the films with these words, and says when none has them', async () => {
    const { page } = await kinora.open();
    const field = page.getByRole('searchbox', { name: 'Title, folder or person' });
    await field.fill('blue ada');
    await page.getByRole('heading', { name: 'The Blue Mug' }).waitFor();
    await field.fill('kettle');
    await page.getByRole('heading', { name: 'No film is like that.' }).waitFor();
    await page.getByRole('button', { name: 'Show all films' }).click();
    await page.getByRole('heading', { name: 'The Blue Mug' }).waitFor();
    await page.getByRole('button', { name: 'All films' }).click();
    await page.getByRole('menuitemradio', { name: 'That need you' }).click();
    await page.getByRole('heading', { name: 'No film is like that.' }).waitFor();
    await page.close();
  });
});

describe('a long library', () => {
  it('draws only what is on the screen, and finds its place again after a visit to a film', async () => {
    const { page } = await kinora.open();
    await page.route('**/api/call/library.videos', async (route) => {
      const answer = await route.fetch();
      const { videos } = (await answer.json()) as { videos: { id: number; title: string }[] };
      const many = Array.from({ length: 3000 }, (_, index) => ({
        ...videos[0]!,
        id: index + 1000,
        title: `Film ${index}`,
      }));
      await route.fulfill({ response: answer, json: { videos: many } });
    });
    await page.reload();
    await page.getByRole('heading', { name: 'Film 0' }).waitFor();
    await expect.poll(() => page.locator('main article').count()).toBeLessThan(80);
    await page.locator('main').evaluate((main) => main.scrollTo(0, 40_000));
    const scrolled = () => page.locator('main').evaluate((main) => main.scrollTop);
    await expect.poll(scrolled).toBeGreaterThan(30_000);
    await page.waitForTimeout(300);
    const place = await scrolled();
    await goTo(page, '#/settings');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.goBack();
    await expect.poll(scrolled).toBeCloseTo(place, -1);
    await expect.poll(() => page.locator('main article').count()).toBeLessThan(80);
  });
});

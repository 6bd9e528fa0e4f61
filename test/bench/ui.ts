import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { CDPSession, Page } from 'playwright-core';
import buildRenderer from '../e2e/build-renderer.ts';
import { goTo, Kinora } from '../e2e/kinora.ts';
import { WrittenLibrary } from '../fixtures/written-library.ts';
import type { FigurePrinter } from './figure.ts';
import { fillLibrary } from './made-up-library.ts';

const searchedFilms = 1000;
const scrolledFilms = 10_000;
const times = 5;
/** What is searched for: each another thing, since a page still shows what it found last. */
const sentences = [
  'a dog in the kitchen',
  'a car in the street',
  'somebody at night',
  'a cat on a sofa',
  'water and a horse',
];
const scrollSeconds = 10;
/** Screens that are gone through again and again, and how often before memory is weighed and afterwards. */
const walk = ['#/library', '#/search?q=dog', '#/people', '#/film/1', '#/activity', '#/settings'];
const firstRounds = 10;
const usualRounds = 60;

/**
 * npm run bench -- ui [rounds]
 * The interface in a browser over made-up libraries: how soon it answers, how smoothly it scrolls, what memory it keeps.
 */
export async function benchUi(
  figures: FigurePrinter,
  [rounds = String(usualRounds)]: readonly string[],
): Promise<void> {
  await buildRenderer();
  figures.print('scripts, kB gzipped', await scriptKilobytes(), 'the built interface', '<= 350');
  await inLibrary(
    (library) => fillLibrary(library, searchedFilms),
    async (kinora) => {
      const on = `${searchedFilms} made-up films`;
      figures.print('first interactive, s', await secondsToInteractive(kinora), on, '<= 1');
      const { page } = await kinora.open('#/search');
      const waits = await searchWaits(page);
      figures.print('Enter to first result, p50 ms', waits[waits.length >> 1]!, on, '<= 250');
      figures.print('Enter to first result, most ms', waits.at(-1)!, on);
      const grown = await memoryGrowth(page, Number(rounds));
      figures.print(
        'memory grown by use, %',
        100 * grown,
        `${rounds} rounds of ${walk.length} screens`,
        '<= 10',
      );
    },
  );
  await inLibrary(
    (library) => fillWithTitles(library, scrolledFilms),
    async (kinora) => {
      const { page } = await kinora.open('#/library');
      const frames = await scrolledFrames(page);
      const on = `${scrolledFilms} films, ${scrollSeconds} s of the wheel`;
      figures.print('longest frame while scrolling, ms', frames.at(-1)!, on, '<= 32');
      figures.print('frame while scrolling, p99 ms', frames[Math.floor(0.99 * frames.length)]!, on);
    },
  );
}

async function inLibrary(
  fill: (library: WrittenLibrary) => void,
  measure: (kinora: Kinora) => Promise<void>,
): Promise<void> {
  const library = new WrittenLibrary();
  try {
    fill(library);
    library.release();
    const kinora = await Kinora.start(library.folder);
    try {
      await measure(kinora);
    } finally {
      await kinora.stop();
    }
  } finally {
    library.close();
  }
}

function fillWithTitles(library: WrittenLibrary, films: number): void {
  for (let film = 0; film < films; film++) library.film({ title: `Film ${film}` });
}

async function scriptKilobytes(): Promise<number> {
  const folder = fileURLToPath(new URL('../../dist/renderer/assets', import.meta.url));
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  const sizes = await Promise.all(
    names.map(async (name) => gzipSync(await readFile(join(folder, name))).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

/** From asking for the page to a box that takes a query, beside the library's films; of a second visit, as most are. */
async function secondsToInteractive(kinora: Kinora): Promise<number> {
  const { page } = await kinora.open('#/library');
  const waits: number[] = [];
  for (let visit = 0; visit < times; visit++) {
    await page.goto('about:blank');
    const began = performance.now();
    await page.goto(kinora.newAddress());
    await page.locator('main article').first().waitFor();
    await page.getByRole('combobox').focus();
    waits.push((performance.now() - began) / 1000);
  }
  return waits.toSorted((a, b) => a - b)[times >> 1]!;
}

/** Milliseconds from Enter to the first moment of a query on the page, as the page itself sees them, ascending. */
async function searchWaits(page: Page): Promise<number[]> {
  const waits: number[] = [];
  for (const sentence of sentences) {
    await goTo(page, '#/search');
    await goTo(page, '#/settings');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.waitForLoadState('networkidle');
    const box = page.getByRole('combobox');
    await box.fill(sentence);
    const wait = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let pressed = 0;
          window.addEventListener('keydown', () => (pressed = performance.now()), { capture: true });
          const seen = new MutationObserver(() => {
            if (!document.querySelector('main article')) return;
            seen.disconnect();
            requestAnimationFrame(() => resolve(performance.now() - pressed));
          });
          seen.observe(document.body, { childList: true, subtree: true });
        }),
    );
    await box.press('Enter');
    waits.push(await wait);
  }
  return waits.toSorted((a, b) => a - b);
}

/** Share by which the page's heap is larger after many rounds than after the first ones. */
async function memoryGrowth(page: Page, rounds: number): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await walkAround(page, firstRounds);
  const before = await heapBytes(session);
  await walkAround(page, rounds);
  return (await heapBytes(session)) / before - 1;
}

async function walkAround(page: Page, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const hash of walk) {
      await goTo(page, hash);
      await page.locator('main').first().waitFor();
      await page.waitForLoadState('networkidle');
    }
  }
}

async function heapBytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value;
}

/** Milliseconds of each frame while the wheel turns, ascending. */
async function scrolledFrames(page: Page): Promise<number[]> {
  await page.locator('main article').first().waitFor();
  await page.mouse.move(700, 500);
  const frames = page.evaluate(
    (milliseconds) =>
      new Promise<number[]>((resolve) => {
        const seen: number[] = [];
        const began = performance.now();
        let last = began;
        const next = (now: number): void => {
          seen.push(now - last);
          last = now;
          if (now - began < milliseconds) requestAnimationFrame(next);
          else resolve(seen.slice(1));
        };
        requestAnimationFrame(next);
      }),
    scrollSeconds * 1000,
  );
  const end = performance.now() + scrollSeconds * 1000;
  while (performance.now() < end) {
    await page.mouse.wheel(0, 240);
    await page.waitForTimeout(16);
  }
  return (await frames).toSorted((a, b) => a - b);
}

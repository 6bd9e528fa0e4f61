import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forAxe, inaccessible } from './accessibility.ts';
import { goTo, Kinora, type OpenPage } from './kinora.ts';
import { keepScreenshot } from './screenshot.ts';

let kinora: Kinora;
let visit: OpenPage;
let filmId: number;

beforeAll(async () => {
  kinora = await Kinora.start();
  await kinora.core.call('library.addSampleFilm', {});
  filmId = (await kinora.core.call('library.videos', {})).videos[0]!.id;
  visit = await kinora.open('', forAxe);
});
afterAll(() => kinora.stop());

const area = () => visit.page.getByRole('region', { name: 'Subtitles' });
const messages = () => visit.page.getByRole('region', { name: 'Messages' });
const text = () => area().getByRole('textbox', { name: 'Text' });
const lines = async () => (await kinora.core.call('subtitles.lines', { id: filmId })).lines;

describe('fixing a subtitle', () => {
  it('begins beside the player, with every line and the sound', async () => {
    const { page } = visit;
    await goTo(page, `#/film/${filmId}`);
    await page.getByRole('button', { name: 'Edit subtitles' }).click();
    await area()
      .getByText(/lines? to look at|It is known who says every line/)
      .waitFor();
    await page.getByRole('group', { name: 'Sound around the line' }).waitFor();
    await expect.poll(() => page.locator('.wave path').getAttribute('d')).toMatch(/^M/);
  });

  it('corrects the words in place, and goes on to the next line', async () => {
    const { page } = visit;
    await area()
      .getByRole('button', { name: /Where is my mug/ })
      .click();
    await expect.poll(() => text().evaluate((field) => field === document.activeElement)).toBe(true);
    await text().fill('Where is my blue mug?');
    await page.keyboard.press('Enter');
    await area()
      .getByRole('button', { name: /Where is my blue mug/ })
      .waitFor();
    await expect.poll(() => text().inputValue()).not.toBe('Where is my blue mug?');
    const { moments } = await kinora.core.call('search.run', { query: '"my blue mug"' });
    expect(moments.length).toBe(1);
  });

  it('says who speaks, with face and colour, and leads to the next doubtful line by Tab', async () => {
    const { page } = visit;
    await area()
      .getByRole('button', { name: /Where is my blue mug/ })
      .click();
    const speaker = area().getByRole('combobox', { name: 'Speaker' });
    await speaker.fill('Ada');
    await speaker.press('Enter');
    await area()
      .getByRole('button', { name: /Ada.*Where is my blue mug/s })
      .waitFor();
    await expect.poll(() => area().locator('.line .face img').count()).toBeGreaterThan(0);
    await expect.poll(() => page.locator('.wave path').getAttribute('d')).toMatch(/^M/);
    await keepScreenshot(page, 'subtitles');
    // A line that nobody tells the speaker of, and no voice: it stands where nobody speaks.
    const own = await lines();
    const before = own.length;
    const { end: silent } = own.find(({ end }, at) => (own[at + 1]?.start ?? Infinity) - end > 4)!;
    const timeline = page.getByRole('slider', { name: 'Position' });
    const box = (await timeline.boundingBox())!;
    const seconds = Number(await timeline.getAttribute('aria-valuemax'));
    await timeline.click({ position: { x: (box.width * (silent + 1.5)) / seconds, y: box.height / 2 } });
    await expect
      .poll(async () => Number(await timeline.getAttribute('aria-valuenow')))
      .toBeGreaterThan(silent);
    await area()
      .getByRole('button', { name: /^Add a line here/ })
      .click();
    await expect.poll(() => text().inputValue()).toBe('New line');
    await area()
      .getByRole('button', { name: /Where is my blue mug/ })
      .click();
    await expect.poll(() => text().inputValue()).toBe('Where is my blue mug?');
    await text().focus();
    await page.keyboard.press('Tab');
    await expect.poll(() => text().inputValue()).toBe('New line');
    await expect.poll(() => text().evaluate((field) => field === document.activeElement)).toBe(true);
    await area().getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(async () => (await lines()).length).toBe(before);
  });

  it('splits where the caret is, merges, and takes it back', async () => {
    const { page } = visit;
    const before = (await lines()).length;
    await area()
      .getByRole('button', { name: /Where is my blue mug/ })
      .click();
    await text().focus();
    await text().evaluate((field) => (field as HTMLTextAreaElement).setSelectionRange(8, 8));
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await lines()).length).toBe(before + 1);
    await expect.poll(() => text().inputValue()).toBe('Where is');
    await area().getByRole('button', { name: 'Merge with the next line' }).click();
    await expect.poll(async () => (await lines()).length).toBe(before);
    await area().getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(async () => (await lines()).length).toBe(before + 1);
    await area().getByRole('button', { name: /^Undo/ }).click();
    await expect
      .poll(async () => (await lines()).map((line) => line.text))
      .toContain('Where is my blue mug?');
    // What is on the page has to be what is stored before it is changed again.
    await area()
      .getByRole('button', { name: /Where is my blue mug/ })
      .waitFor();
    await area().getByRole('button', { name: /^Redo/ }).click();
    await expect.poll(async () => (await lines()).length).toBe(before + 1);
    await area().getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(async () => (await lines()).length).toBe(before);
  });

  it('changes the time, by the keyboard alone', async () => {
    const { page } = visit;
    const mine = async () => (await lines()).find((line) => line.text === 'Where is my blue mug?')!;
    const { start } = await mine();
    await area()
      .getByRole('button', { name: /Where is my blue mug/ })
      .click();
    const edge = page
      .getByRole('group', { name: 'Sound around the line' })
      .getByRole('slider', { name: 'Start' });
    await edge.focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => (await mine()).start).toBeLessThan(start);
    expect((await mine()).start).toBeCloseTo(start - 0.04, 1);
  });

  it.each([
    ['End', 'a moment later 👋', 'That is no time. Write it like 1:02.50 or 62.5.'],
    ['End', '0:00.00', 'A line has to end after its start.'],
    ['Start', '', 'That is no time. Write it like 1:02.50 or 62.5.'],
  ])('says why a time is none, and keeps it to be corrected: %s “%s”', async (name, typed, sentence) => {
    const { page } = visit;
    const mine = async () => (await lines()).find((line) => line.text === 'Where is my blue mug?')!;
    const { start, end } = await mine();
    await area()
      .getByRole('button', { name: /Where is my blue mug/ })
      .click();
    const field = area().getByRole('textbox', { name });
    const before = await field.inputValue();
    await field.fill(typed);
    await field.press('Enter');
    await area().getByRole('alert').getByText(sentence).waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.inputValue()).toBe(typed);
    await expect.poll(() => inaccessible(page)).toEqual([]);
    expect(await mine()).toMatchObject({ start, end });
    await field.press('Escape');
    await expect.poll(() => field.inputValue()).toBe(before);
    await area().getByRole('alert').waitFor({ state: 'detached' });
  });

  it('keeps a wrong time in its field when the words of the line are stored', async () => {
    const { page } = visit;
    await area()
      .getByRole('button', { name: /Where is my blue mug/ })
      .click();
    const field = area().getByRole('textbox', { name: 'End' });
    const before = await field.inputValue();
    await field.fill('a moment later');
    await field.press('Enter');
    const trouble = area().getByText('That is no time. Write it like 1:02.50 or 62.5.');
    await trouble.waitFor();
    await text().fill('Where is my green mug?');
    await page.keyboard.press('Shift+Tab');
    await area()
      .getByRole('button', { name: /Where is my green mug/ })
      .waitFor();
    expect(await field.inputValue()).toBe('a moment later');
    await trouble.waitFor();
    await field.fill('');
    await field.press('Escape');
    await expect.poll(() => field.inputValue()).toBe(before);
    await text().fill('Where is my blue mug?');
    await page.keyboard.press('Shift+Tab');
    await expect
      .poll(async () => (await lines()).map((line) => line.text))
      .toContain('Where is my blue mug?');
  });

  it('shows what is hard to read beside the line, and mends it where that is safe', async () => {
    const { page } = visit;
    const [first, second] = await lines();
    const { source } = await kinora.core.call('subtitles.lines', { id: filmId });
    const plain = ({ text, kind, speakers }: typeof first & object) => ({ text, kind, speakers });
    const crowded = { start: first!.start, end: second!.start + 0.4, ...plain(first!) };
    const change = { id: filmId, source, replaced: [first!.id], lines: [crowded] };
    await kinora.core.call('subtitles.correct', change);
    await area().getByRole('button', { name: /Close/ }).click();
    await page.getByRole('button', { name: 'Edit subtitles' }).click();
    await area()
      .getByRole('button', { name: /hard to read$/ })
      .waitFor();
    await area().locator('.line', { hasText: first!.text }).first().click();
    const finding = area().locator('.finding', { hasText: 'Overlaps the next line' });
    await finding.getByRole('button', { name: 'Mend it' }).click();
    await expect.poll(async () => (await lines())[0]!.end).toBeLessThan(second!.start);
    await finding.waitFor({ state: 'detached' });
  });

  it('offers to move lines that lie beside the voices, shows where they would be, and moves them back', async () => {
    const { page } = visit;
    const before = (await lines()).at(-1)!;
    const { source } = await kinora.core.call('subtitles.lines', { id: filmId });
    await kinora.core.call('subtitles.move', { id: filmId, source, shift: 4 });
    await area().getByRole('button', { name: /Close/ }).click();
    await page.getByRole('button', { name: 'Edit subtitles' }).click();
    await area()
      .getByText(/These lines seem [34]\.\d s too late/)
      .waitFor();
    await area().getByRole('button', { name: 'Show where they would lie' }).click();
    await area().locator('.time.moved').first().waitFor();
    await keepScreenshot(page, 'subtitles-moved');
    await area().getByRole('button', { name: 'Move all lines' }).click();
    await expect.poll(async () => Math.abs((await lines()).at(-1)!.start - before.start)).toBeLessThan(0.35);
    await messages().getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await lines()).at(-1)!.start).toBeCloseTo(before.start + 4, 2);
    await kinora.core.call('subtitles.move', { id: filmId, source, shift: -4 });
  });

  it('gives a copy of the film a track of subtitles', async () => {
    const { page } = visit;
    await area().getByRole('button', { name: 'Export subtitles' }).click();
    await page.getByRole('menuitem', { name: /A copy of the film with a track/ }).click();
    await messages().getByRole('link', { name: 'Save the film' }).waitFor();
    await messages().getByRole('button', { name: 'Dismiss' }).first().click();
  });

  it('exports what was corrected, with names as they are wanted', async () => {
    const { page } = visit;
    await area().getByRole('button', { name: 'Export subtitles' }).click();
    await page.getByRole('menuitemradio', { name: 'A name before every line' }).click();
    await page.getByRole('menuitem', { name: /\.srt/ }).click();
    const link = messages().getByRole('link', { name: 'Save the subtitles' });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const path = join(kinora.folder, 'saved.srt');
    await download.saveAs(path);
    expect(await readFile(path, 'utf8')).toContain('ADA: Where is my blue mug?');
    const report = await kinora.core.call('subtitles.lint', { path });
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});

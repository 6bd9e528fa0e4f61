import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChatServer } from '../fixtures/chat-server.ts';
import { forAxe, inaccessible } from './accessibility.ts';
import { fitsItsWidth, goTo, Kinora, type OpenPage } from './kinora.ts';
import { keepScreenshot } from './screenshot.ts';

let kinora: Kinora;
let visit: OpenPage;

beforeAll(async () => {
  kinora = await Kinora.start();
  await kinora.core.call('library.addSampleFilm', {});
  visit = await kinora.open('#/talk', forAxe);
});
afterAll(() => kinora.stop());

const field = () => visit.page.getByRole('textbox', { name: 'Say something about your films' });
const turns = () => visit.page.getByRole('list', { name: 'What was said' }).locator(':scope > li');
const latest = () => turns().last();
const chips = () => latest().getByRole('list', { name: 'Understood as' });
const remembered = () => visit.page.getByRole('region', { name: 'What it remembers' });
const hash = () => visit.page.evaluate(() => decodeURIComponent(location.hash));

/** Says something and waits until the page shows it as the turn at `place`, 1, 2, ... */
async function say(text: string, place: number): Promise<void> {
  await field().fill(text);
  await field().press('Enter');
  await expect.poll(() => turns().count()).toBe(place);
  await latest().getByText(text, { exact: true }).waitFor();
}

/** Addresses of the calls that say a turn. */
const turnCalls = '**/api/call/conversation.turn';

describe('a conversation', () => {
  it('is taught by turns about the library’s own people, and begins with one of them', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: /^when is .+ on screen\?$/ }).waitFor();
    await page.getByRole('button', { name: /^the film with Ada$/ }).click();
    await chips().getByText('Ada', { exact: true }).waitFor();
    await expect.poll(hash).toBe('#/talk/the film with Ada');
    await latest()
      .getByText(/Ada on screen: “The Blue Mug”/)
      .waitFor();
  });

  it('goes on from what was said, and shows how each turn was understood', async () => {
    const { page } = visit;
    await say('who else is there?', 2);
    await say('when are Ada and Bo together?', 3);
    await chips().getByText('Bo', { exact: true }).waitFor();
    await say('only at night', 4);
    await chips().getByText('light night', { exact: true }).waitFor();
    await say('how many times is Ada there?', 5);
    await latest()
      .getByText(/^\d+ times, in 1 film\.$/)
      .waitFor();
    await remembered().getByRole('button', { name: 'Forget who: Ada' }).waitFor();
    await page.locator('main article img').first().waitFor();
    await expect.poll(() => inaccessible(page)).toEqual([]);
    // The turn before is seen too.
    await page.locator('main').evaluate((main) => main.scrollBy({ top: -315, behavior: 'instant' }));
    await keepScreenshot(page, 'conversation');
  });

  it('takes back a turn, whichever it is, and says the others again', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Take back “who else is there?”' }).click();
    await expect.poll(() => turns().count()).toBe(4);
    await expect.poll(() => page.getByText('who else is there?', { exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Take back “how many times is Ada there?”' }).click();
    await expect.poll(() => turns().count()).toBe(3);
  });

  it('looks again without a chip that is removed', async () => {
    await chips().getByRole('button', { name: 'Remove light night' }).click();
    await latest().getByText('Changed by hand').waitFor();
    await expect.poll(() => chips().getByText('light night', { exact: true }).count()).toBe(0);
  });

  it('forgets whom a pronoun may mean', async () => {
    const button = remembered().getByRole('button', { name: /may mean Bo$/ });
    await button.click();
    await expect.poll(() => button.count()).toBe(0);
  });

  it('brings back what was said last by the up arrow', async () => {
    await field().press('ArrowUp');
    await expect.poll(() => field().inputValue()).toBe('only at night');
    await field().fill('');
  });

  it('is there again after a reload, and can be forgotten', async () => {
    const { page } = visit;
    await page.reload();
    await expect.poll(() => turns().count()).toBe(5);
    const list = page.getByRole('region', { name: 'Conversations' });
    await list.getByRole('button', { name: /^Forget .*the film with Ada/ }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Forget' }).click();
    await list.getByText('None yet.').waitFor();
    await expect.poll(hash).toBe('#/talk');
  });

  it('goes on from a search', async () => {
    const { page } = visit;
    await goTo(page, '#/search?q=%40Ada');
    await page.getByRole('button', { name: 'Go on in a conversation' }).click();
    await chips().getByText('Ada', { exact: true }).waitFor();
    await expect.poll(hash).toBe('#/talk/@Ada');
  });

  it('asks where a turn can be meant in two ways, and takes the answer for what was meant', async () => {
    await say('show me scenes with Bo or Ada', 2);
    await say('what does she say?', 3);
    const question = latest().getByRole('group', { name: 'Whom do you mean?' });
    await question.getByRole('button', { name: 'Ada' }).click();
    await chips().getByRole('button', { name: 'Ask about what is shown' }).waitFor();
    await expect.poll(() => turns().count()).toBe(3);
    await expect.poll(() => question.count()).toBe(0);
  });
});

describe('a turn that is not answered', () => {
  it('is in the field again when it is stopped', async () => {
    const { page } = visit;
    await goTo(page, '#/talk/@Ada');
    await page.route(turnCalls, () => undefined);
    await field().fill('only at night');
    await field().press('Enter');
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await field().press('Escape');
    await expect.poll(() => field().inputValue()).toBe('only at night');
    await page.unroute(turnCalls);
  });

  it('is said again once the core can be reached', async () => {
    const { page } = visit;
    await page.route(turnCalls, (route) => route.abort());
    await field().press('Enter');
    await page.getByText('Kinora’s core does not answer.').waitFor();
    await expect.poll(() => field().inputValue()).toBe('only at night');
    await page.unroute(turnCalls);
    await page.locator('main').getByRole('button', { name: 'Try again' }).click();
    await chips().getByText('light night', { exact: true }).waitFor();
    await expect.poll(() => field().inputValue()).toBe('');
  });
});

describe('a turn that was meant another way', () => {
  it('leaves on the page what the core still knows, when it cannot be said again', async () => {
    const { page } = visit;
    const before = await turns().count();
    await page.route(turnCalls, (route) => route.abort());
    await chips().getByRole('button', { name: 'Narrow the results' }).click();
    await page.getByRole('menuitemradio', { name: 'Find moments' }).click();
    await expect.poll(() => turns().count()).toBe(before - 1);
    await expect.poll(() => field().inputValue()).toBe('only at night');
    await page.unroute(turnCalls);
  });
});

describe('a question to a film', () => {
  it('is answered with lines that play', async () => {
    const { page } = visit;
    await goTo(page, '#/film/1');
    await page.getByRole('textbox', { name: 'Ask this film' }).fill('does anybody mention the mug?');
    await page.keyboard.press('Enter');
    const asked = page.getByRole('region', { name: 'Ask this film' });
    await asked.getByText(/^Yes: The Blue Mug/).waitFor();
    await asked.getByRole('button', { name: /We are looking for a mug/ }).click();
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 67.8);
  });

  it('shows the pictures that the answer was sought in', async () => {
    const { page } = visit;
    await page.getByText(/^Sought in \d+ pictures and \d+ lines$/).click();
    await page
      .getByRole('button', { name: /^Play from 0:/ })
      .first()
      .waitFor();
    await expect.poll(() => fitsItsWidth(page)).toBe(true);
    await expect.poll(() => inaccessible(page)).toEqual([]);
  });

  it('says when the film does not show it', async () => {
    const { page } = visit;
    await page.getByRole('textbox', { name: 'Ask this film' }).fill('is there an elephant?');
    await page.keyboard.press('Enter');
    await page.getByText('The film does not show it.').waitFor();
  });

  it('is answered a second time from its pictures, by a model that was chosen to see them', async () => {
    const { page } = visit;
    const server = await ChatServer.start();
    server.script = () => ({ sentences: [{ text: 'A mug stands on a table.', evidence: ['f1', 'l1'] }] });
    await kinora.core.call('languageModel.use', {
      ...{ address: server.address, model: 'sees', purpose: 'pictures' },
    });
    try {
      await goTo(page, '#/talk');
      await goTo(page, '#/film/1');
      await page.getByText(`Pictures and lines of this film are sent to ${server.address} (sees).`).waitFor();
      await page.getByRole('textbox', { name: 'Ask this film' }).fill('does anybody mention the mug?');
      await page.keyboard.press('Enter');
      const asked = page.getByRole('region', { name: 'Ask this film' });
      await asked.getByText(/^Yes: The Blue Mug/).waitFor();
      await asked.getByRole('heading', { name: 'What sees sees in the pictures' }).waitFor();
      await asked.getByText('A mug stands on a table.').waitFor();
      await expect.poll(() => inaccessible(page)).toEqual([]);
      const pictures = server.calls[0]!.messages[1]!.parts.flatMap((part) => part.image_url?.url ?? []);
      expect(pictures.length).toBeGreaterThan(0);
      expect(pictures.every((url) => url.startsWith('data:image/jpeg;base64,/9j/'))).toBe(true);
    } finally {
      await kinora.core.call('languageModel.stop', { purpose: 'pictures' });
      await server.stop();
    }
  });
});

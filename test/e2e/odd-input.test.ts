import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tidyName } from '../../src-main/domain/person-name.ts';
import { goTo, Kinora, type OpenPage } from './kinora.ts';
import { blanks, expectSound, oddTexts, taken } from './odd-texts.ts';
import { layShortFilm, makeShortFilm } from './short-film.ts';

// What nobody should write into a field: it is taken, or refused in a sentence and kept.

let kinora: Kinora;
let visit: OpenPage;
let filmId: number;
let personId: number;
let collectionId: number;

beforeAll(async () => {
  kinora = await Kinora.start();
  const made = await makeShortFilm();
  const folder = join(kinora.folder, 'films');
  await layShortFilm(folder, made.film, made.subtitles);
  await call('library.index', { paths: [folder] });
  filmId = (await call('library.videos', {})).videos[0]!.id;
  const { groups } = await call('people.unnamed', {});
  personId = (await call('people.name', { group: groups[0]!.id, name: 'Ada' })).person.id;
  const added = await call('collections.add', { name: 'Mugs', momentIds: [`m${filmId}-20-40`] });
  collectionId = added.collection.id;
  visit = await kinora.open();
});
afterAll(() => kinora.stop());

const messages = () => visit.page.getByRole('region', { name: 'Messages' });
const call = ((...given) => kinora.core.call(...given)) as Kinora['core']['call'];
const moments = async () => (await call('collections.show', { id: collectionId })).moments;
const conversations = async () => (await call('conversation.list', {})).conversations;
const stranger = async () => (await call('people.list', {})).people.find(({ id }) => id !== personId);
const otherCollection = async () =>
  (await call('collections.list', {})).collections.find(({ id }) => id !== collectionId);
const firstLine = async () => (await call('subtitles.lines', { id: filmId })).lines[0]!;

/** A field whose text the library keeps. */
interface KeptField {
  readonly name: string;
  /** Brings it onto the page. */
  open(): Promise<Locator>;
  /** What the library has of it now. */
  kept(): Promise<string | undefined>;
  /** What it is to have of a text. */
  wanted(text: string): string;
  /** Takes it away again, where the next text does not take its place. */
  forget?(): Promise<unknown>;
}

const dialog = () => visit.page.getByRole('dialog');

async function dismissMessages(): Promise<void> {
  const buttons = messages().getByRole('button', { name: 'Dismiss' });
  while ((await buttons.count()) > 0) await buttons.first().click();
}

const named = (text: string): string => tidyName(taken(text, 200));

async function renaming(hash: string, button: () => Promise<void>): Promise<Locator> {
  await goTo(visit.page, hash);
  await button();
  return dialog().getByRole('textbox', { name: 'Name' });
}

async function line(): Promise<void> {
  const { page } = visit;
  // The film anew, without the line that may be open in it.
  await goTo(page, '#/library');
  await goTo(page, `#/film/${filmId}`);
  await page.getByRole('button', { name: 'Edit subtitles' }).click();
  await page.getByRole('region', { name: 'Subtitles' }).locator('.list button').first().click();
}

const keptFields: KeptField[] = [
  {
    name: 'the name of somebody who has none',
    open: async () => {
      const { page } = visit;
      await goTo(page, '#/people');
      await page.getByRole('button', { name: 'Give a name: Unnamed person 1' }).click();
      return page.getByRole('region', { name: 'Who is this?' }).getByRole('combobox', { name: 'Name' });
    },
    kept: async () => (await stranger())?.name,
    wanted: named,
    forget: () => call('people.undo', {}),
  },
  {
    name: 'the name of a voice',
    open: async () => {
      const { page } = visit;
      await goTo(page, '#/people');
      const voices = page.getByRole('region', { name: 'Whose voice is this?' });
      await voices.getByRole('button', { name: 'Give a name' }).first().click();
      return dialog().getByRole('combobox', { name: 'Name' });
    },
    kept: async () => (await stranger())?.name,
    wanted: named,
    forget: () => call('voices.undo', {}),
  },
  {
    name: 'whoever says one line',
    open: async () => {
      const { page } = visit;
      await goTo(page, '#/library');
      await goTo(page, `#/film/${filmId}`);
      const dialogue = page.getByRole('group', { name: 'Dialogue' });
      await dialogue.getByRole('button', { name: 'says this: what else?' }).first().click();
      await page.getByRole('menuitem', { name: 'Somebody else says this line' }).click();
      return dialog().getByRole('combobox', { name: 'Name' });
    },
    kept: async () => (await stranger())?.name,
    wanted: named,
    forget: () => call('voices.undo', {}),
  },
  {
    name: 'the name of a person',
    open: () =>
      renaming(`#/people/${personId}`, () =>
        visit.page.locator('main').getByRole('button', { name: 'Rename' }).click(),
      ),
    kept: async () => (await call('people.list', {})).people.find(({ id }) => id === personId)?.name,
    wanted: named,
  },
  {
    name: 'the name of a collection',
    open: () =>
      renaming('#/collections', async () => {
        const link = visit.page.locator(`a[href="#/collections/${collectionId}"]`);
        await visit.page.locator('.tile', { has: link }).getByRole('button').click();
        await visit.page.getByRole('menuitem', { name: 'Rename' }).click();
      }),
    kept: async () => (await call('collections.show', { id: collectionId })).collection.name,
    wanted: named,
    // A new one of the same name would be this one.
    forget: () => call('collections.rename', { id: collectionId, name: 'Mugs' }),
  },
  {
    name: 'the note of a moment',
    open: async () => {
      await goTo(visit.page, `#/collections/${collectionId}`);
      return visit.page.getByRole('textbox', { name: 'Note' });
    },
    kept: async () => (await moments())[0]!.note,
    wanted: (text) => taken(text, 2000),
  },
  {
    name: 'the text of a line',
    open: async () => {
      await line();
      return visit.page.getByRole('textbox', { name: 'Text' });
    },
    kept: async () => (await firstLine()).text,
    wanted: (text) => taken(text, 2000),
    forget: () => call('subtitles.undo', { id: filmId }),
  },
  {
    name: 'the speaker of a line',
    open: async () => {
      await line();
      return visit.page.getByRole('region', { name: 'Subtitles' }).getByRole('combobox', { name: 'Speaker' });
    },
    kept: async () => (await firstLine()).speakers.map(({ name }) => name).join(' & '),
    wanted: named,
    forget: () => call('subtitles.undo', { id: filmId }),
  },
  {
    name: 'a new collection',
    open: async () => {
      const { page } = visit;
      await goTo(page, `#/film/${filmId}?t=2&end=4`);
      await page.getByRole('button', { name: 'Add what is marked to a collection' }).click();
      await page.getByRole('menuitem', { name: 'New collection' }).click();
      return dialog().getByRole('textbox', { name: 'Name' });
    },
    kept: async () => (await otherCollection())?.name,
    wanted: named,
    forget: async () => call('collections.delete', { id: (await otherCollection())!.id }),
  },
  {
    name: 'the search box',
    open: () => Promise.resolve(visit.page.getByRole('combobox', { name: 'Find a moment' })),
    kept: async () => (await call('search.list', {})).recent[0],
    wanted: (text) => taken(text, 10_000),
  },
  {
    name: 'a turn of a conversation',
    open: async () => {
      await goTo(visit.page, '#/talk');
      return visit.page.getByRole('textbox', { name: 'Say something about your films' });
    },
    kept: async () => {
      const [latest] = await conversations();
      if (!latest) return undefined;
      return (await call('conversation.state', { session: latest.name })).turns.at(-1)?.text;
    },
    wanted: (text) => taken(text, 50_000),
    forget: async () => call('conversation.forget', { session: (await conversations())[0]!.name }),
  },
];

/** A field in which a text stays that is refused, or only looked for. */
interface HeldField {
  readonly name: string;
  open(): Promise<Locator>;
  send(field: Locator): Promise<void>;
  /** What says what came of it. */
  told(): Locator;
  /** So many characters go into it. */
  readonly longest: number;
}

const settings = (field: string) => async () => {
  await goTo(visit.page, '#/settings');
  return visit.page.getByLabel(field, { exact: true });
};
const problem = () => visit.page.locator('.notice.bad, [role="dialog"] [role="alert"] p, .note').first();
const enter = (field: Locator) => field.press('Enter');

const heldFields: HeldField[] = [
  {
    name: 'the path of a folder to add',
    open: async () => {
      await goTo(visit.page, '#/library');
      await visit.page.getByRole('button', { name: 'Add films' }).click();
      return dialog().getByLabel('Folder or film on this machine');
    },
    send: enter,
    told: problem,
    longest: 20_000,
  },
  {
    name: 'the name of a person without pictures',
    open: async () => {
      await goTo(visit.page, '#/people');
      await visit.page.getByRole('button', { name: 'Enrol a person' }).click();
      return dialog().getByLabel('Name');
    },
    send: enter,
    told: problem,
    longest: 200,
  },
  {
    name: 'the name of a thing without pictures',
    open: async () => {
      await goTo(visit.page, '#/concepts');
      await visit.page.getByRole('button', { name: 'Enrol a pet, an object or a place' }).click();
      return dialog().getByLabel('Name');
    },
    send: enter,
    told: problem,
    longest: 200,
  },
  {
    name: 'the library’s filter',
    open: async () => {
      await goTo(visit.page, '#/library');
      return visit.page.getByRole('searchbox', { name: 'Title, folder or person' });
    },
    send: enter,
    // A film with somebody of that name in it stays.
    told: () => visit.page.getByText(/^No film is like that\.|^1 film, /),
    longest: 20_000,
  },
  {
    name: 'the address of a language model',
    open: settings('Address'),
    send: enter,
    told: problem,
    longest: 20_000,
  },
  {
    name: 'the name of a language model',
    open: settings('Model'),
    send: enter,
    told: problem,
    longest: 20_000,
  },
  {
    name: 'the address of a model that takes pictures',
    open: settings('Address for pictures'),
    send: enter,
    told: problem,
    longest: 20_000,
  },
  {
    name: 'the name of a model that takes pictures',
    open: settings('Model for pictures'),
    send: enter,
    told: problem,
    longest: 20_000,
  },
  {
    name: 'the path of models to import',
    open: settings('Import without a network'),
    send: enter,
    told: problem,
    longest: 20_000,
  },
  {
    name: 'a question to a film',
    open: async () => {
      await goTo(visit.page, `#/film/${filmId}`);
      return visit.page.getByRole('region', { name: 'Ask this film' }).getByRole('textbox');
    },
    send: enter,
    told: () => visit.page.locator('.ask .answer, .ask .note').first(),
    longest: 50_000,
  },
];

describe.each(Object.entries(oddTexts))('%s', (_name, text) => {
  it.each(keptFields)('is taken by $name', async ({ open, kept, wanted, forget }) => {
    const field = await open();
    await field.fill(text);
    await field.press('Enter');
    await expect.poll(kept).toBe(wanted(text));
    await expectSound(visit);
    if (forget) {
      await forget();
      await expect.poll(kept).not.toBe(wanted(text));
    }
  });

  it.each(heldFields)('stays in the field of $name', async ({ open, send, told, longest }) => {
    const { page } = visit;
    const field = await open();
    await field.fill(text);
    await send(field);
    await told().waitFor();
    await expectSound(visit);
    // What was refused by a message after its dialog has closed is there again.
    const again = (await field.isVisible()) ? field : await open();
    await expect.poll(() => again.inputValue()).toBe(text.slice(0, longest));
    await again.fill('');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await dismissMessages();
  });
});

describe('what is refused', () => {
  it('stays in the patterns of files', async () => {
    const { page } = visit;
    const text = oddTexts['ten thousand characters'];
    await goTo(page, '#/settings');
    await page.getByText('Which files', { exact: true }).click();
    await page.getByLabel('Only these').fill(text);
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await messages().getByText('A pattern can be 500 characters long at most.').waitFor();
    await expect.poll(() => page.getByLabel('Only these').inputValue()).toBe(text);
    await expectSound(visit);
    await dismissMessages();
  });

  it('stays in the dialog that gives another name', async () => {
    const { collection } = await call('collections.add', { name: 'Taken', momentIds: [`m${filmId}-40-60`] });
    const { open } = keptFields.find(({ name }) => name === 'the name of a collection')!;
    const field = await open();
    await field.fill('Taken');
    await field.press('Enter');
    await messages().getByText('There is already a collection called “Taken”.').waitFor();
    const again = await open();
    await expect.poll(() => again.inputValue()).toBe('Taken');
    // And what is typed stays when the collections are read anew.
    await again.fill('Taken too');
    await call('collections.delete', { id: collection.id });
    await visit.page.locator(`a[href="#/collections/${collection.id}"]`).waitFor({ state: 'detached' });
    await expect.poll(() => again.inputValue()).toBe('Taken too');
    await visit.page.keyboard.press('Escape');
    await dismissMessages();
  });
});

describe('blanks alone', () => {
  it('are no name, no text and no turn', async () => {
    const fields = keptFields.filter(({ name }) => name !== 'the note of a moment');
    const before = await Promise.all(fields.map(({ kept }) => kept()));
    for (const { open } of fields) {
      const field = await open();
      await field.fill(blanks);
      await field.press('Enter');
      await expectSound(visit);
      await visit.page.keyboard.press('Escape');
      await dialog().waitFor({ state: 'detached' });
    }
    expect(await Promise.all(fields.map(({ kept }) => kept()))).toEqual(before);
    await expect.poll(() => visit.page.locator('.notice.bad').count()).toBe(0);
  });
});

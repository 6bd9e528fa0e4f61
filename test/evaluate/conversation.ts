import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { conversationLibrary } from '../../src-main/api/conversation-library.ts';
import { converse } from '../../src-main/conversation/converse.ts';
import type { LibraryView } from '../../src-main/conversation/library-view.ts';
import { intents } from '../../src-main/conversation/intent.ts';
import { afterTurn, emptyState } from '../../src-main/conversation/state.ts';
import { NearestIntent } from '../../src-main/conversation/understanding/nearest-intent.ts';
import {
  exampleNames,
  parseParaphrases,
  shippedParaphrases,
} from '../../src-main/conversation/understanding/paraphrases.ts';
import type { SpokenLanguage } from '../../src-main/domain/spoken-language.ts';
import { ConceptWords } from '../../src-main/models/concept-bank/concept-words.ts';
import { bootstrapIntervals } from '../../src-main/evaluation/bootstrap.ts';
import { MomentSearch } from '../../src-main/search/moment-search.ts';
import { openForReading } from '../../src-main/store/library-database.ts';
import { LibraryReader } from '../../src-main/store/library-reader.ts';
import type { FigurePrinter } from '../bench/figure.ts';
import { hits, scriptedDialogues, type Dialogue } from './conversation/dialogues.ts';
import { indexedCorpus } from './retrieval/indexed-corpus.ts';

const bounds: Readonly<Record<SpokenLanguage, string>> = { en: '>= 0.95', zh: '>= 0.92' };
const languageNames: Readonly<Record<SpokenLanguage, string>> = { en: 'English', zh: 'Chinese' };
/** What the turns of a dialogue must reach, in percent. */
const turnBounds = ['>= 75', '>= 70', '>= 65', '>= 60'];
const mostTurns = 8;
/** From so many films on the bounds hold. */
const allFilms = 40;
/** Films of the corpus of retrieval, of one half of which is spoken. */
const filmCount = 18;
const corpusFolder = fileURLToPath(new URL('../../.cache/retrieval/', import.meta.url));

/** How well turns of a conversation are understood, alone and one after the other with errors carried over. */
export async function evaluateConversation(
  figures: FigurePrinter,
  {
    films = String(filmCount),
    half = 'report',
  }: { readonly films?: string | undefined; readonly half?: string | undefined },
): Promise<void> {
  const nearest = new NearestIntent(shippedParaphrases());
  printIntents(figures, nearest);
  printCrossValidation(figures);
  await printDialogues(figures, nearest, Number(films), half);
}

/** On sentences that no table of paraphrases holds. */
function printIntents(figures: FigurePrinter, nearest: NearestIntent): void {
  for (const [language, file] of [
    ['en', 'held-out-english.txt'],
    ['zh', 'held-out-chinese.txt'],
  ] as const) {
    const heldOut = parseParaphrases(
      readFileSync(new URL(`./conversation/${file}`, import.meta.url), 'utf8'),
    );
    const on = `${heldOut.length} sentences of ${intents.length} intents, out of context`;
    const right = heldOut.filter(
      ({ intent, text }) => nearest.rank(text, exampleNames)[0]!.intent === intent,
    );
    const accuracy = right.length / heldOut.length;
    figures.print(`intent accuracy, ${languageNames[language]}`, accuracy, on, bounds[language]);
  }
}

/** Each seventh of the table told by the others: harder, since many of its sentences are the only ones with their words. */
function printCrossValidation(figures: FigurePrinter): void {
  const folds = 7;
  const all = shippedParaphrases();
  const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);
  const told = Array.from({ length: folds }, (_, fold) => {
    const rest = new NearestIntent(all.filter((_one, at) => at % folds !== fold));
    return all
      .filter((_one, at) => at % folds === fold)
      .map(({ text, intent }) => ({ text, isRight: rest.rank(text, exampleNames)[0]!.intent === intent }));
  }).flat();
  for (const language of ['en', 'zh'] as const) {
    const own = told.filter(({ text }) => isChinese(text) === (language === 'zh'));
    const right = own.filter(({ isRight }) => isRight).length / own.length;
    figures.print(
      `intent accuracy, ${languageNames[language]}`,
      right,
      `${folds}-fold over the table itself`,
    );
  }
}

async function printDialogues(
  figures: FigurePrinter,
  nearest: NearestIntent,
  count: number,
  half: string,
): Promise<void> {
  const { libraryFolder, films } = await indexedCorpus(count, corpusFolder);
  const reader = new LibraryReader(openForReading(libraryFolder));
  try {
    const search = new MomentSearch(reader, new ConceptWords());
    await search.warm();
    const dialogues = scriptedDialogues(
      films.filter((film) => film.half === half),
      films,
    );
    const on = `${dialogues.length} dialogues about the ${half} half of ${count} generated films, errors carried over`;
    const told: ToldTurn[][] = [];
    const paths = new Set(films.map(({ path }) => path));
    const spokenOf = reader.videos.all().flatMap(({ id, path }) => (paths.has(path) ? [id] : []));
    for (const dialogue of dialogues)
      told.push(await carriedOut(dialogue, reader, search, nearest, spokenOf));
    printTurns(figures, told, on, count >= allFilms);
    const times = told
      .flat()
      .map(({ ms }) => ms)
      .toSorted((a, b) => a - b);
    figures.print('ms a turn, p95', times[Math.floor(0.95 * times.length)] ?? 0, on);
  } finally {
    reader.close();
  }
}

interface ToldTurn {
  readonly intent: boolean;
  /** Whether the moment is a right one at all, and at an IoU of 0.5; null for turns that find nothing. */
  readonly any: boolean | null;
  readonly half: boolean | null;
  readonly ms: number;
}

/** What is told of the turns at each place of the dialogues, and what it must reach. */
const measures = [
  { name: 'intent right', of: ({ intent }: ToldTurn) => intent, must: () => undefined },
  { name: 'R@1', of: ({ any }: ToldTurn) => any, must: (place: number) => turnBounds[place] },
  {
    name: 'R@1 IoU 0.5',
    of: ({ half }: ToldTurn) => half,
    must: (place: number) => (place < turnBounds.length ? '>= 60' : undefined),
  },
] as const;

/** Of few films only falls count. */
function printTurns(figures: FigurePrinter, told: readonly ToldTurn[][], on: string, isBound: boolean): void {
  const cells = Array.from({ length: mostTurns }, (_, place) =>
    measures.map(({ name, of, must }) => ({
      name: `turn ${place + 1}, ${name}`,
      must: isBound ? must(place) : undefined,
      /** By dialogue; null where it has no such turn, or one that finds nothing. */
      isRight: told.map((turns) => (turns[place] ? of(turns[place]) : null)),
    })),
  )
    .flat()
    .filter(({ isRight }) => isRight.some((one) => one !== null));
  const percents = (times: (dialogue: number) => number): number[] =>
    cells.map(({ isRight }) => {
      let [right, all] = [0, 0];
      isRight.forEach((one, dialogue) => {
        if (one === null) return;
        all += times(dialogue);
        if (one) right += times(dialogue);
      });
      return (100 * right) / all;
    });
  const names = cells.map(({ name }) => name);
  const intervals = bootstrapIntervals(names, told.length, (drawn) => percents((at) => drawn[at]!));
  for (const [at, value] of percents(() => 1).entries()) {
    const { name, must } = cells[at]!;
    const interval = intervals.find(({ metric }) => metric === name);
    figures.print(name, value, on, must, interval ? [interval.low, interval.high] : undefined);
  }
}

/** @param films the only ones that are searched: the library may hold more, of another run */
async function carriedOut(
  { turns }: Dialogue,
  reader: LibraryReader,
  search: MomentSearch,
  nearest: NearestIntent,
  films: readonly number[],
): Promise<ToldTurn[]> {
  let state = emptyState;
  const told: ToldTurn[] = [];
  for (const scripted of turns) {
    const began = performance.now();
    const library = among(films, conversationLibrary({ reader, search }));
    const turn = await converse(scripted.text, state, library, nearest);
    const ms = performance.now() - began;
    state = afterTurn(state, turn);
    const first = turn.question === null ? turn.moments[turn.chosen ?? 0] : undefined;
    const path = first && reader.videos.byId(first.videoId)?.path;
    const found = first && path !== undefined ? { ...first, path } : null;
    const hit = scripted.truth === null ? { any: null, half: null } : hits(scripted, found);
    told.push({ intent: turn.intent === scripted.intent, ...hit, ms });
  }
  return told;
}

function among(films: readonly number[], library: LibraryView): LibraryView {
  return {
    ...library,
    films: () => library.films().filter(({ id }) => films.includes(id)),
    search: (parts, chosen, limit, signal) => library.search(parts, chosen ?? films, limit, signal),
  };
}

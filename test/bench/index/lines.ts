import { seededRandom, type Random } from '../../../src-main/domain/random.ts';
import {
  linesWithAll,
  linesWithSome,
  phraseClause,
  wordsClause,
} from '../../../src-main/search/dialogue-search.ts';
import { quotedForSearch } from '../../../src-main/store/dialogue-queries.ts';
import type { LibraryReader } from '../../../src-main/store/library-reader.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';
import type { FigurePrinter } from '../figure.ts';
import { quantile } from '../quantile.ts';
import { madeUpLine, tellingWord } from './made-up-lines.ts';

const linesPerFilm = 1500;
const askedOfEach = 40;
const warming = 10;
const best = 100;
const wanted = '<= 30';

/**
 * How long the lines take that answer a query, in a library of very many: words come as often as Zipf says, and queries ask
 * for words as often as they are said.
 */
export async function benchLines(
  figures: FigurePrinter,
  films: number,
  seeds: { readonly vectors: number; readonly queries: number },
): Promise<void> {
  const on = `${films * linesPerFilm} lines, seed ${seeds.vectors}`;
  const library = new WrittenLibrary();
  try {
    const random = seededRandom(seeds.vectors);
    const began = performance.now();
    for (let film = 0; film < films; film++) {
      const cues = Array.from({ length: linesPerFilm }, (_, at) => ({
        start: at,
        end: at + 1,
        text: madeUpLine(random).join(' '),
      }));
      library.film({ duration: linesPerFilm, cues });
    }
    figures.print('lines written a second', (films * linesPerFilm * 1000) / (performance.now() - began), on);
    for (const [kind, ask] of Object.entries(kinds)) {
      const asking = seededRandom(seeds.queries);
      const times: number[] = [];
      for (let at = 0; at < warming + askedOfEach; at++) {
        const query = ask(asking, lineIn(library.reader, asking));
        const started = performance.now();
        query(library.reader);
        if (at >= warming) times.push(performance.now() - started);
      }
      figures.print(`${kind}, p50 ms`, quantile(times, 0.5), on);
      figures.print(`${kind}, p95 ms`, quantile(times, 0.95), on, wanted);
    }
  } finally {
    library.close();
  }
}

type Query = (reader: LibraryReader) => unknown;

const ranked =
  (expression: string): Query =>
  (reader) =>
    reader.dialogue.bestMatching(expression, best);

/** Of each kind the next query; `line` holds the words of some line. */
const kinds: Readonly<Record<string, (random: Random, line: readonly string[]) => Query>> = {
  'a word': (random) => ranked(quotedForSearch([tellingWord(random)])),
  'a phrase': (random, line) => {
    const words = line.slice(0, random.whole(2, 3));
    return (reader) => reader.dialogue.holdingPhrase(words, best);
  },
  'the beginning of a word': (random) => ranked(`${tellingWord(random).slice(0, 4)}*`),
  'two words, both': (random) => ranked(`${tellingWord(random)} AND ${tellingWord(random)}`),
  'two words, either': (random) => ranked(`${tellingWord(random)} OR ${tellingWord(random)}`),
  'a phrase, as searches ask': (random, line) => {
    const clause = phraseClause(line.slice(0, random.whole(2, 3)).join(' '))!;
    return (reader) => linesWithAll(reader, clause, null);
  },
  'two words, as searches ask': (random) => {
    const clause = wordsClause(`${tellingWord(random)} ${tellingWord(random)}`, true)!;
    return (reader) => [linesWithAll(reader, clause, null), linesWithSome(reader, clause, null)];
  },
};

function lineIn(reader: LibraryReader, random: Random): string[] {
  const film = random.pick(reader.videos.all());
  return random.pick(reader.cues.byVideo(film.id)).text.split(' ');
}

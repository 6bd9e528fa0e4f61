import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { protocols } from '../../src-main/evaluation/retrieval/annotations.ts';
import { scoreRetrieval, type RetrievalMetric } from '../../src-main/evaluation/retrieval/score.ts';
import { ConceptWords } from '../../src-main/models/concept-bank/concept-words.ts';
import { MomentSearch } from '../../src-main/search/moment-search.ts';
import { noHeads } from '../../src-main/search/learned-heads.ts';
import { openForReading } from '../../src-main/store/library-database.ts';
import { LibraryReader } from '../../src-main/store/library-reader.ts';
import type { FigurePrinter } from '../bench/figure.ts';
import {
  answeredQuery,
  askCorpus,
  momentsThatLackSomebody,
  precisionOfSure,
  type CorpusAnswer,
} from './retrieval/ask-corpus.ts';
import { calibrationError, fittedCurves } from './retrieval/calibration.ts';
import { corpusQueries, queryKinds } from './retrieval/corpus-queries.ts';
import { evaluateDataSet } from './retrieval/data-set.ts';
import { searchComponents } from '../../src-main/search/components.ts';
import { indexedCorpus, type CorpusFilm } from './retrieval/indexed-corpus.ts';

export interface RetrievalOptions {
  readonly films?: string | undefined;
  readonly half?: string | undefined;
  readonly ablation?: boolean | undefined;
  readonly protocol?: string | undefined;
  readonly annotations?: string | undefined;
  readonly videos?: string | undefined;
}

const cache = fileURLToPath(new URL('../../.cache/retrieval/', import.meta.url));
const allFilms = 200;

const optionsShape = z.object({
  films: z.coerce.number().int().min(2).max(allFilms).default(allFilms),
  half: z.enum(['tune', 'report']).default('report'),
  ablation: z.boolean().default(false),
  protocol: z.enum(['generated', ...protocols]).default('generated'),
  annotations: z.string().default(''),
  videos: z.string().default(''),
});

/** What the report's half of the whole corpus must reach, in percent; of a slice only falls count. */
const bounds: Readonly<Record<string, string>> = {
  'VR R@1': '>= 80',
  'VR R@10': '>= 97',
  'VCMR R@1 IoU 0.5': '>= 65',
  'VCMR R@1 IoU 0.7': '>= 50',
  'identity and dialogue: VCMR R@1 IoU 0.7': '>= 75',
};
/** Of each kind of query, and of people and places that were never tuned on, these are printed. */
const metricsOfPart = ['VR R@1', 'VR R@10', 'VCMR R@1 IoU 0.5', 'VCMR R@1 IoU 0.7', 'SVMR R@1 IoU 0.7'];

/** How well moments are found: in the generated corpus, or in a data set's videos by its own annotations. */
export async function evaluateRetrieval(figures: FigurePrinter, options: RetrievalOptions): Promise<void> {
  const { films: count, half, ablation, protocol, annotations, videos } = optionsShape.parse(options);
  if (protocol !== 'generated') return evaluateDataSet(figures, protocol, annotations, videos);
  const { libraryFolder, films } = await indexedCorpus(count, cache);
  const reader = new LibraryReader(openForReading(libraryFolder));
  try {
    const words = new ConceptWords();
    const queries = corpusQueries(films, half);
    const answers = await askCorpus(new MomentSearch(reader, words), reader, films, queries);
    const on = `${half} half, ${count} generated films`;
    printAnswers(figures, answers, films, on, half === 'report' && count === allFilms);
    figures.print('calibration error of probabilities', calibrationError(answers), on);
    if (half === 'tune') {
      const raw = new MomentSearch(reader, words, noHeads, new Set(['calibration']));
      const curves = fittedCurves(await askCorpus(raw, reader, films, queries));
      for (const [kind, { offset, slope }] of Object.entries(curves)) {
        figures.print(`calibration of what is ${kind}: offset`, offset, on);
        figures.print(`calibration of what is ${kind}: slope`, slope, on);
      }
    }
    for (const component of ablation ? searchComponents : []) {
      const lesser = new MomentSearch(reader, words, noHeads, new Set([component]));
      printLoss(figures, component, await askCorpus(lesser, reader, films, queries), films, on);
    }
  } finally {
    reader.close();
  }
}

/** What is left without a component. */
function printLoss(
  figures: FigurePrinter,
  component: string,
  answers: readonly CorpusAnswer[],
  films: readonly CorpusFilm[],
  on: string,
): void {
  const answerable = answers.filter(({ query }) => query.source !== null);
  for (const { name, value } of scoreRetrieval(answerable.map((answer) => answeredQuery(answer)))) {
    if (metricsOfPart.includes(name)) figures.print(`without ${component}: ${name}`, value, on);
  }
  const pairs = answers.filter(({ query }) => query.kind === 'two identities');
  const lacking = momentsThatLackSomebody(pairs, films);
  figures.print(`without ${component}: moments of the top 10 that lack one of two`, lacking, on);
  figures.print(`without ${component}: nothing found where nothing is`, shareSilent(answers), on);
}

/** The share in percent of the queries without an answer that are not answered. */
function shareSilent(answers: readonly CorpusAnswer[]): number {
  const unanswerable = answers.filter(({ query }) => query.source === null);
  return (100 * unanswerable.filter(({ found }) => found.length === 0).length) / unanswerable.length;
}

function printAnswers(
  figures: FigurePrinter,
  answers: readonly CorpusAnswer[],
  films: readonly CorpusFilm[],
  on: string,
  isBound: boolean,
): void {
  const print = (name: string, { value, interval }: RetrievalMetric): void => {
    const bound = isBound ? bounds[name] : undefined;
    figures.print(name, value, on, bound, interval ? [interval.low, interval.high] : undefined);
  };
  const answerable = answers.filter(({ query }) => query.source !== null);
  for (const metric of scoreRetrieval(answerable.map((answer) => answeredQuery(answer))))
    print(metric.name, metric);
  // Without the nearest misses, which are shown apart.
  const sure = scoreRetrieval(answerable.map((answer) => answeredQuery(answer, 'sure')));
  for (const metric of sure) {
    if (metricsOfPart.includes(metric.name)) print(`sure moments alone: ${metric.name}`, metric);
  }
  const printPart = (part: string, some: readonly CorpusAnswer[]): void => {
    if (some.length === 0) return;
    figures.print(`${part}: queries`, some.length, on);
    for (const metric of scoreRetrieval(some.map((answer) => answeredQuery(answer)))) {
      if (metricsOfPart.includes(metric.name)) print(`${part}: ${metric.name}`, metric);
    }
  };
  for (const kind of queryKinds) {
    printPart(
      kind,
      answerable.filter(({ query }) => query.kind === kind),
    );
  }
  const byNovelty = Map.groupBy(
    answerable,
    ({ query }) => `${query.source!.people} people, ${query.source!.places} places`,
  );
  for (const [novelty, some] of byNovelty) printPart(novelty, some);
  const pairs = answers.filter(({ query }) => query.kind === 'two identities');
  figures.print(
    'two identities: moments of the top 10 that lack one',
    momentsThatLackSomebody(pairs, films),
    on,
    isBound ? '<= 0' : undefined,
  );
  figures.print('precision of the first of the sure moments', precisionOfSure(answers), on);
  figures.print('unanswerable: queries', answers.length - answerable.length, on);
  figures.print('unanswerable: nothing found', shareSilent(answers), on, isBound ? '>= 90' : undefined);
}

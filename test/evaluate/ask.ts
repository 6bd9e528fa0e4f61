import { fileURLToPath } from 'node:url';
import { askedLibrary } from '../../src-main/api/ask-handlers.ts';
import { ask, type AskAnswer } from '../../src-main/ask/ask.ts';
import { frameCandidates } from '../../src-main/ask/budget.ts';
import type { FilmView } from '../../src-main/ask/film-view.ts';
import { selectEvidence, type Candidate } from '../../src-main/ask/select-evidence.ts';
import { overlapOf, type Interval } from '../../src-main/domain/interval.ts';
import { metricsOf, type VideoMoment } from '../../src-main/evaluation/retrieval/answered-query.ts';
import { ConceptWords } from '../../src-main/models/concept-bank/concept-words.ts';
import { MomentSearch } from '../../src-main/search/moment-search.ts';
import { openForReading } from '../../src-main/store/library-database.ts';
import { LibraryReader } from '../../src-main/store/library-reader.ts';
import type { FigurePrinter } from '../bench/figure.ts';
import { corpusQuestions, questionKinds, type CorpusQuestion } from './ask/corpus-questions.ts';
import { indexedCorpus } from './retrieval/indexed-corpus.ts';

/** Films of the corpus of retrieval, of which the report's half is asked about. */
const filmCount = 18;
const corpusFolder = fileURLToPath(new URL('../../.cache/retrieval/', import.meta.url));
/** A film of the corpus lasts a minute: so many frames of it are what the product's 64 are of one of a quarter of an hour. */
const frameBudget = 4;

interface Told {
  readonly question: CorpusQuestion;
  readonly answer: AskAnswer;
  /** Share of the stretches that show what is asked about of which a frame was chosen, by how frames are chosen. */
  readonly recall: { readonly chosen: number; readonly uniform: number; readonly likest: number } | null;
}

/** Questions about single films: whether answers are right, and whether the frames that are chosen hold the evidence. */
export async function evaluateAsk(
  figures: FigurePrinter,
  {
    films: count = String(filmCount),
    half = 'report',
  }: { readonly films?: string | undefined; readonly half?: string | undefined },
): Promise<void> {
  const { libraryFolder, films } = await indexedCorpus(Number(count), corpusFolder);
  const reader = new LibraryReader(openForReading(libraryFolder));
  try {
    const search = new MomentSearch(reader, new ConceptWords());
    await search.warm();
    const view = askedLibrary({ reader, search });
    const told: Told[] = [];
    const asked = films.filter((film) => film.half === half).flatMap(corpusQuestions);
    for (const question of asked) {
      const video = reader.videos.all().find(({ path }) => path === question.film.path)!;
      const answer = await ask(question.text, [video.id], view);
      told.push({ question, answer, recall: await recallOf(question, video.id, view) });
    }
    printAnswers(figures, told, `${count} generated films`);
    printSelection(figures, told, `${frameBudget} frames of a film, ${count} generated films`);
  } finally {
    reader.close();
  }
}

function printAnswers(figures: FigurePrinter, told: readonly Told[], on: string): void {
  const bounds: Partial<Record<(typeof questionKinds)[number], string>> = {
    count: '>= 70',
    unanswerable: '>= 90',
  };
  for (const kind of questionKinds) {
    const own = told.filter(({ question }) => question.kind === kind);
    if (own.length === 0) continue;
    const of = `${own.length} questions about ${on}`;
    if (kind === 'find') {
      const mean = own.reduce((sum, one) => sum + foundPrecision(one), 0) / own.length;
      figures.print('find, mAP at IoU 0.5', 100 * mean, of);
      continue;
    }
    figures.print(`${kind}, right`, percent(own, isRight), of, bounds[kind]);
    if (kind === 'count') figures.print('count, within one', percent(own, isNearlyRight), of, '>= 90');
  }
  const bare = told
    .flatMap(({ answer }) => answer.answer.sentences)
    .filter(({ evidence }) => evidence.length === 0);
  figures.print('sentences without evidence', bare.length, `${told.length} questions about ${on}`, '<= 0');
}

function printSelection(figures: FigurePrinter, told: readonly Told[], on: string): void {
  const recalls = told.flatMap(({ recall }) => recall ?? []);
  const mean = (of: keyof (typeof recalls)[number]): number =>
    recalls.reduce((sum, recall) => sum + recall[of], 0) / recalls.length;
  figures.print('evidence recall, %', 100 * mean('chosen'), on);
  figures.print('evidence recall of uniform frames, %', 100 * mean('uniform'), on);
  figures.print('evidence recall of the likest frames, %', 100 * mean('likest'), on);
  figures.print('evidence recall against uniform', mean('chosen') / mean('uniform'), on, '>= 1.5');
}

function percent(told: readonly Told[], holds: (one: Told) => boolean): number {
  return (100 * told.filter(holds).length) / told.length;
}

function isRight({ question, answer: { answer, moments } }: Told): boolean {
  const isShown = answer.evidence.every(({ kind }) => kind !== 'search');
  switch (question.kind) {
    case 'count':
      return moments.length === question.shown.length;
    case 'who': {
      const named = new Set(answer.evidence.flatMap(({ kind, text }) => (kind === 'face' ? [text] : [])));
      return named.size === question.names.length && question.names.every((name) => named.has(name));
    }
    case 'order':
      return isShown && /^(?:Yes|是：)/u.test(answer.sentences[0]!.text) === question.isSo;
    case 'unanswerable':
      return !isShown;
    case 'find':
    case 'existence':
      // What is cited has to be where it is.
      return (
        isShown && answer.evidence.some((cited) => question.shown.some((one) => overlapOf(one, cited) > 0))
      );
  }
}

function isNearlyRight({ question, answer: { moments } }: Told): boolean {
  return Math.abs(moments.length - question.shown.length) <= 1;
}

function foundPrecision({ question: { shown, film }, answer: { moments } }: Told): number {
  const of = ({ start, end }: Interval): VideoMoment => ({ video: film.path, start, end });
  const found = moments.toSorted((a, b) => b.score - a.score).map(of);
  return metricsOf({ truth: shown.map(of), source: null, found })['mAP']!;
}

/** Null for questions that do not ask for moments. */
async function recallOf(
  { kind, shown, text }: CorpusQuestion,
  videoId: number,
  view: FilmView,
): Promise<Told['recall']> {
  if (kind !== 'find') return null;
  const candidates = await frameCandidates(view, videoId, view.read(text));
  const duration = view.film(videoId)!.duration;
  const at = (places: readonly number[]): number => {
    const times = places.map((place) => candidates[place]!.time);
    return (
      shown.filter(({ start, end }) => times.some((time) => start <= time && time < end)).length /
      shown.length
    );
  };
  return {
    chosen: at(selectEvidence(candidates, frameBudget, duration)),
    uniform: at(uniformPlaces(candidates.length)),
    likest: at(likestPlaces(candidates)),
  };
}

function uniformPlaces(count: number): number[] {
  return Array.from({ length: Math.min(count, frameBudget) }, (_, i) =>
    Math.floor(((i + 0.5) * count) / Math.min(count, frameBudget)),
  );
}

function likestPlaces(candidates: readonly Candidate[]): number[] {
  return candidates
    .map(({ relevance }, place) => ({ relevance, place }))
    .toSorted((a, b) => b.relevance - a.relevance)
    .slice(0, frameBudget)
    .map(({ place }) => place);
}

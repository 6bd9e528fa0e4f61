import type { Problem } from '../domain/errors.ts';
import type { Moment } from '../domain/moment.ts';
import type { QueryPart } from '../domain/query.ts';
import type { TextMatcher } from '../models/families/visual-text-encoder.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { AskedLines } from './asked-lines.ts';
import type { SearchComponent } from './components.ts';
import { examplePictures, lostExampleProblem } from './example-pictures.ts';
import { presenceIdOf } from '../store/presence-queries.ts';
import { chosenFilms, inBoth, type FilmChoice } from './film-choice.ts';
import { LearnedWish, likenessShare, noFeedback, type Feedback } from './feedback.ts';
import { FrameIndex } from './frame-index.ts';
import { frameSights, type FrameSight } from './frame-sights.ts';
import { noHeads, reRanked, type LearnedHeads } from './learned-heads.ts';
import { LibraryMemory } from './library-memory.ts';
import { momentOf, type FoundMoment } from './moment-builder.ts';
import { calibrated } from './moment-calibration.ts';
import type { WordBalance } from './modality-weights.ts';
import { Pacer } from './pacer.ts';
import { partsOf, type QueryPlan, type Sequence } from './query-plan.ts';
import { parseQuery } from './query.ts';
import { peopleAlone, sceneMoments } from './scene-search.ts';
import { looksOf, type Look } from './picture-looks.ts';
import { sceneQuestion, type SceneQuestion } from './scene-question.ts';
import type { SearchRun } from './search-run.ts';
import { filmsOfSequence } from './sequence-films.ts';
import { sequenceMoments, type StepMoments } from './sequence-search.ts';
import { suppressOverlaps } from './suppress-overlaps.ts';
import { unknownPersonProblem } from './unknown-person.ts';

export interface SearchAnswer {
  readonly parts: readonly QueryPart[];
  /** Best first. */
  readonly moments: readonly Moment[];
  /** Where there are few moments, or none: what comes nearest, best first. */
  readonly nearest: readonly Moment[];
  /** Words of the query that no picture can show and that nobody says. */
  readonly missing: readonly string[];
  /** How each word is answered, in the order of the query. */
  readonly weights: readonly WordBalance[];
  readonly problems: readonly Problem[];
}

/** Near misses that are shown, beside fewer moments than these. */
const mostNearest = 5;
const fewMoments = 10;

/** Answers queries about one library. */
export class MomentSearch {
  readonly #reader: LibraryReader;
  readonly #memory: LibraryMemory;
  #index: FrameIndex;
  readonly #heads: LearnedHeads;
  readonly #without: ReadonlySet<SearchComponent>;

  /**
   * @param matcher compares the library's pictures with words
   * @param heads learned heads that are installed
   * @param without components that are left out, to measure their worth
   */
  constructor(
    reader: LibraryReader,
    matcher: TextMatcher,
    heads: LearnedHeads = noHeads,
    without: ReadonlySet<SearchComponent> = new Set(),
  ) {
    this.#reader = reader;
    this.#heads = heads;
    this.#memory = new LibraryMemory(reader);
    this.#index = new FrameIndex(reader, this.#memory, matcher);
    this.#without = without;
  }

  /** Compares pictures with words by another model from the next search on. */
  readWith(matcher: TextMatcher): void {
    this.#index = new FrameIndex(this.#reader, this.#memory, matcher);
  }

  /** Reads what searches need beforehand, so that the first one need not wait for it. */
  async warm(signal?: AbortSignal): Promise<void> {
    this.#memory.refresh();
    const index = this.#index;
    const films = await index.films(new Pacer(signal));
    if (films.length > 0) await index.matcher.encodeText('warm');
  }

  /**
   * Finds the moments that answer a query. All that stands side by side is demanded of one moment: every person on screen
   * at the same time, and the words seen or spoken meanwhile. Where an alternative names somebody unknown it has no
   * moments, and a problem says why. Throws the signal's reason when the search is given up.
   * @param feedback what the person said of earlier results of this query
   * @param films only these are asked, besides what the query's filters say; null for all
   */
  async run(
    query: string,
    limit: number,
    signal?: AbortSignal,
    feedback: Feedback = noFeedback,
    films: FilmChoice = null,
  ): Promise<SearchAnswer> {
    signal?.throwIfAborted();
    const pacer = new Pacer(signal);
    const people = this.#reader.people.all();
    const concepts = this.#reader.concepts.all();
    const names = [...people, ...concepts].map(({ name }) => name);
    const { plan, notes } = parseQuery(query, names);
    const parts = partsOf(plan);
    const strangers = parts
      .map((part) => (part.kind === 'not' ? part.part : part))
      .filter((part) => part.kind === 'person' || part.kind === 'said')
      .filter((part) => !part.known)
      .map((part) => unknownPersonProblem(part.name, names));
    this.#memory.refresh();
    const index = this.#index;
    const pictured = await index.films(pacer);
    const run: SearchRun = {
      reader: this.#reader,
      memory: this.#memory,
      lines: new AskedLines(this.#reader),
      index: pictured.length > 0 ? index : null,
      people: new Map([
        ...people.map(({ id, name }) => [name, id] as const),
        ...concepts.map((concept) => [concept.name, presenceIdOf(concept)] as const),
      ]),
      closely: null,
      choice: inBoth(chosenFilms(this.#reader, plan.filters), films),
      limit,
      pacer,
      without: this.#without,
      heads: this.#heads,
    };
    const lost = parts
      .map((part) => (part.kind === 'not' ? part.part : part))
      .filter((part) => part.kind === 'like')
      .filter(({ example }) => examplePictures(run, example).length === 0)
      .map(({ example }) => lostExampleProblem(example));
    const wish = new LearnedWish(run.index, feedback);
    const { found: first, missing, weights } = await momentsOf(plan, run, wish);
    const likely = this.#without.has('calibration') ? first : calibrated(first);
    const judged = await reRanked(likely, run.heads);
    const found = wish.isEmpty ? judged : wish.ranked(judged);
    const sure = ranked(found.filter(({ isNear }) => !isNear));
    const near = sure.length < fewMoments ? ranked(found.filter(({ isNear }) => isNear)) : [];
    return {
      parts,
      moments: sure.slice(0, limit).map((moment) => this.#shown(moment)),
      nearest: near.slice(0, Math.min(limit, mostNearest)).map((moment) => this.#shown(moment)),
      missing,
      weights,
      problems: [...strangers, ...lost, ...notes],
    };
  }

  /** Every described frame of a film by time, with how well it shows a text. */
  async frames(videoId: number, text: string, signal?: AbortSignal): Promise<FrameSight[]> {
    const index = this.#index;
    const films = await index.films(new Pacer(signal));
    return films.some((film) => film.videoId === videoId) ? frameSights(index, videoId, text) : [];
  }

  #shown(moment: FoundMoment): Moment {
    return momentOf(this.#reader, moment, this.#reader.videos.byId(moment.videoId)?.duration ?? 0);
  }
}

interface PlanAnswer {
  readonly found: readonly FoundMoment[];
  readonly missing: readonly string[];
  readonly weights: readonly WordBalance[];
}

/** What any alternative of a plan finds, in any of the shot sizes that it allows. */
async function momentsOf(
  { alternatives, filters }: QueryPlan,
  run: SearchRun,
  wish: LearnedWish,
): Promise<PlanAnswer> {
  const looks = looksOf(filters);
  // A shot's size or its light alone is something to look for.
  const sequences = alternatives.length === 0 && looks[0]!.length > 0 ? [anything] : alternatives;
  const answers: PlanAnswer[] = [];
  for (const sequence of sequences) {
    for (const look of looks) answers.push(await sequenceAnswer(sequence, look, run, wish));
  }
  const found = answers.flatMap((answer) => answer.found);
  return {
    found: answers.length > 1 ? suppressOverlaps(found) : found,
    missing: [...new Set(answers.flatMap(({ missing }) => missing))],
    weights: firstOfEach(answers.flatMap(({ weights }) => weights)),
  };
}

const anything: Sequence = [{ scenes: [], within: null }];

async function sequenceAnswer(
  sequence: Sequence,
  look: Look,
  run: SearchRun,
  wish: LearnedWish,
): Promise<PlanAnswer> {
  const questions: SceneQuestion[] = [];
  const missing: string[] = [];
  const weights: WordBalance[] = [];
  for (const step of sequence) {
    const question = await sceneQuestion(step, look, run);
    if (!question) return { found: [], missing, weights };
    weights.push(...question.texts.flatMap(({ balances = [] }) => balances));
    missing.push(...question.texts.flatMap(({ unknown }) => unknown));
    questions.push(question);
  }
  const stepsIn = async (films: FilmChoice): Promise<StepMoments[]> => {
    const steps: StepMoments[] = [];
    for (const [at, question] of questions.entries()) {
      const moments = await stepMoments(question, { ...run, closely: films }, wish);
      steps.push({ moments, within: sequence[at]!.within });
    }
    return steps;
  };
  if (questions.length === 1) return { found: sequenceMoments(await stepsIn(null)), missing, weights };
  const found = sequenceMoments(await stepsIn(await filmsOfSequence(run, questions)));
  if (found.length > 0) return { found, missing, weights };
  // No film has all the steps: those come nearest in which the people follow each other.
  const alone = (await stepsIn(null)).map(({ moments, within }, at) => ({
    moments: [...moments, ...peopleAlone(run, questions[at]!)],
    within,
  }));
  return { found: sequenceMoments(alone), missing, weights };
}

async function stepMoments(
  question: SceneQuestion,
  run: SearchRun,
  wish: LearnedWish,
): Promise<FoundMoment[]> {
  const moments = await sceneMoments(run, question);
  const like = wish.question(question);
  return like ? suppressOverlaps([...moments, ...(await sceneMoments(run, like)).map(asLike)]) : moments;
}

/** What is there for its likeness alone, which nobody has asked for in words. */
function asLike(moment: FoundMoment): FoundMoment {
  return { ...moment, score: likenessShare * moment.score };
}

function firstOfEach(weights: readonly WordBalance[]): WordBalance[] {
  return [...new Map(weights.toReversed().map((one) => [one.word, one])).values()].toReversed();
}

function ranked(found: readonly FoundMoment[]): FoundMoment[] {
  return found.toSorted((a, b) => b.score - a.score || a.videoId - b.videoId || a.start - b.start);
}

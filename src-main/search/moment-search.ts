import type { Problem } from '../domain/errors.ts';
import type { Moment } from '../domain/moment.ts';
import type { QueryPart } from '../domain/query.ts';
import type { TextMatcher } from '../models/families/visual-text-encoder.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { presenceIdOf } from '../store/presence-queries.ts';
import { chosenFilms } from './film-choice.ts';
import { FrameIndex } from './frame-index.ts';
import { momentOf, type FoundMoment } from './moment-builder.ts';
import { Pacer } from './pacer.ts';
import { partsOf, type QueryPlan, type Sequence, type ShotSize } from './query-plan.ts';
import { parseQuery } from './query.ts';
import { sceneMoments } from './scene-search.ts';
import { sceneQuestion } from './scene-question.ts';
import type { SearchRun } from './search-run.ts';
import { sequenceMoments, type StepMoments } from './sequence-search.ts';
import { suppressOverlaps } from './suppress-overlaps.ts';
import { unknownPersonProblem } from './unknown-person.ts';

export interface SearchAnswer {
  readonly parts: readonly QueryPart[];
  /** Best first. */
  readonly moments: readonly Moment[];
  /** Where there are no moments: what comes nearest, best first. */
  readonly nearest: readonly Moment[];
  /** Words of the query that no picture can show and that nobody says. */
  readonly missing: readonly string[];
  readonly problems: readonly Problem[];
}

/** Near misses that are shown. */
const mostNearest = 5;

/** Answers queries about one library. */
export class MomentSearch {
  readonly #reader: LibraryReader;
  readonly #index: FrameIndex;

  /** @param matcher compares the library's pictures with words */
  constructor(reader: LibraryReader, matcher: TextMatcher) {
    this.#reader = reader;
    this.#index = new FrameIndex(reader, matcher);
  }

  /** Reads what searches need beforehand, so that the first one need not wait for it. */
  async warm(signal?: AbortSignal): Promise<void> {
    const films = await this.#index.films(new Pacer(signal));
    if (films.length > 0) await this.#index.matcher.encodeText('warm');
  }

  /**
   * Finds the moments that answer a query. All that stands side by side is demanded of one moment: every person on screen
   * at the same time, and the words seen or spoken meanwhile. Where an alternative names somebody unknown it has no
   * moments, and a problem says why. Throws the signal's reason when the search is given up.
   */
  async run(query: string, limit: number, signal?: AbortSignal): Promise<SearchAnswer> {
    signal?.throwIfAborted();
    const pacer = new Pacer(signal);
    const people = this.#reader.people.all();
    const concepts = this.#reader.concepts.all();
    const names = [...people, ...concepts].map(({ name }) => name);
    const { plan, notes } = parseQuery(query, names);
    const parts = partsOf(plan);
    const strangers = parts
      .map((part) => (part.kind === 'not' ? part.part : part))
      .filter((part) => part.kind === 'person')
      .filter((part) => !part.known)
      .map((part) => unknownPersonProblem(part.name, names));
    const pictured = await this.#index.films(pacer);
    const run: SearchRun = {
      reader: this.#reader,
      index: pictured.length > 0 ? this.#index : null,
      people: new Map([
        ...people.map(({ id, name }) => [name, id] as const),
        ...concepts.map((concept) => [concept.name, presenceIdOf(concept)] as const),
      ]),
      choice: chosenFilms(this.#reader, plan.filters),
      limit,
      pacer,
    };
    const { found, missing } = await momentsOf(plan, run);
    const sure = ranked(found.filter(({ isNear }) => !isNear));
    const near = sure.length > 0 ? [] : ranked(found.filter(({ isNear }) => isNear));
    return {
      parts,
      moments: sure.slice(0, limit).map((moment) => this.#shown(moment)),
      nearest: near.slice(0, Math.min(limit, mostNearest)).map((moment) => this.#shown(moment)),
      missing,
      problems: [...strangers, ...notes],
    };
  }

  #shown(moment: FoundMoment): Moment {
    return momentOf(this.#reader, moment, this.#reader.videos.byId(moment.videoId)?.duration ?? 0);
  }
}

interface PlanAnswer {
  readonly found: readonly FoundMoment[];
  readonly missing: readonly string[];
}

/** What any alternative of a plan finds, in any of the shot sizes that it allows. */
async function momentsOf({ alternatives, filters }: QueryPlan, run: SearchRun): Promise<PlanAnswer> {
  const sizes = filters.filter((filter) => filter.kind === 'shot').map(({ size }) => size);
  // A shot's size alone is something to look for.
  const sequences = alternatives.length === 0 && sizes.length > 0 ? [anything] : alternatives;
  const answers: PlanAnswer[] = [];
  for (const sequence of sequences) {
    for (const size of sizes.length > 0 ? sizes : [null])
      answers.push(await sequenceAnswer(sequence, size, run));
  }
  const found = answers.flatMap((answer) => answer.found);
  return {
    found: answers.length > 1 ? suppressOverlaps(found) : found,
    missing: [...new Set(answers.flatMap(({ missing }) => missing))],
  };
}

const anything: Sequence = [{ scenes: [], within: null }];

async function sequenceAnswer(
  sequence: Sequence,
  size: ShotSize | null,
  run: SearchRun,
): Promise<PlanAnswer> {
  const steps: StepMoments[] = [];
  const missing: string[] = [];
  for (const step of sequence) {
    const question = await sceneQuestion(step, size, run);
    if (!question) return { found: [], missing };
    missing.push(...question.texts.flatMap(({ unknown }) => unknown));
    steps.push({ moments: await sceneMoments(run, question), within: step.within });
  }
  return { found: sequenceMoments(steps), missing };
}

function ranked(found: readonly FoundMoment[]): FoundMoment[] {
  return found.toSorted((a, b) => b.score - a.score || a.videoId - b.videoId || a.start - b.start);
}

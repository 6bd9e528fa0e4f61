import type { Problem } from '../domain/errors.ts';
import type { Moment } from '../domain/moment.ts';
import type { QueryPart } from '../domain/query.ts';
import type { TextMatcher } from '../models/families/visual-text-encoder.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { chosenFilms, type FilmChoice } from './film-choice.ts';
import { FrameIndex } from './frame-index.ts';
import { momentOf, type FoundMoment } from './moment-builder.ts';
import { Pacer } from './pacer.ts';
import { partsOf, type QueryPlan, type Sequence, type ShotSize } from './query-plan.ts';
import { parseQuery } from './query.ts';
import { sceneMoments } from './scene-search.ts';
import { sceneQuestion, type QuestionTools } from './scene-question.ts';
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
   * moments, and a problem says why.
   */
  async run(query: string, limit: number, signal?: AbortSignal): Promise<SearchAnswer> {
    const pacer = new Pacer(signal);
    const people = this.#reader.people.all();
    const names = people.map(({ name }) => name);
    const { plan, notes } = parseQuery(query, names);
    const parts = partsOf(plan);
    const strangers = parts
      .map((part) => (part.kind === 'not' ? part.part : part))
      .filter((part) => part.kind === 'person')
      .filter((part) => !part.known)
      .map((part) => unknownPersonProblem(part.name, names));
    const pictured = await this.#index.films(pacer);
    const tools: QuestionTools = {
      reader: this.#reader,
      matcher: pictured.length > 0 ? this.#index.matcher : null,
      people: new Map(people.map(({ id, name }) => [name, id])),
    };
    const missing = new Set<string>();
    const found = await this.#momentsOf(plan, tools, pacer, missing);
    const sure = ranked(found.filter(({ isNear }) => !isNear));
    const near = sure.length > 0 ? [] : ranked(found.filter(({ isNear }) => isNear));
    return {
      parts,
      moments: sure.slice(0, limit).map((moment) => this.#shown(moment)),
      nearest: near.slice(0, Math.min(limit, mostNearest)).map((moment) => this.#shown(moment)),
      missing: [...missing],
      problems: [...strangers, ...notes],
    };
  }

  /** @param missing takes the words that nothing in the library answers */
  async #momentsOf(
    plan: QueryPlan,
    tools: QuestionTools,
    pacer: Pacer,
    missing: Set<string>,
  ): Promise<FoundMoment[]> {
    const choice = chosenFilms(this.#reader, plan.filters);
    const sizes = plan.filters.filter((filter) => filter.kind === 'shot').map(({ size }) => size);
    const found: FoundMoment[] = [];
    for (const sequence of plan.alternatives) {
      for (const size of sizes.length > 0 ? sizes : [null]) {
        found.push(...(await this.#sequence(sequence, size, choice, tools, pacer, missing)));
      }
    }
    return plan.alternatives.length > 1 || sizes.length > 1 ? suppressOverlaps(found) : found;
  }

  async #sequence(
    sequence: Sequence,
    size: ShotSize | null,
    choice: FilmChoice,
    tools: QuestionTools,
    pacer: Pacer,
    missing: Set<string>,
  ): Promise<FoundMoment[]> {
    const steps: StepMoments[] = [];
    for (const step of sequence) {
      const question = await sceneQuestion(step, size, tools);
      if (!question) return [];
      for (const word of question.texts.flatMap(({ unknown }) => unknown)) missing.add(word);
      const index = tools.matcher ? this.#index : null;
      const moments = await sceneMoments(this.#reader, index, question, choice, pacer);
      steps.push({ moments, within: step.within });
    }
    return sequenceMoments(steps);
  }

  #shown(moment: FoundMoment): Moment {
    return momentOf(this.#reader, moment, this.#reader.videos.byId(moment.videoId)?.duration ?? 0);
  }
}

function ranked(found: readonly FoundMoment[]): FoundMoment[] {
  return found.toSorted((a, b) => b.score - a.score || a.videoId - b.videoId || a.start - b.start);
}

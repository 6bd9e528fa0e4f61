import { languageOf, type SpokenLanguage } from '../../domain/spoken-language.ts';
import type { Intent } from '../intent.ts';
import { filmOf, focusOf, type ConversationState } from '../state.ts';
import { contentOf, namedIn, namesByPronoun, type Pronouns } from './content.ts';
import type { NearestIntent } from './nearest-intent.ts';
import { pointedAt, pointsAtAll } from './references.ts';
import { contentOfReading, type TurnReading } from './turn-reading.ts';

/** A turn as it was understood, before anything is looked up. */
export interface UnderstoodTurn {
  readonly text: string;
  readonly language: SpokenLanguage;
  readonly intent: Intent;
  /** What is looked for, in the language of queries; may be empty. */
  readonly content: string;
  /** Whom the turn speaks of, pronouns resolved. */
  readonly people: readonly string[];
  /** Results that the turn points at, as places in the result set. */
  readonly pointed: readonly number[];
  readonly pointsAtAll: boolean;
  readonly doubt: Doubt | null;
}

/** What cannot be told apart. */
export type Doubt =
  | { readonly of: 'intent'; readonly between: readonly [Intent, Intent] }
  | { readonly of: 'person'; readonly between: readonly [string, string] };

/** What is known of a turn besides its words and the state. */
export interface Given {
  /** What the person said to a question. */
  readonly intent?: Intent | undefined;
  readonly person?: string | undefined;
  /** What a language model made of the turn. It stands in the place of the grammar, and is kept so that nobody is asked again. */
  readonly reading?: TurnReading | undefined;
}

/** Longer turns are read so far; characters. */
const mostRead = 2000;
/** Two intents whose likeness differs by less are in doubt, unless both are like the turn. */
const leastMargin = 0.03;
/** A turn that is less like every intent says no more than what it looks for. */
const leastLikeness = 0.09;

/**
 * Understands a turn after those before it, without a language model: what it wants by the nearest paraphrases and by what
 * the state allows, whom and what it means by its own words and, for pronouns, by the state.
 * @param names the people and concepts of the library
 * @param given what the person chose where the turn was in doubt
 */
export function understandTurn(
  written: string,
  state: ConversationState,
  nearest: NearestIntent,
  names: readonly string[],
  given: Given = {},
): UnderstoodTurn {
  if (given.reading) return understoodAs(given.reading, written, state);
  const text = written.slice(0, mostRead);
  const ranked = nearest.rank(text, names);
  const [first, second] = distinct(
    ranked.map(({ intent, likeness }) => ({ intent: inContext(intent, state), likeness })),
  );
  const isBare = first.likeness < leastLikeness;
  const intent = given.intent ?? (isBare ? 'find-moment' : first.intent);
  const named = namedIn(text, names);
  const pronouns = pronounsOf(state, given);
  const means = namesByPronoun(text);
  const meant = [
    ...(means.one && pronouns.person !== null ? [pronouns.person] : []),
    ...(means.several ? pronouns.people : []),
  ];
  const content = contentOf(text, intent, names, pronouns);
  return {
    ...{ text: written, language: languageOf(text), intent, content },
    people: [...new Set([...named, ...meant])],
    pointed: pointedAt(text, state.moments.length),
    pointsAtAll: pointsAtAll(text),
    doubt: given.intent === undefined ? doubtOf() : null,
  };

  function doubtOf(): Doubt | null {
    const rivals = lastNamed(state);
    if (means.one && named.length === 0 && given.person === undefined && rivals) {
      return { of: 'person', between: rivals };
    }
    if (given.person !== undefined) return null;
    if (isBare && state.moments.length > 0 && content !== '') {
      return { of: 'intent', between: ['refine', 'find-moment'] };
    }
    const isClose = !isBare && first.likeness - second.likeness < leastMargin && first.likeness < 0.5;
    return isClose ? { of: 'intent', between: [first.intent, second.intent] } : null;
  }
}

/** A turn as a reading has it; where the state lacks what it works on, it comes to the same as with the grammar. */
function understoodAs(reading: TurnReading, text: string, state: ConversationState): UnderstoodTurn {
  const { people, results, allResults } = reading;
  const pointed = [...new Set(results.map((number) => number - 1))];
  return {
    ...{ text, language: languageOf(text), intent: inContext(reading.intent, state) },
    content: contentOfReading(reading),
    people: [...new Set(people)],
    pointed: pointed.filter((place) => place < state.moments.length),
    ...{ pointsAtAll: allResults, doubt: null },
  };
}

/** What an intent comes to where the state lacks what it works on. */
export function inContext(intent: Intent, state: ConversationState): Intent {
  const hasResults = state.moments.length > 0;
  switch (intent) {
    case 'film-to-moment':
      return filmOf(state) === null ? 'find-moment' : intent;
    case 'refine':
    case 'exclude':
      return hasResults || state.plan.parts.length > 0 ? intent : 'find-moment';
    case 'analogous':
      return focusOf(state) === null ? 'find-moment' : intent;
    case 'moment-to-film':
      return filmOf(state) === null ? 'find-film' : intent;
    default:
      return intent;
  }
}

/** The likeliest two that are not the same. */
function distinct(
  ranked: readonly { readonly intent: Intent; readonly likeness: number }[],
): [(typeof ranked)[number], (typeof ranked)[number]] {
  const first = ranked[0]!;
  return [first, ranked.find(({ intent }) => intent !== first.intent) ?? first];
}

function pronounsOf({ people, thing }: ConversationState, given: Given): Pronouns {
  return { person: given.person ?? people[0] ?? null, people: people.slice(0, 2), thing };
}

/** The two whom a single pronoun could mean: the last turn that named anybody named both. */
function lastNamed({ turns }: ConversationState): [string, string] | null {
  const last = turns.findLast(({ question, people }) => question === null && people.length > 0);
  return last && last.people.length === 2 ? [last.people[0]!, last.people[1]!] : null;
}

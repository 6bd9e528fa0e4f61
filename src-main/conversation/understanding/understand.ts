import { namedIn, withoutNames } from '../../domain/names-in-text.ts';
import { languageOf, type SpokenLanguage } from '../../domain/spoken-language.ts';
import type { Intent } from '../intent.ts';
import type { ConversationState } from '../state.ts';
import { pronounsOf, rivalsFor } from './antecedents.ts';
import { asRead } from './as-read.ts';
import { contentOf, namesByPronoun } from './content.ts';
import { inContext } from './in-context.ts';
import type { NearestIntent } from './nearest-intent.ts';
import { pointedAt, pointsAtAll } from './references.ts';
import type { TurnReading } from './turn-reading.ts';

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
  /** Whether nothing but the person could tell better what it wants. */
  readonly isSure: boolean;
}

/** What cannot be told apart. */
export type Doubt =
  | { readonly of: 'intent'; readonly between: readonly [Intent, Intent] }
  /** The second is null where it may be nobody whom the library knows. */
  | { readonly of: 'person'; readonly between: readonly [string, string | null] };

/** What is known of a turn besides its words and the state. */
export interface Given {
  /** What the person said to a question. */
  readonly intent?: Intent | undefined;
  readonly person?: string | undefined;
  /** What a language model made of a turn of which the grammar was not sure; kept so that it is not asked again. */
  readonly reading?: TurnReading | undefined;
}

/** Longer turns are read so far; characters. */
const mostRead = 2000;
/** Two intents whose likeness differs by less are in doubt, unless both are like the turn. */
const leastMargin = 0.03;
/** A turn that is less like every intent says no more than what it looks for. */
const leastLikeness = 0.09;
/** Of turns that are less like an intent than this, only about half are told right (the table of paraphrases, crosswise). */
const leastSure = 0.3;

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
  const text = written.slice(0, mostRead);
  if (given.reading) return { ...asRead(given.reading, text, state, names, given), text: written };
  const ranked = nearest.rank(text, names);
  const [first, second] = distinct(
    ranked.map(({ intent, likeness }) => ({ intent: inContext(intent, state, text), likeness })),
  );
  const isName = saysNamesAlone(text, names);
  const isBare = isName || first.likeness < leastLikeness;
  const intent = given.intent ?? (isBare ? 'find-moment' : first.intent);
  const named = namedIn(text, names);
  const pronouns = pronounsOf(state, given.person);
  const means = namesByPronoun(text);
  const meant = [
    ...(means.one && pronouns.person !== null ? [pronouns.person] : []),
    ...(means.several ? pronouns.people : []),
  ];
  const content = contentOf(text, intent, names, pronouns);
  const doubt = given.intent === undefined ? doubtOf() : null;
  const isExplained = given.intent !== undefined || given.person !== undefined;
  return {
    ...{ text: written, language: languageOf(text), intent, content },
    people: [...new Set([...named, ...meant])],
    pointed: pointedAt(text, state.moments.length),
    pointsAtAll: pointsAtAll(text),
    doubt,
    isSure: isExplained || (doubt?.of !== 'intent' && (isName || first.likeness >= leastSure)),
  };

  function doubtOf(): Doubt | null {
    const rivals = rivalsFor(text, state, names);
    if (rivals && given.person === undefined) return { of: 'person', between: rivals };
    if (given.person !== undefined) return null;
    if (isBare && state.moments.length > 0 && content !== '') {
      return { of: 'intent', between: ['refine', 'find-moment'] };
    }
    const isClose = !isBare && first.likeness - second.likeness < leastMargin && first.likeness < 0.5;
    return isClose ? { of: 'intent', between: [first.intent, second.intent] } : null;
  }
}

/** Whether a turn is nothing but names: it looks for these people, or for what was found with them too. */
function saysNamesAlone(text: string, names: readonly string[]): boolean {
  if (namedIn(text, names).length === 0) return false;
  return withoutNames(text, names).replaceAll(/\band\b|[和与跟及\s\p{P}]/giu, '') === '';
}

/** The likeliest two that are not the same. */
function distinct(
  ranked: readonly { readonly intent: Intent; readonly likeness: number }[],
): [(typeof ranked)[number], (typeof ranked)[number]] {
  const first = ranked[0]!;
  return [first, ranked.find(({ intent }) => intent !== first.intent) ?? first];
}

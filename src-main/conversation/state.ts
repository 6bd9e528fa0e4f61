import type { Moment } from '../domain/moment.ts';
import type { QueryPart } from '../domain/query.ts';
import type { Answer } from '../domain/cited-answer.ts';
import type { SpokenLanguage } from '../domain/spoken-language.ts';
import type { Intent } from './intent.ts';
import { emptyPlan, isWanted, type ConversationPlan } from './plan.ts';
import type { Given } from './understanding/understand.ts';

/** What is taken out by hand: a part of the plan, its film, all that was put aside, or somebody whom pronouns may mean. */
export type Dropped = QueryPart | 'film' | 'hidden' | { readonly kind: 'spoken'; readonly person: string };

/** A turn with all that came of it: enough to know the conversation again without asking anything anew. */
export interface Turn {
  /** As it was written. */
  readonly text: string;
  readonly language: SpokenLanguage;
  readonly intent: Intent;
  /** What the person chose where the turn was in doubt. */
  readonly given: Given;
  /** What was taken out of the plan by hand, in a turn without words. */
  readonly dropped: Dropped | null;
  /** What is looked for from then on. */
  readonly plan: ConversationPlan;
  /** The result set from then on, best first. */
  readonly moments: readonly Moment[];
  /** Which of them is spoken of; null for none. */
  readonly chosen: number | null;
  /** Whom the turn speaks of, in its order, pronouns resolved. */
  readonly people: readonly string[];
  /** Moments that the person wants as files. */
  readonly exports: readonly string[];
  /** What changed, told to the person; no claim about films. */
  readonly notes: readonly string[];
  readonly answer: Answer;
  /** Whether a language model found the words of the answer; left out where the templates did. */
  readonly isRephrased?: boolean;
  /** Ids of the first moments found, as a language model put them in another order; left out where it did not. */
  readonly order?: readonly string[];
  /** Asked instead of guessing; the state stays as it was. */
  readonly question: Question | null;
}

/** A short question with the two ways to understand a turn. */
export interface Question {
  readonly text: string;
  readonly readings: readonly [QuestionReading, QuestionReading];
}

export interface QuestionReading {
  readonly label: string;
  /** What the same turn means then. */
  readonly intent: Intent;
  /** Whom a pronoun means then; null where it is not a matter of people. */
  readonly person: string | null;
}

/** What a conversation has come to. */
export interface ConversationState {
  readonly turns: readonly Turn[];
  readonly plan: ConversationPlan;
  readonly moments: readonly Moment[];
  readonly chosen: number | null;
  /** People who were spoken of, the latest first. */
  readonly people: readonly string[];
  /** What was spoken of last that is no person; null for nothing. */
  readonly thing: string | null;
}

export const emptyState: ConversationState = {
  ...{ turns: [], plan: emptyPlan, moments: [], chosen: null, people: [], thing: null },
};

/** People that pronouns may still mean. */
const mostPeople = 6;

/** The state after a turn. Pure: a conversation is the fold of its turns. */
export function afterTurn(state: ConversationState, turn: Turn): ConversationState {
  const turns = [...state.turns, turn];
  if (turn.question) return { ...state, turns };
  if (turn.intent === 'new-topic' && turn.moments.length === 0) return { ...emptyState, turns };
  const { plan, moments, chosen } = turn;
  const forgotten = isSpoken(turn.dropped) ? turn.dropped.person : null;
  const spoken = new Set([...turn.people, ...state.people].filter((name) => name !== forgotten));
  const people = [...spoken].slice(0, mostPeople);
  return { turns, plan, moments, chosen, people, thing: thingOf(plan.parts) ?? state.thing };
}

/** Whether it is somebody whom pronouns may mean, who is no part of the plan. */
export function isSpoken(dropped: Dropped | null): dropped is Extract<Dropped, { kind: 'spoken' }> {
  return dropped !== null && typeof dropped === 'object' && dropped.kind === 'spoken';
}

/** The state that turns come to. */
export function replayed(turns: readonly Turn[]): ConversationState {
  return turns.reduce(afterTurn, emptyState);
}

/** The moment that is spoken of. */
export function focusOf({ moments, chosen }: Pick<ConversationState, 'moments' | 'chosen'>): Moment | null {
  return chosen === null ? null : (moments[chosen] ?? null);
}

/** The film that is spoken of. */
export function filmOf(state: ConversationState): number | null {
  return state.plan.film ?? focusOf(state)?.videoId ?? null;
}

/** The last word of what is looked for: "Bo loses his mug" speaks of a mug. */
function thingOf(parts: readonly QueryPart[]): string | null {
  const words = parts.filter(isWanted).filter((part) => part.kind === 'words');
  const text = words.at(-1)?.text ?? '';
  return [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).at(-1)?.segment ?? null;
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

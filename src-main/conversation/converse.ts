import type { QueryPart } from '../domain/query.ts';
import { withoutLooseOperators } from '../domain/query-text.ts';
import { AnswerWriter } from '../domain/cited-answer.ts';
import { phrasesOf } from './answers/phrases-of.ts';
import type { Phrases } from './answers/phrases.ts';
import type { Intent } from './intent.ts';
import { inKeptOrder } from './kept-order.ts';
import type { LibraryView } from './library-view.ts';
import { asksForSomething, emptyPlan, type ConversationPlan } from './plan.ts';
import {
  afterTurn,
  filmOf,
  focusOf,
  isSpoken,
  type ConversationState,
  type Dropped,
  type Question,
  type Turn,
} from './state.ts';
import type { NearestIntent } from './understanding/nearest-intent.ts';
import { understandTurn, type Doubt, type Given } from './understanding/understand.ts';
import { longer, momentToFilm, neighbour, shorter, step } from './work/moving.ts';
import {
  analogous,
  count,
  exclude,
  filmToMoment,
  findFilm,
  findMoment,
  looked,
  refine,
} from './work/searching.ts';
import { ask, compare, exportMoments, newTopic } from './work/telling.ts';
import type { Outcome, Work } from './work/work.ts';

const carriedOut: Readonly<Record<Intent, (work: Work) => Outcome | Promise<Outcome>>> = {
  'find-film': findFilm,
  'find-moment': findMoment,
  ask,
  'new-topic': newTopic,
  'film-to-moment': filmToMoment,
  'moment-to-film': momentToFilm,
  analogous,
  refine,
  exclude,
  compare,
  count,
  next: (work) => step(work, 1),
  previous: (work) => step(work, -1),
  longer,
  shorter,
  before: (work) => neighbour(work, 'before'),
  after: (work) => neighbour(work, 'after'),
  export: exportMoments,
};

/**
 * Understands a turn, carries it out and answers it. What films say is only ever found, counted and cited: the turn's own
 * words and the state alone decide what is done. Where the turn is in doubt the turn asks, and nothing else changes.
 */
export async function converse(
  text: string,
  state: ConversationState,
  library: LibraryView,
  nearest: NearestIntent,
  given: Given = {},
  signal?: AbortSignal,
): Promise<Turn> {
  const { state: present, hasLost } = withoutLostFilms(state, library);
  const turn = understandTurn(text, present, nearest, library.names, given);
  const phrases = phrasesOf[turn.language];
  const answer = new AnswerWriter();
  const notes = hasLost ? [phrases.filmIsGone()] : [];
  const { plan, moments, chosen } = present;
  const common = { text, language: turn.language, intent: turn.intent, given, dropped: null };
  if (turn.doubt) {
    const question = questionOf(turn.doubt, turn.intent, phrases);
    const nothing = { people: [], exports: [], notes, answer: answer.written() };
    return { ...common, ...nothing, plan, moments, chosen, question };
  }
  const work: Work = { turn, state: present, library, phrases, answer, notes, signal };
  const outcome = await carriedOut[turn.intent](work);
  return {
    ...common,
    plan: outcome.plan,
    moments: outcome.moments,
    chosen: outcome.chosen,
    people: turn.people,
    exports: outcome.exports ?? [],
    notes,
    answer: answer.written(),
    question: null,
  };
}

/** Whether somebody else could tell better what a turn wants. Whom it means is never theirs to say: that is asked of the person. */
export function needsHelp(
  text: string,
  state: ConversationState,
  library: LibraryView,
  nearest: NearestIntent,
  given: Given,
): boolean {
  const { state: present } = withoutLostFilms(state, library);
  const { isSure, doubt } = understandTurn(text, present, nearest, library.names, given);
  return !isSure && doubt?.of !== 'person';
}

/** Takes something out of what the conversation remembers, and looks again; a turn without words. */
export async function withoutPart(
  dropped: Dropped,
  state: ConversationState,
  library: LibraryView,
  signal?: AbortSignal,
): Promise<Turn> {
  const { state: present } = withoutLostFilms(state, library);
  const language = state.turns.at(-1)?.language ?? 'en';
  const phrases = phrasesOf[language];
  const answer = new AnswerWriter();
  const turn = {
    ...{ text: '', language, intent: 'refine' as const, content: '', people: [], pointed: [] },
    ...{ pointsAtAll: false, doubt: null, isSure: true },
  };
  const work: Work = { turn, state: present, library, phrases, answer, notes: [], signal };
  const { plan, moments, chosen } = present;
  const outcome = isSpoken(dropped)
    ? { plan, moments, chosen }
    : await lookedAgain(work, planWithout(plan, dropped));
  const told = { people: [], exports: [], notes: work.notes, answer: answer.written(), question: null };
  return { text: '', language, intent: 'refine', given: {}, dropped, ...outcome, ...told };
}

/** Without anything to look for, nothing is found. */
async function lookedAgain(work: Work, plan: ConversationPlan): Promise<Outcome> {
  return asksForSomething(plan.parts) ? await looked(work, plan) : { plan, moments: [], chosen: null };
}

function planWithout(plan: ConversationPlan, dropped: QueryPart | 'film' | 'hidden'): ConversationPlan {
  if (dropped === 'film') return { ...plan, film: null };
  if (dropped === 'hidden') return { ...plan, hidden: emptyPlan.hidden };
  const key = JSON.stringify(dropped);
  const parts = plan.parts.filter((part) => JSON.stringify(part) !== key);
  return { ...plan, parts: withoutLooseOperators(parts) };
}

/**
 * Says turns again after others, as when one before them was taken back: each is understood and carried out anew. The order that a
 * language model gave the moments of a turn holds where the same are found; its words are not kept.
 * @returns the turns as they are now
 */
export async function saidAgain(
  turns: readonly Turn[],
  state: ConversationState,
  library: LibraryView,
  nearest: NearestIntent,
  signal?: AbortSignal,
): Promise<Turn[]> {
  let now = state;
  const again: Turn[] = [];
  for (const said of turns) {
    const turn =
      said.dropped === null
        ? await onceMore(said, now, library, nearest, signal)
        : await withoutPart(said.dropped, now, library, signal);
    again.push(turn);
    now = afterTurn(now, turn);
  }
  return again;
}

async function onceMore(
  { text, given, order }: Turn,
  state: ConversationState,
  library: LibraryView,
  nearest: NearestIntent,
  signal: AbortSignal | undefined,
): Promise<Turn> {
  if (!order) return converse(text, state, library, nearest, given, signal);
  const kept = inKeptOrder(order, library);
  const turn = await converse(text, state, kept.library, nearest, given, signal);
  return kept.holds() ? { ...turn, order } : turn;
}

/** The state without films that the library does not hold any more. */
function withoutLostFilms(
  state: ConversationState,
  library: LibraryView,
): { state: ConversationState; hasLost: boolean } {
  const known = new Map<number, boolean>();
  const isThere = (id: number): boolean => {
    if (!known.has(id)) known.set(id, library.film(id) !== null);
    return known.get(id)!;
  };
  const film = filmOf(state);
  const moments = state.moments.filter(({ videoId }) => isThere(videoId));
  const hasLost = film !== null && !isThere(film);
  if (moments.length === state.moments.length && !hasLost) return { state, hasLost };
  const focus = focusOf(state);
  const place = moments.findIndex(({ id }) => id === focus?.id);
  const plan =
    state.plan.film !== null && !isThere(state.plan.film) ? { ...state.plan, film: null } : state.plan;
  const chosen = place >= 0 ? place : moments.length > 0 ? 0 : null;
  return { state: { ...state, plan, moments, chosen }, hasLost };
}

function questionOf(doubt: Doubt, intent: Intent, phrases: Phrases): Question {
  if (doubt.of === 'person') {
    const [a, b] = doubt.between.map((person) => ({
      label: person ?? phrases.nobodyKnown(),
      intent,
      person,
    }));
    return { text: phrases.whichPerson(), readings: [a!, b!] };
  }
  const [a, b] = doubt.between.map((one) => ({ label: phrases.intents[one], intent: one, person: null }));
  return { text: phrases.whichIntent(), readings: [a!, b!] };
}

import { citedOf, filmCited, searchCited, sightCited } from '../../domain/citations.ts';
import type { Moment } from '../../domain/moment.ts';
import type { QueryPart } from '../../domain/query.ts';
import { isCited } from '../../domain/cited-answer.ts';
import {
  absentParts,
  asksForSomething,
  emptyPlan,
  planText,
  withParts,
  type ConversationPlan,
} from '../plan.ts';
import { filmOf, focusOf } from '../state.ts';
import { describe } from './describe.ts';
import { placeOf, unchanged, type Outcome, type Work } from './work.ts';

/** Moments that a conversation keeps. */
const mostMoments = 30;

/** Finds films: of each the best moment stays, and the best film is spoken of from then on. */
export async function findFilm(work: Work): Promise<Outcome> {
  const parts = work.library.read(work.turn.content);
  if (!asksForSomething(parts)) return unableToSearch(work);
  const { plan, moments, isSure } = await found(work, { ...emptyPlan, parts });
  return told(work, plan, firstOfEachFilm(moments), isSure);
}

/** Finds moments, in all films. */
export async function findMoment(work: Work): Promise<Outcome> {
  const parts = work.library.read(work.turn.content);
  if (!asksForSomething(parts)) return unableToSearch(work);
  return looked(work, { ...emptyPlan, parts });
}

/** Long2Short: a moment inside the film that is spoken of. */
export async function filmToMoment(work: Work): Promise<Outcome> {
  const own = work.library.read(work.turn.content);
  const film = filmOf(work.state);
  const parts = asksForSomething(own) ? own : work.state.plan.parts;
  if (!asksForSomething(parts)) return unableToSearch(work);
  return looked(work, { ...emptyPlan, parts, film });
}

/** Demands more of what is looked for. */
export async function refine(work: Work): Promise<Outcome> {
  const { plan } = work.state;
  const own = work.library.read(work.turn.content);
  if (own.length === 0) return unableToSearch(work);
  return looked(work, { ...plan, parts: withParts(plan.parts, own) });
}

/** Leaves out what the turn names, or the results that it points at. */
export async function exclude(work: Work): Promise<Outcome> {
  const { state, turn, notes, phrases } = work;
  const { plan, moments, chosen } = state;
  const own = absentParts(work.library.read(turn.content));
  const film = filmOf(state);
  if (own.length === 0 && film !== null && meansFilm.test(turn.text)) {
    const films = [...plan.hidden.films, film];
    return looked(work, { ...plan, film: null, hidden: { ...plan.hidden, films } });
  }
  const places = turn.pointed.length > 0 ? turn.pointed : own.length === 0 && chosen !== null ? [chosen] : [];
  if (places.length > 0) {
    const gone = places.flatMap((place) => moments[place]?.id ?? []);
    const left = moments.filter(({ id }) => !gone.includes(id));
    notes.push(phrases.hidden(gone.length));
    const hidden = { ...plan.hidden, moments: [...plan.hidden.moments, ...gone] };
    return told(work, { ...plan, hidden }, left);
  }
  if (own.length === 0) return unableToSearch(work);
  const parts = withParts(plan.parts, own);
  // Nothing but absences finds nothing: what must be there is said first.
  if (!asksForSomething(parts)) return unableToSearch(work);
  return looked(work, { ...plan, parts });
}

const meansFilm = /\b(?:film|movie|video)\b|影片|电影|片子|视频/iu;

/** Finds what looks like the moment that is spoken of, or pointed at, with what the turn adds. */
export async function analogous(work: Work): Promise<Outcome> {
  const { state, turn } = work;
  const model = turn.pointed[0] === undefined ? focusOf(state) : (state.moments[turn.pointed[0]] ?? null);
  if (!model) return findMoment(work);
  const like: QueryPart = { kind: 'like', example: model.id };
  return looked(work, { ...emptyPlan, parts: withParts([like], work.library.read(turn.content)) });
}

/** Counts the results, or what the turn looks for. */
export async function count(work: Work): Promise<Outcome> {
  const { state, turn, answer, phrases } = work;
  const focus = focusOf(state);
  if (countsPeople.test(turn.text) && focus) return countPeople(work, focus);
  const own = work.library.read(turn.content);
  let outcome = unchanged(work);
  if (own.length > 0) {
    const isOfResults = ofResults.test(turn.text) && state.plan.parts.length > 0;
    const base = isOfResults
      ? state.plan
      : { ...emptyPlan, film: inThisFilm.test(turn.text) ? filmOf(state) : null };
    outcome = await found(work, { ...base, parts: withParts(base.parts, own) });
  } else if (state.moments.length === 0) return unableToSearch(work);
  const films = new Set(outcome.moments.map(({ videoId }) => videoId)).size;
  const search = searchCited(work.library, planText(outcome.plan), outcome.plan.film);
  answer.say(
    phrases.counted(outcome.moments.length, films),
    search,
    ...outcome.moments.flatMap((moment) => citedOf(work.library, moment)[0]),
  );
  return outcome;
}

const countsPeople = /how many people|number of people|几个人|多少人/iu;
const ofResults = /\b(?:of (?:them|those|these)|are left)\b|其中|这些里/iu;
const inThisFilm = /\b(?:in|of) (?:this|that|the) (?:film|movie|video)\b|这部|那部|片中/iu;

function countPeople(work: Work, focus: Moment): Outcome {
  const { answer, phrases } = work;
  const seen = work.library.sightings(focus.videoId, focus);
  const names = [...new Set(seen.map(({ person }) => person))];
  const place = placeOf(work, focus);
  const sights = seen.map((one) => sightCited(work.library, focus.videoId, one));
  if (isCited(sights)) answer.say(phrases.people(names, place), ...sights);
  else answer.say(phrases.nobodyElse(place), filmCited(work.library, focus.videoId, focus));
  return unchanged(work);
}

/** Carries out a plan and tells what it found. */
export async function looked(work: Work, plan: ConversationPlan): Promise<Outcome> {
  const outcome = await found(work, plan);
  return told(work, outcome.plan, outcome.moments, outcome.isSure);
}

async function found(work: Work, plan: ConversationPlan): Promise<Outcome & { readonly isSure: boolean }> {
  const { hidden, film, parts } = plan;
  const films =
    film !== null
      ? [film]
      : hidden.films.length > 0
        ? work.library.films().flatMap(({ id }) => (hidden.films.includes(id) ? [] : [id]))
        : null;
  const { moments, nearest } = await work.library.search(parts, films, mostMoments, work.signal);
  const isSure = moments.length > 0;
  const shown = (isSure ? moments : nearest).filter(({ id }) => !hidden.moments.includes(id));
  return { plan, moments: shown, chosen: shown.length > 0 ? 0 : null, isSure };
}

function told(work: Work, plan: ConversationPlan, moments: readonly Moment[], isSure = true): Outcome {
  const { answer, phrases } = work;
  const [best] = moments;
  const query = planText(plan);
  const search = searchCited(work.library, query, plan.film);
  if (!best) {
    answer.say(phrases.nothing(query), search);
    return { plan, moments, chosen: null };
  }
  const films = new Set(moments.map(({ videoId }) => videoId)).size;
  const sum = isSure ? phrases.found(moments.length, films) : phrases.nearest(moments.length);
  answer.say(sum, search, ...moments.flatMap((moment) => citedOf(work.library, moment)[0]));
  describe(work, best);
  return { plan, moments, chosen: 0 };
}

function unableToSearch(work: Work): Outcome {
  work.notes.push(work.phrases.noResults());
  return unchanged(work);
}

function firstOfEachFilm(moments: readonly Moment[]): Moment[] {
  const seen = new Set<number>();
  return moments.filter(({ videoId }) => !seen.has(videoId) && seen.add(videoId));
}

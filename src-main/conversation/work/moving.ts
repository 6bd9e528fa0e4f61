import { filmCited } from '../../domain/citations.ts';
import { clock } from '../../domain/clock.ts';
import { durationOf, overlapOf, type Interval } from '../../domain/interval.ts';
import { momentIdOf, type Evidence, type Moment } from '../../domain/moment.ts';
import { asksForSomething, emptyPlan, type ConversationPlan } from '../plan.ts';
import { filmOf, focusOf } from '../state.ts';
import { describe } from './describe.ts';
import { placeOf, unchanged, type Outcome, type Work } from './work.ts';

/** Seconds: the core of a moment is at least so long. */
const shortest = 1;
/** Seconds: of what comes before or after, whole shots are shown until they last so long. */
const leastNeighbour = 5;

/** Goes on in the list of results, or back; a turn that points at a result goes there. */
export function step(work: Work, by: 1 | -1): Outcome {
  const { state, turn, notes, phrases } = work;
  const { moments, chosen, plan } = state;
  if (moments.length === 0) return noResults(work);
  const place = turn.pointed[0] ?? (chosen ?? -1) + by;
  const moment = moments[place];
  if (!moment) {
    notes.push(phrases.noMore());
    return unchanged(work);
  }
  describe(work, moment);
  return { plan, moments, chosen: place };
}

/** Short2Long: the whole film of the moment that is spoken of. */
export function momentToFilm(work: Work): Outcome {
  const { state, answer, phrases, turn } = work;
  const pointed = turn.pointed[0] === undefined ? null : state.moments[turn.pointed[0]];
  const film = work.library.film(pointed?.videoId ?? filmOf(state) ?? 0);
  if (!film) return noResults(work);
  answer.say(phrases.film(film.title, clock(film.duration)), filmCited(work.library, film.id));
  const whole = { videoId: film.id, start: 0, end: film.duration };
  const evidence = (pointed ?? focusOf(state))?.evidence ?? [];
  const moment: Moment = { ...whole, id: momentIdOf(whole), score: 1, evidence, missing: [] };
  return { plan: { ...state.plan, film: film.id }, moments: [moment], chosen: 0 };
}

/** The moment with the whole of the shots that it touches; where it is that already, with a shot more on both sides. */
export function longer(work: Work): Outcome {
  const focus = focusOf(work.state);
  if (!focus) return noResults(work);
  const shots = work.library.shots(focus.videoId);
  const duration = work.library.film(focus.videoId)?.duration ?? focus.end;
  let [from, to] = touched(shots, focus);
  if (from > to) return resized(work, focus, widened(focus, leastNeighbour / 2, duration));
  const isWhole = shots[from]!.start >= focus.start - 0.1 && shots[to]!.end <= focus.end + 0.1;
  if (isWhole) [from, to] = [Math.max(0, from - 1), Math.min(shots.length - 1, to + 1)];
  return resized(work, focus, { start: shots[from]!.start, end: shots[to]!.end });
}

/** What speaks most for the moment; where that is the whole of it, its middle half. */
export function shorter(work: Work): Outcome {
  const focus = focusOf(work.state);
  if (!focus) return noResults(work);
  const length = durationOf(focus);
  const core = focus.evidence
    .filter(({ kind }) => kind === 'line' || kind === 'picture')
    .map(({ start, end }) => ({ start: Math.max(start, focus.start), end: Math.min(end, focus.end) }))
    .filter((one) => durationOf(one) >= shortest && durationOf(one) < 0.9 * length)
    .toSorted((a, b) => durationOf(a) - durationOf(b))[0];
  const middle = { start: focus.start + length / 4, end: focus.end - length / 4 };
  if (!core && length / 2 < shortest) {
    work.notes.push(work.phrases.noFurther());
    return unchanged(work);
  }
  return resized(work, focus, core ?? middle);
}

/** What comes before or after the moment: what the turn looks for there, or else the neighbouring shots. */
export async function neighbour(work: Work, side: 'before' | 'after'): Promise<Outcome> {
  const { state, turn, notes, phrases, library } = work;
  let focus = focusOf(state);
  let plan = state.plan;
  const parts = library.read(turn.content);
  if (asksForSomething(parts)) {
    // "Before she opens the door": that is found first, in the film that is spoken of.
    plan = { ...emptyPlan, parts, film: filmOf(state) };
    const films = plan.film === null ? null : [plan.film];
    const { moments, nearest } = await library.search(parts, films, 1, work.signal);
    focus = moments[0] ?? nearest[0] ?? null;
  }
  if (!focus) return noResults(work);
  const span = besides(library.shots(focus.videoId), focus, side);
  if (!span) {
    notes.push(phrases.noFurther());
    return unchanged(work);
  }
  return shown(work, { ...plan, film: focus.videoId }, momentAt(work, focus.videoId, span));
}

function besides(shots: readonly Interval[], focus: Interval, side: 'before' | 'after'): Interval | null {
  const beside = shots.filter((shot) =>
    side === 'before' ? shot.end <= focus.start + 0.2 : shot.start >= focus.end - 0.2,
  );
  const inOrder = side === 'before' ? beside.toReversed() : beside;
  let span: Interval | null = null;
  for (const shot of inOrder) {
    span = span
      ? { start: Math.min(span.start, shot.start), end: Math.max(span.end, shot.end) }
      : { start: shot.start, end: shot.end };
    if (durationOf(span) >= leastNeighbour) break;
  }
  return span;
}

/** A stretch of a film with what is known of it. */
export function momentAt(work: Work, videoId: number, span: Interval): Moment {
  const key = { videoId, start: tenth(span.start), end: tenth(span.end) };
  const faces = work.library.sightings(videoId, span).map((one): Evidence => ({
    ...{ kind: 'face', person: one.person, trackId: one.trackId },
    ...{ start: one.start, end: one.end, confidence: one.confidence },
  }));
  const lines = work.library.lines(videoId, span).map((one): Evidence => ({
    ...{ kind: 'line', cueId: one.cueId, text: one.text, matched: [] },
    ...{ start: one.start, end: one.end },
  }));
  return { ...key, id: momentIdOf(key), score: 1, evidence: [...faces, ...lines], missing: [] };
}

function resized(work: Work, focus: Moment, span: Interval): Outcome {
  const { state, answer, phrases } = work;
  const resizedMoment = momentAt(work, focus.videoId, span);
  const kept = focus.evidence.filter((one) => overlapOf(one, span) > 0);
  const known = new Set(kept.map((one) => JSON.stringify([one.kind, one.start])));
  const added = resizedMoment.evidence.filter((one) => !known.has(JSON.stringify([one.kind, one.start])));
  const moment: Moment = { ...resizedMoment, score: focus.score, evidence: [...kept, ...added] };
  answer.say(
    phrases.lasts(placeOf(work, moment), durationOf(moment).toFixed(1)),
    filmCited(work.library, moment.videoId, moment),
  );
  const moments = state.moments.map((one) => (one.id === focus.id ? moment : one));
  return { plan: state.plan, moments, chosen: state.chosen };
}

function shown(work: Work, plan: ConversationPlan, moment: Moment): Outcome {
  describe(work, moment);
  return { plan, moments: [moment], chosen: 0 };
}

function touched(shots: readonly Interval[], focus: Interval): [from: number, to: number] {
  const inside = shots.flatMap((shot, at) => (overlapOf(shot, focus) > 0.1 ? [at] : []));
  return [inside[0] ?? 0, inside.at(-1) ?? -1];
}

function widened({ start, end }: Interval, by: number, duration: number): Interval {
  return { start: Math.max(0, start - by), end: Math.min(duration, end + by) };
}

function tenth(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}

function noResults(work: Work): Outcome {
  work.notes.push(work.phrases.noResults());
  return unchanged(work);
}

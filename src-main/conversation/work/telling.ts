import { citedOf, filmCited, lineCited, sightCited } from '../../domain/citations.ts';
import { clock } from '../../domain/clock.ts';
import { durationOf } from '../../domain/interval.ts';
import type { Moment } from '../../domain/moment.ts';
import { isCited } from '../../domain/cited-answer.ts';
import { emptyPlan } from '../plan.ts';
import { focusOf } from '../state.ts';
import { describe } from './describe.ts';
import { placeOf, unchanged, type Outcome, type Work } from './work.ts';

const asksWho = /\b(?:who|whom|which people|anybody else|anyone else)\b|谁|哪些人|别人/iu;
const asksElse = /\belse\b|还有|别人|其他/iu;
const asksLine =
  /\b(?:says?|said|saying|talk\w*|speaks?|words|dialogue|line|answers?|asks?|mentions?)\b|说|对白|台词|原话|谈|讲话|话/iu;
const asksFilm = /\bwhich (?:film|movie|video)\b|哪部/iu;
const asksLength = /\bhow long\b|多长/iu;

/** Answers a question about the moment that is spoken of, out of what the index knows of that stretch. */
export function ask(work: Work): Outcome {
  const { state, turn } = work;
  const pointed = turn.pointed[0] === undefined ? null : state.moments[turn.pointed[0]];
  const focus = pointed ?? focusOf(state);
  if (!focus) {
    work.notes.push(work.phrases.noResults());
    return unchanged(work);
  }
  // "Who says that" asks for a line; "who is she talking to" for people.
  if (asksFilm.test(turn.text)) tellFilm(work, focus);
  else if (asksLength.test(turn.text)) tellLength(work, focus);
  else if (asksWho.test(turn.text) && !/\b(?:says?|said|speaks?)\b|说/iu.test(turn.text))
    tellPeople(work, focus);
  else if (asksLine.test(turn.text)) tellLines(work, focus);
  else {
    describe(work, focus);
    tellPeople(work, focus);
  }
  return { ...unchanged(work), chosen: pointed ? turn.pointed[0]! : state.chosen };
}

function tellFilm(work: Work, { videoId }: Moment): void {
  const film = work.library.film(videoId);
  if (film)
    work.answer.say(work.phrases.film(film.title, clock(film.duration)), filmCited(work.library, videoId));
}

function tellLength(work: Work, focus: Moment): void {
  const seconds = durationOf(focus).toFixed(1);
  work.answer.say(
    work.phrases.lasts(placeOf(work, focus), seconds),
    filmCited(work.library, focus.videoId, focus),
  );
}

function tellPeople(work: Work, focus: Moment): void {
  const { answer, phrases, state, turn } = work;
  const place = placeOf(work, focus);
  const asked = new Set(
    state.plan.parts.flatMap((part) => (part.kind === 'person' || part.kind === 'said' ? [part.name] : [])),
  );
  const all = work.library.sightings(focus.videoId, focus);
  const seen = asksElse.test(turn.text) ? all.filter(({ person }) => !asked.has(person)) : all;
  const sights = seen.map((one) => sightCited(work.library, focus.videoId, one));
  const names = [...new Set(seen.map(({ person }) => person))];
  if (isCited(sights)) answer.say(phrases.onScreen(names, place), ...sights);
  else answer.say(phrases.nobodyElse(place), filmCited(work.library, focus.videoId, focus));
}

function tellLines(work: Work, focus: Moment): void {
  const { answer, phrases } = work;
  const place = placeOf(work, focus);
  const lines = work.library
    .lines(focus.videoId, focus)
    .map((one) => lineCited(work.library, focus.videoId, one));
  const texts = lines.map(({ text }) => text);
  if (isCited(lines)) answer.say(phrases.said(texts, place), ...lines);
  else answer.say(phrases.nothingSaid(place), filmCited(work.library, focus.videoId, focus));
}

/** Sets two results side by side: what is in both, what in one alone, and which is longer. */
export function compare(work: Work): Outcome {
  const { state, turn, answer, phrases } = work;
  const { moments, chosen } = state;
  const [one, two] = twoOf(turn.pointed, chosen ?? 0);
  const [a, b] = [moments[one], moments[two]];
  if (!a || !b) {
    work.notes.push(phrases.noResults());
    return unchanged(work);
  }
  const things = (moment: Moment) => citedOf(work.library, moment).filter(({ kind }) => kind !== 'film');
  const [ofA, ofB] = [things(a), things(b)];
  const inB = new Set(ofB.map(({ text }) => text));
  const inA = new Set(ofA.map(({ text }) => text));
  const texts = (some: typeof ofA) => [
    ...new Set(some.map(({ text }) => text).filter((text) => text !== '')),
  ];
  const both = [...ofA, ...ofB].filter(({ text }) => inA.has(text) && inB.has(text) && text !== '');
  if (isCited(both)) answer.say(phrases.inBoth(texts(both)), ...both);
  for (const [moment, own, others] of [
    [a, ofA, inB],
    [b, ofB, inA],
  ] as const) {
    const only = own.filter(({ text }) => !others.has(text) && text !== '');
    if (isCited(only)) answer.say(phrases.onlyIn(texts(only), placeOf(work, moment)), ...only);
  }
  tellLonger(work, a, b);
  if (a.videoId === b.videoId) {
    const film = filmCited(work.library, a.videoId);
    answer.say(phrases.sameFilm(film.text), film);
  }
  return unchanged(work);
}

function tellLonger(work: Work, a: Moment, b: Moment): void {
  const { answer, phrases } = work;
  const difference = durationOf(a) - durationOf(b);
  const [long, short] = difference >= 0 ? [a, b] : [b, a];
  const evidence = [
    filmCited(work.library, long.videoId, long),
    filmCited(work.library, short.videoId, short),
  ] as const;
  const [one, two] = [placeOf(work, long), placeOf(work, short)];
  if (Math.abs(difference) < 0.1) answer.say(phrases.asLong(one, two), ...evidence);
  else answer.say(phrases.compared(one, two, Math.abs(difference).toFixed(1)), ...evidence);
}

/** The two that a turn points at; with one alone the one spoken of, with none that and its neighbour. */
function twoOf(pointed: readonly number[], chosen: number): [number, number] {
  const [first, second] = pointed;
  if (first !== undefined && second !== undefined) return [first, second];
  if (first !== undefined) return first === chosen ? [first, first === 0 ? 1 : 0] : [chosen, first];
  return [chosen, chosen === 0 ? 1 : chosen - 1];
}

/** Chooses results to be written as clips; writing is left to whoever asked, since a turn only reads. */
export function exportMoments(work: Work): Outcome {
  const { state, turn, notes, phrases, answer } = work;
  const { moments, chosen } = state;
  const places =
    turn.pointed.length > 0
      ? turn.pointed
      : turn.pointsAtAll
        ? moments.map((_, at) => at)
        : chosen === null
          ? []
          : [chosen];
  const picked = places.flatMap((place) => moments[place] ?? []);
  if (picked.length === 0) {
    notes.push(phrases.noResults());
    return unchanged(work);
  }
  for (const moment of picked)
    answer.say(phrases.chosen(placeOf(work, moment)), ...citedOf(work.library, moment));
  notes.push(phrases.exported(picked.length));
  return { ...unchanged(work), exports: picked.map(({ id }) => id) };
}

/** Puts aside what was looked for. */
export function newTopic({ notes, phrases }: Work): Outcome {
  notes.push(phrases.newTopic());
  return { plan: emptyPlan, moments: [], chosen: null };
}

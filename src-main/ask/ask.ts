import { clock } from '../domain/clock.ts';
import { citedOf, filmCited, lineCited, searchCited, sightCited } from '../domain/citations.ts';
import { AnswerWriter, isCited, type Answer, type Cited } from '../domain/cited-answer.ts';
import { durationOf, overlapOf, type Interval } from '../domain/interval.ts';
import type { Moment } from '../domain/moment.ts';
import type { QueryPart } from '../domain/query.ts';
import { askPhrases, type AskPhrases } from './answers.ts';
import { selectFromFilm, type FilmSelection } from './budget.ts';
import type { FilmView } from './film-view.ts';
import { readQuestion, type AskTask, type OrderQuestion } from './question.ts';

export interface AskAnswer {
  readonly task: AskTask;
  readonly answer: Answer;
  /** All instances of what is sought, by film and time. */
  readonly moments: readonly Moment[];
  /** What the answer was sought in; of the film that was asked about, or of the one that shows most of it. */
  readonly selection: (FilmSelection & { readonly videoId: number }) | null;
}

/** Instances are sought so far. */
const mostMoments = 200;
/** Seconds: instances that are closer together are one. */
const mergeGap = 2;
/** Seconds: so much is told of what comes before or after. */
const neighbourhood = 12;
/** Seconds: who is in a stretch for less only brushes it. */
const leastPresence = 0.5;
/** Lines, people and moments that one answer cites at most. */
const mostCited = 20;

interface Asking {
  readonly view: FilmView;
  readonly films: readonly number[] | null;
  readonly phrases: AskPhrases;
  readonly answer: AnswerWriter;
  readonly signal: AbortSignal | undefined;
}

/**
 * Answers a question about some films, or about all: reads what it asks, finds every instance of what is sought, and tells it from
 * evidence alone. Where nothing answers, it says that the film does not show it.
 * @param films the films that are asked about, at least one; null for all
 */
export async function ask(
  question: string,
  films: readonly number[] | null,
  view: FilmView,
  signal?: AbortSignal,
): Promise<AskAnswer> {
  const { task, language, text, order } = readQuestion(question);
  const asking: Asking = { view, films, phrases: askPhrases[language], answer: new AnswerWriter(), signal };
  const parts = view.read(order ? order.anchor : text);
  const moments = await instancesOf(asking, parts);
  if (moments.length === 0 && !asksAboutWhole(task, parts, films)) {
    notShown(asking, text);
  } else await answered(asking, task, parts, moments, order);
  const film = moments[0]?.videoId ?? films?.[0] ?? null;
  const selection =
    film === null ? null : { videoId: film, ...(await selectFromFilm(view, film, parts, signal)) };
  return { task, answer: asking.answer.written(), moments, selection };
}

/** "Who is in this film" and "what is said" ask about all of it. */
function asksAboutWhole(
  task: AskTask,
  parts: readonly QueryPart[],
  films: readonly number[] | null,
): boolean {
  return (task === 'who' || task === 'said') && parts.length === 0 && films !== null;
}

/** Every instance of what is sought, by film and time; what is closer together than a breath is one. */
async function instancesOf(asking: Asking, parts: readonly QueryPart[]): Promise<Moment[]> {
  if (parts.length === 0) return [];
  const { moments } = await asking.view.search(parts, asking.films, mostMoments, asking.signal);
  const sorted = moments.toSorted((a, b) => a.videoId - b.videoId || a.start - b.start);
  const merged: Moment[] = [];
  for (const moment of sorted) {
    const last = merged.at(-1);
    if (last && last.videoId === moment.videoId && moment.start - last.end <= mergeGap) {
      const evidence = [...last.evidence, ...moment.evidence];
      const score = Math.max(last.score, moment.score);
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, moment.end), evidence, score };
    } else merged.push(moment);
  }
  return merged;
}

async function answered(
  asking: Asking,
  task: AskTask,
  parts: readonly QueryPart[],
  moments: readonly Moment[],
  order: OrderQuestion | null,
): Promise<void> {
  const { answer, phrases } = asking;
  const films = new Set(moments.map(({ videoId }) => videoId)).size;
  const evidence = moments.slice(0, mostCited).flatMap((moment) => citedOf(asking.view, moment));
  switch (task) {
    case 'count':
      if (isCited(evidence)) answer.say(phrases.counted(moments.length, films), ...evidence);
      return;
    case 'find':
      if (isCited(evidence)) answer.say(phrases.found(moments.length, films), ...evidence);
      return;
    case 'existence': {
      const best = moments.toSorted((a, b) => b.score - a.score)[0]!;
      answer.say(phrases.yes(placeOf(asking, best)), ...citedOf(asking.view, best));
      return;
    }
    case 'who':
      return tellWho(asking, parts, stretches(asking, moments));
    case 'said':
      return tellLines(asking, stretches(asking, moments));
    case 'order':
      return order?.other
        ? tellFirst(asking, moments[0]!, order)
        : tellSide(asking, moments[0]!, order!.side);
  }
}

type Stretch = Interval & { readonly videoId: number };

/** The moments, or all of the film that is asked about. */
function stretches({ films, view }: Asking, moments: readonly Moment[]): readonly Stretch[] {
  if (moments.length > 0) return moments;
  return (films ?? []).map((videoId) => ({ videoId, start: 0, end: view.film(videoId)?.duration ?? 0 }));
}

function tellWho(asking: Asking, parts: readonly QueryPart[], where: readonly Stretch[]): void {
  const asked = new Set(
    parts.flatMap((part) => (part.kind === 'person' || part.kind === 'said' ? [part.name] : [])),
  );
  const seen = where.flatMap((stretch) =>
    asking.view
      .sightings(stretch.videoId, stretch)
      .filter((sight) => !asked.has(sight.person) && isIn(sight, stretch))
      .map((sight) => sightCited(asking.view, stretch.videoId, sight)),
  );
  const names = [...new Set(seen.map(({ text }) => text))];
  // Of each person the first sights are cited.
  const shown = names.flatMap((name) => seen.filter(({ text }) => text === name).slice(0, 3));
  if (isCited(shown)) asking.answer.say(asking.phrases.who(names), ...shown);
  else asking.answer.say(asking.phrases.nobody(), ...filmsOf(asking, where));
}

/** Whether somebody is in a stretch, and not only comes or goes at its edge. */
function isIn(sight: Interval, stretch: Interval): boolean {
  const least = Math.min(leastPresence, durationOf(sight) / 2, durationOf(stretch) / 2);
  return overlapOf(sight, stretch) >= least;
}

function tellLines(asking: Asking, where: readonly Stretch[]): void {
  const lines = linesIn(asking, where).slice(0, mostCited);
  if (isCited(lines)) asking.answer.say(asking.phrases.said(lines.map(({ text }) => text)), ...lines);
  else asking.answer.say(asking.phrases.nothingSaid(), ...filmsOf(asking, where));
}

/** What the film has just before or after a moment: people and lines. */
function tellSide(asking: Asking, moment: Moment, side: 'before' | 'after'): void {
  const { view, answer, phrases } = asking;
  const { videoId } = moment;
  const duration = view.film(videoId)?.duration ?? moment.end;
  const span =
    side === 'before'
      ? { start: Math.max(0, moment.start - neighbourhood), end: moment.start }
      : { start: moment.end, end: Math.min(duration, moment.end + neighbourhood) };
  if (span.end <= span.start) return notShown(asking, '');
  const where = { videoId, ...span };
  const people = view
    .sightings(videoId, span)
    .map((sight) => sightCited(view, videoId, sight))
    .slice(0, mostCited);
  const lines = linesIn(asking, [where]).slice(0, mostCited);
  const names = [...new Set(people.map(({ text }) => text))];
  const texts = lines.map(({ text }) => text);
  const at = placeOf(asking, where);
  answer.say(phrases.side(side, names, texts, at), filmCited(view, videoId, where), ...people, ...lines);
}

/** Which of two comes first, by the first instance of each. */
async function tellFirst(asking: Asking, anchor: Moment, { other, side }: OrderQuestion): Promise<void> {
  const others = await instancesOf({ ...asking, films: [anchor.videoId] }, asking.view.read(other ?? ''));
  const one = others[0];
  if (!one) return notShown(asking, other ?? '');
  const isBefore = one.start < anchor.start;
  const [earlier, later] = isBefore ? [one, anchor] : [anchor, one];
  asking.answer.say(
    asking.phrases.first(isBefore === (side === 'before'), placeOf(asking, earlier), placeOf(asking, later)),
    ...citedOf(asking.view, earlier),
    ...citedOf(asking.view, later),
  );
}

/** Nothing answers: the search itself is what that stands on. */
function notShown({ films, view, answer, phrases }: Asking, text: string): void {
  const only = films?.length === 1 ? films[0]! : null;
  const isOfFilm = only !== null && view.film(only) !== null;
  const where = isOfFilm ? 'film' : films && films.length > 1 ? 'chosen' : 'library';
  answer.say(phrases.notShown[where], searchCited(view, text, only));
}

function linesIn(asking: Asking, where: readonly Stretch[]): Cited[] {
  return where.flatMap((stretch) =>
    asking.view.lines(stretch.videoId, stretch).map((line) => lineCited(asking.view, stretch.videoId, line)),
  );
}

function filmsOf(asking: Asking, where: readonly Stretch[]): [Cited, ...Cited[]] {
  const [first, ...others] = where.map((stretch) => filmCited(asking.view, stretch.videoId, stretch));
  return [first!, ...others];
}

function placeOf({ view }: Asking, { videoId, start, end }: Stretch): string {
  return `${view.film(videoId)?.title ?? ''} ${clock(start)}–${clock(end)}`;
}

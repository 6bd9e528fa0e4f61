import { boundsOf, durationOf, overlapOf, type Interval } from '../domain/interval.ts';
import type { Shot } from '../domain/shot.ts';
import type { IdentifiedTrack } from '../store/presence-queries.ts';
import { absenceIn } from './absence.ts';
import {
  linesByFilm,
  withoutRepeats,
  type DialogueClause,
  type LineHit,
  type LinesByFilm,
} from './dialogue-search.ts';
import { bestFilms, leastSight, leastSightBesidePerson, type RankedFilm } from './film-ranking.ts';
import { framesIn, type FilmSights, type FrameRange } from './film-sights.ts';
import { Curve, shotsStandingOut, standingOut } from './foreground.ts';
import type { FilmPictures, FrameIndex } from './frame-index.ts';
import { jointPresence } from './joint-presence.ts';
import { learnedSpan } from './learned-span.ts';
import type { FoundMoment, PictureHit } from './moment-builder.ts';
import { durationPrior, presenceScore } from './moment-score.ts';
import type { SceneQuestion, TextQuestion } from './scene-question.ts';
import type { SearchRun } from './search-run.ts';
import { wordSeen } from './seen-text.ts';
import { jointTolerance, touches, touching } from './touching.ts';

/** Films that are looked at closely: some for the first moments, more for whoever wants to see more of them. */
const filmCount = { least: 40, most: 400 };
/** So many moments come from few enough films. */
const fewMoments = 60;
/** Moments of one film that are looked at more closely. */
const mostInFilm = 60;
/** Of these, the best whose start and end a learned span predictor is asked for. */
const mostRefined = 3;
/** Seconds: a word that is said more quickly falls between two steps of a curve. */
const shortestGate = 1;
/** Seconds: what a cut or somebody's coming leaves of a shot is no moment. */
const leastMoment = 0.4;
/**
 * From here on a text is answered: as likely as not, or likelier. Where the people are there who are asked for, less will do:
 * of the best moments for people at places or with things, 82 % were right on nine generated films for tuning.
 */
const sureLevel = { alone: 0.5, besidePerson: 0.3 };
/**
 * A place is answered from here on, whoever is there: what is less certain of all of a setting is mostly another one. Nor is it where
 * another setting of the film shows the place much better. Chosen on the tuning half of the generated corpus.
 */
const surePlace = { level: 0.43, shareOfBest: 0.8 };

/**
 * A moment that shows none of so large a share of a text's words is a near miss: of two or three words all are demanded,
 * unless what is seen of the others is beyond doubt.
 */
const mostUnseen = 0.25;
const beyondDoubt = 0.75;

/** The lines that answer each part of a question that can be said. */
interface QuestionLines {
  readonly phrases: readonly LinesByFilm[];
  /** By the question's texts; empty for texts that only a picture can answer. */
  readonly texts: readonly LinesByFilm[];
  readonly absent: readonly LinesByFilm[];
}

/**
 * Moments whose pictures answer at least one text of a question, the rest of it answered at the same time: everybody on
 * screen, every phrase said, nothing there that must be absent. Texts may be answered by a line instead.
 */
export async function picturedMoments(
  run: SearchRun,
  index: FrameIndex,
  question: SceneQuestion,
): Promise<FoundMoment[]> {
  const { choice, closely, limit, pacer } = run;
  const lines = linesOf(run, question);
  const possible = (await index.films(pacer)).filter(
    ({ videoId }) =>
      (choice?.has(videoId) ?? true) &&
      (closely?.has(videoId) ?? true) &&
      lines.phrases.every((hits) => hits.has(videoId)),
  );
  const bestLines = lines.texts.map(bestOfFilms);
  const least = question.people.length > 0 ? leastSightBesidePerson : leastSight;
  const { texts } = question;
  const chosen = await bestFilms(index, possible, texts, bestLines, least, filmsFor(limit), pacer);
  const moments: FoundMoment[] = [];
  for (const film of chosen) {
    moments.push(...(await momentsInFilm(run, question, lines, film)));
    await pacer.breathe();
  }
  return moments;
}

/** The score of each film's best line. */
export function bestOfFilms(lines: LinesByFilm): ReadonlyMap<number, number> {
  return new Map([...lines].map(([videoId, own]) => [videoId, Math.max(...own.map(({ score }) => score))]));
}

/** In how many films pictures are looked at closely where so many moments are wanted. */
export function filmsFor(limit: number): number {
  return limit <= fewMoments ? filmCount.least : Math.min(filmCount.most, limit);
}

function linesOf({ lines, choice }: SearchRun, { phrases, texts, absent }: SceneQuestion): QuestionLines {
  const ofClause = (clause: DialogueClause): LinesByFilm => linesByFilm(lines.withAll(clause, choice));
  return {
    phrases: phrases.map(ofClause),
    texts: texts.map(({ said }) => (said ? ofClause(said) : new Map())),
    absent: absent.lines.map(ofClause),
  };
}

async function momentsInFilm(
  run: SearchRun,
  question: SceneQuestion,
  lines: QuestionLines,
  film: RankedFilm,
): Promise<FoundMoment[]> {
  const { memory, without } = run;
  const { spanPredictor } = run.heads;
  const { videoId, pictures, sights } = film;
  const { shots, cuts, coverage, duration } = pictures;
  const { people } = question;
  const tracks = people.length > 0 ? memory.tracksOf(people, videoId) : [];
  const gates = gatesIn(question, lines, videoId, tracks, shots);
  const absence = absenceIn(run, question.absent, lines.absent, videoId);
  const own = lines.texts.map((hits) => hits.get(videoId) ?? []);
  const hearable = [...lines.phrases.flatMap((hits) => hits.get(videoId) ?? []), ...own.flat()];

  const curves = question.texts.map((text, at) => textCurve(text, sights[at]!, pictures, own[at]!));
  const words = Curve.lowestOf(curves, duration);
  const narrows = gates.length > 0 || absence.length > 0;
  const all = narrows ? words.copy(duration) : words;
  if (!without.has('joint evidence')) for (const gate of gates) keepOnly(all, gate);
  for (const away of absence) all.clear(away);

  const turns = boundsOf([...gates.flat(), ...absence]);
  const stretches = without.has('localiser')
    ? shotsStandingOut(all, shots)
    : standingOut(all, ...(without.has('snapping') ? [] : [cuts, turns]));
  const candidates = stretches
    .filter((moment) => durationOf(moment) >= leastMoment)
    .map((moment) => ({ moment, level: all.mean(moment) }))
    .toSorted((a, b) => b.level - a.level)
    .slice(0, mostInFilm);
  const facts = { all, texts: words, cuts, turns };
  const sure = people.length > 0 ? sureLevel.besidePerson : sureLevel.alone;
  const found: FoundMoment[] = [];
  for (const [at, { moment: stretch }] of candidates.entries()) {
    const moment =
      spanPredictor && at < mostRefined ? await learnedSpan(stretch, facts, spanPredictor) : stretch;
    const levels = curves.map((curve) => curve.mean(moment));
    const certainties = people.length > 0 ? [...levels, presenceScore(tracks, people, moment)] : levels;
    const range = framesIn(coverage, moment);
    const hits = sights.flatMap((sight) => pictureHit(sight, pictures, range, moment));
    // Beside the people asked for, what is hardly seen is a near miss.
    if (hits.length === 0 && people.length === 0) continue;
    const said = hearable.filter(({ cue }) => touches(cue, moment, jointTolerance));
    const missing = sights.map((sight, at) => missingWords(sight, range, moment, own[at]!));
    found.push({
      videoId,
      ...moment,
      score: geometricMean(certainties) * durationPrior(moment),
      tracks: touching(tracks, moment),
      lines: withoutRepeats(said),
      pictures: hits,
      missing: missing.flat(),
      isNear:
        levels.some((level, at) => level < (own[at]!.length > 0 ? sure : sureLevelOf(sights[at]!, sure))) ||
        (Math.min(...levels) < beyondDoubt && lacksMuch(sights, missing)),
    });
  }
  return found;
}

/** The level from which on a film's pictures answer a text. @param usual for texts that say more than a place */
function sureLevelOf({ text, best }: FilmSights, usual: number): number {
  if (!text || text.words.length === 0 || !text.words.every(({ isPlace }) => isPlace)) return usual;
  return Math.max(surePlace.level, surePlace.shareOfBest * best);
}

function geometricMean(values: readonly number[]): number {
  return values.reduce((product, value) => product * value, 1) ** (1 / values.length);
}

/** When everybody is on screen, and when each phrase is said: no moment lies outside. */
function gatesIn(
  question: SceneQuestion,
  lines: QuestionLines,
  videoId: number,
  tracks: readonly IdentifiedTrack[],
  shots: readonly Shot[],
): Interval[][] {
  return [
    ...(question.people.length > 0 ? [jointPresence(tracks, question.people, shots)] : []),
    ...lines.phrases.map((hits) => (hits.get(videoId) ?? []).map(({ cue }) => atLeast(shortestGate, cue))),
  ];
}

/** An interval, or one of some length around its middle where it is shorter. */
function atLeast(seconds: number, interval: Interval): Interval {
  const pad = Math.max(0, seconds - durationOf(interval)) / 2;
  return { start: Math.max(0, interval.start - pad), end: interval.end + pad };
}

/** Either of picture and line answers a text; both together make it surer. */
function textCurve(
  text: TextQuestion,
  { levels }: FilmSights,
  { coverage, duration }: FilmPictures,
  lines: readonly LineHit[],
): Curve {
  const curve = new Curve(duration);
  for (let frame = 0; frame < levels.length; frame++) {
    curve.raise(coverage[frame]!, text.visual * levels[frame]!);
  }
  if (lines.length > 0) {
    const said = new Curve(duration);
    for (const { cue, score } of lines) said.raise(cue, text.dialogue * score);
    curve.raiseBy(said);
  }
  return curve;
}

function keepOnly(curve: Curve, intervals: readonly Interval[]): void {
  let from = 0;
  for (const { start, end } of intervals.toSorted((a, b) => a.start - b.start)) {
    curve.clear({ start: from, end: Math.max(from, start) });
    from = Math.max(from, end);
  }
  curve.clear({ start: from, end: Infinity });
}

/** The best frame of a moment for one text, if it shows enough of it to be named as evidence. */
function pictureHit(
  sights: FilmSights,
  { frames }: FilmPictures,
  range: FrameRange,
  moment: Interval,
): PictureHit[] {
  const best = sights.bestOf(range);
  if (best < 0 || !sights.text) return [];
  const words = sights.text.words.filter((_, word) => sights.certainty(best, word) >= wordSeen);
  if (sights.text.words.length > 0 && words.length === 0) return [];
  return [
    {
      ...moment,
      time: Math.min(moment.end, Math.max(moment.start, frames.times[best]!)),
      words: words.map(({ word, concepts }) => ({ word, concepts })),
      confidence: sights.levels[best]!,
      ...(sights.text.example?.name ? { example: sights.text.example.name } : {}),
    },
  ];
}

/** Whether of the words of some text too many are not seen in a moment, and nobody says them; `missing` by text. */
function lacksMuch(sights: readonly FilmSights[], missing: readonly (readonly string[])[]): boolean {
  return sights.some(({ text }, at) => {
    const lacked = missing[at]!.length - (text?.unknown.length ?? 0);
    return lacked > mostUnseen * (text?.words.length ?? 0);
  });
}

/** Words that neither a picture nor a line of the moment answers. */
function missingWords(
  sights: FilmSights,
  range: FrameRange,
  moment: Interval,
  lines: readonly LineHit[],
): string[] {
  if (!sights.text || lines.some(({ cue }) => overlapOf(cue, moment) > 0)) return [];
  const unseen = sights.text.words.filter((_, word) => !sights.shows(word, range));
  return [...unseen.map(({ word }) => word), ...sights.text.unknown];
}

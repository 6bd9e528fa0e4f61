import { durationOf, overlapOf, type Interval } from '../domain/interval.ts';
import type { Shot } from '../domain/shot.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { IdentifiedTrack } from '../store/presence-queries.ts';
import { linesWithAll, withoutRepeats, type LineHit } from './dialogue-search.ts';
import { absenceIn, type AbsentLines } from './absence.ts';
import type { FilmChoice } from './film-choice.ts';
import { bestFilms } from './film-ranking.ts';
import { Curve, standingOut } from './foreground.ts';
import { frameCoverage } from './frame-coverage.ts';
import type { FrameIndex } from './frame-index.ts';
import { jointPresence } from './joint-presence.ts';
import type { FoundMoment, PictureHit } from './moment-builder.ts';
import { durationPrior, presenceScore } from './moment-score.ts';
import type { Pacer } from './pacer.ts';
import type { SceneQuestion, TextQuestion } from './scene-question.ts';
import { sightOf, wordSeen, type Sight } from './seen-text.ts';
import { jointTolerance, touching } from './touching.ts';

/** Films that are looked at closely. */
const mostFilms = 40;
/** Seconds: what a cut or somebody's coming leaves of a shot is no moment. */
const leastMoment = 0.4;
/** From here on a text is answered: as likely as not, or likelier. */
const sureLevel = 0.5;

/** The lines that answer each part of a question that can be said. */
export interface QuestionLines {
  readonly phrases: readonly (readonly LineHit[])[];
  /** By the question's texts; empty for texts that only a picture can answer. */
  readonly texts: readonly (readonly LineHit[])[];
  readonly absent: AbsentLines;
}

/**
 * Moments whose pictures answer at least one text of a question, the rest of it answered at the same time: everybody on
 * screen, every phrase said, nothing there that must be absent. Texts may be answered by a line instead.
 */
export async function picturedMoments(
  reader: LibraryReader,
  index: FrameIndex,
  question: SceneQuestion,
  choice: FilmChoice,
  pacer: Pacer,
): Promise<FoundMoment[]> {
  const lines = linesOf(reader, question, choice);
  const films = (await index.films(pacer)).filter(
    ({ videoId }) =>
      (choice?.has(videoId) ?? true) &&
      lines.phrases.every((hits) => hits.some(({ cue }) => cue.videoId === videoId)),
  );
  const bestLines = lines.texts.map((hits) => {
    const best = new Map<number, number>();
    for (const { cue, score } of hits) best.set(cue.videoId, Math.max(score, best.get(cue.videoId) ?? 0));
    return best;
  });
  const chosen = await bestFilms(index, films, question.texts, bestLines, mostFilms, pacer);
  const moments: FoundMoment[] = [];
  for (const videoId of chosen) {
    moments.push(...momentsInFilm(reader, index, question, lines, videoId));
    await pacer.breathe();
  }
  return moments;
}

function linesOf(reader: LibraryReader, question: SceneQuestion, choice: FilmChoice): QuestionLines {
  const videoIds = choice && [...choice];
  return {
    phrases: question.phrases.map((clause) => linesWithAll(reader, clause, videoIds)),
    texts: question.texts.map(({ said }) => (said ? linesWithAll(reader, said, videoIds) : [])),
    absent: question.absent.lines.map((clause) => linesWithAll(reader, clause, videoIds)),
  };
}

/** What a film shows of a question, frame by frame. */
interface FilmSights {
  readonly times: Float64Array;
  readonly coverage: readonly Interval[];
  /** By text, then by frame. */
  readonly texts: readonly (readonly Sight[])[];
}

function momentsInFilm(
  reader: LibraryReader,
  index: FrameIndex,
  question: SceneQuestion,
  lines: QuestionLines,
  videoId: number,
): FoundMoment[] {
  const duration = reader.videos.byId(videoId)?.duration ?? 0;
  const shots = reader.videos.shots(videoId);
  const sights = sightsIn(index, question, videoId, shots, duration);
  const tracks = question.people.length > 0 ? reader.presence.tracksOf(question.people, videoId) : [];
  const gates = gatesIn(question, lines, videoId, tracks, shots);
  const absence = absenceIn(reader, index, question.absent, lines.absent, videoId, { shots, duration });

  const own = lines.texts.map((hits) => hits.filter(({ cue }) => cue.videoId === videoId));
  const curves = question.texts.map((text, at) =>
    textCurve(text, sights.texts[at]!, sights.coverage, own[at]!, duration),
  );
  const all = new Curve(sights.times.length > 0 ? Math.max(duration, sights.coverage.at(-1)!.end) : duration);
  all.levels.set(curves[0]!.levels.subarray(0, all.levels.length));
  for (const curve of curves.slice(1)) {
    all.levels.forEach((level, at) => (all.levels[at] = Math.min(level, curve.levels[at] ?? 0)));
  }
  for (const gate of gates) keepOnly(all, gate);
  for (const away of absence) all.clear(away);

  const edges = [...shots, ...gates.flat(), ...absence].flatMap(({ start, end }) => [start, end]);
  return standingOut(all, edges).flatMap((moment) => {
    if (durationOf(moment) < leastMoment) return [];
    const pictures = question.texts.flatMap((text, at) => pictureHit(text, sights, at, moment));
    if (pictures.length === 0) return [];
    const levels = curves.map((curve) => curve.mean(moment));
    const seen = touching(tracks, moment);
    const certainties = [
      ...levels,
      ...(question.people.length > 0 ? [presenceScore(tracks, question.people, moment)] : []),
    ];
    const geometric = certainties.reduce((product, value) => product * value, 1) ** (1 / certainties.length);
    const said = [...lines.phrases.flat(), ...own.flat()].filter(
      ({ cue }) => cue.videoId === videoId && touching([cue], moment, jointTolerance).length > 0,
    );
    return [
      {
        videoId,
        ...moment,
        score: geometric * durationPrior(moment),
        tracks: seen,
        lines: withoutRepeats(said),
        pictures,
        missing: missingWords(question.texts, sights, moment, own),
        isNear: Math.min(...levels) < sureLevel,
      },
    ];
  });
}

function sightsIn(
  index: FrameIndex,
  { texts }: SceneQuestion,
  videoId: number,
  shots: readonly Shot[],
  duration: number,
): FilmSights {
  const frames = index.framesOf(videoId);
  const sights: Sight[][] = texts.map(() => []);
  frames.measure((vector) => {
    texts.forEach(({ seen }, at) => {
      sights[at]!.push(seen ? sightOf(index.matcher, vector, seen) : { level: 0, words: [] });
    });
  });
  return { times: frames.times, coverage: frameCoverage(frames.times, shots, duration), texts: sights };
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
    ...lines.phrases.map((hits) =>
      hits
        .filter(({ cue }) => cue.videoId === videoId)
        .map(({ cue }) => ({
          start: Math.max(0, cue.start - jointTolerance),
          end: cue.end + jointTolerance,
        })),
    ),
  ];
}

/** Either of picture and line answers a text; both together make it surer. */
function textCurve(
  text: TextQuestion,
  sights: readonly Sight[],
  coverage: readonly Interval[],
  lines: readonly LineHit[],
  duration: number,
): Curve {
  const seen = new Curve(Math.max(duration, coverage.at(-1)?.end ?? 0));
  sights.forEach(({ level }, frame) => seen.raise(coverage[frame]!, text.visual * level));
  const said = new Curve(Math.max(duration, coverage.at(-1)?.end ?? 0));
  for (const { cue, score } of lines) said.raise(cue, text.dialogue * score);
  seen.levels.forEach((level, at) => (seen.levels[at] = 1 - (1 - level) * (1 - said.levels[at]!)));
  return seen;
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
function pictureHit({ seen }: TextQuestion, sights: FilmSights, at: number, moment: Interval): PictureHit[] {
  if (!seen) return [];
  let best = -1;
  sights.texts[at]!.forEach(({ level }, frame) => {
    if (overlapOf(sights.coverage[frame]!, moment) <= 0) return;
    if (best < 0 || level > sights.texts[at]![best]!.level) best = frame;
  });
  const sight = sights.texts[at]![best];
  if (!sight) return [];
  const words = seen.words.filter((_, word) => sight.words[word]! >= wordSeen);
  if (seen.words.length > 0 && words.length === 0) return [];
  return [
    {
      ...moment,
      time: Math.min(moment.end, Math.max(moment.start, sights.times[best]!)),
      words: words.map(({ word, concepts }) => ({ word, concepts })),
      confidence: sight.level,
    },
  ];
}

/** Words that neither a picture nor a line of the moment answers. */
function missingWords(
  texts: readonly TextQuestion[],
  sights: FilmSights,
  moment: Interval,
  lines: readonly (readonly LineHit[])[],
): string[] {
  return texts.flatMap(({ seen }, at) => {
    if (!seen || lines[at]!.some(({ cue }) => overlapOf(cue, moment) > 0)) return [];
    const frames = sights.texts[at]!.filter((_, frame) => overlapOf(sights.coverage[frame]!, moment) > 0);
    const unseen = seen.words.filter((_, word) => !frames.some(({ words }) => words[word]! >= wordSeen));
    return [...unseen.map(({ word }) => word), ...seen.unknown];
  });
}

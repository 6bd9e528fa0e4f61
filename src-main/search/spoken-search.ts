import type { Interval } from '../domain/interval.ts';
import type { Shot } from '../domain/shot.ts';
import type { IdentifiedTrack } from '../store/presence-queries.ts';
import { absenceIn, surelyAbsent, without } from './absence.ts';
import { linesByFilm, withoutRepeats, type DialogueClause } from './dialogue-search.ts';
import { jointPresence, momentGap } from './joint-presence.ts';
import type { FoundMoment } from './moment-builder.ts';
import { jointScore, presenceScore } from './moment-score.ts';
import type { SceneQuestion } from './scene-question.ts';
import type { SearchRun } from './search-run.ts';
import { spokenStretches, type SpokenStretch } from './spoken-stretches.ts';
import { jointTolerance, touching } from './touching.ts';

/** What a line that holds all of a text counts at least, however little the text sounds like dialogue. */
const leastWeight = 0.75;
/** A line with some of the words is a near miss where the text sounds less like dialogue than this. */
const dialogueSounding = 0.6;
/** Lines that together have a smaller share of the words are a near miss. */
const leastSaid = 0.5;
/** Seconds: a face is lost a picture or two before the cut at times. */
const cutTolerance = 0.1;
/** Seconds: a shorter piece between what must be absent is no moment. */
const leastPiece = 0.5;

/**
 * Moments that answer a question by faces and lines alone: every person on screen at the same time, the words spoken
 * meanwhile. None when a text of the question can only be answered by a picture.
 */
export function spokenMoments(run: SearchRun, question: SceneQuestion): FoundMoment[] {
  if (question.texts.some(({ said }) => said === null)) return [];
  const clauses = [...question.phrases, ...question.texts.flatMap(({ said }) => said ?? [])];
  const absence = absenceByFilm(run, question);
  if (question.people.length > 0) return presentAndSpoken(run, question, clauses, absence);
  return spoken(run, question, clauses, (stretches) => mergedStretches(stretches.filter(absence.isFree)));
}

type Absence = ReturnType<typeof absenceByFilm>;

/** When everybody asked for is on screen in a film, at the same time. */
interface Presence {
  readonly tracks: readonly IdentifiedTrack[];
  readonly intervals: readonly Interval[];
}

function absenceByFilm(run: SearchRun, { absent }: SceneQuestion) {
  const lines = absent.lines.map((clause) => linesByFilm(run.lines.withAll(clause, run.choice)));
  const known = new Map<number, ReturnType<typeof absenceIn>>();
  const sure = new Map<number, ReturnType<typeof surelyAbsent>>();
  const asksForNone = [absent.people, absent.lines, absent.seen, absent.stretches].every(
    (list) => list.length === 0,
  );
  const inFilm = (videoId: number): readonly Interval[] => {
    if (asksForNone) return [];
    let there = known.get(videoId);
    if (!there) {
      there = absenceIn(run, absent, lines, videoId);
      known.set(videoId, there);
    }
    return there;
  };
  /** Whether nothing unwanted is there at the time. */
  const isFree = (stretch: SpokenStretch): boolean => {
    if (asksForNone) return true;
    const { videoId } = stretch;
    let isSurelyFree = sure.get(videoId);
    if (!isSurelyFree) {
      isSurelyFree = surelyAbsent(run, absent, lines, videoId);
      sure.set(videoId, isSurelyFree);
    }
    return isSurelyFree(stretch) || touching(inFilm(videoId), stretch).length === 0;
  };
  return { in: inFilm, isFree };
}

function presentAndSpoken(
  run: SearchRun,
  question: SceneQuestion,
  clauses: readonly DialogueClause[],
  absence: Absence,
): FoundMoment[] {
  const { memory, choice, without: leftOut } = run;
  const { people } = question;
  const wanted = new Set(memory.filmsOfAll(people).filter((videoId) => choice?.has(videoId) ?? true));
  const known = new Map<number, Presence>();
  const presentIn = (videoId: number): Presence => {
    let present = known.get(videoId);
    if (!present) {
      const own = memory.tracksOf(people, videoId);
      const shots = people.length > 1 ? memory.shots(videoId) : [];
      const together = leftOut.has('joint evidence') ? people.slice(0, 1) : people;
      const intervals = jointPresence(own, together, shots).flatMap((interval) => {
        const there = absence.in(videoId);
        return there.length > 0 ? without(interval, there, leastPiece) : [interval];
      });
      present = { tracks: own, intervals };
      known.set(videoId, present);
    }
    return present;
  };
  if (clauses.length === 0) {
    return [...wanted].flatMap((videoId) => {
      const { tracks, intervals } = presentIn(videoId);
      return intervals.map((interval) => ({
        videoId,
        ...interval,
        score: presenceScore(tracks, people, interval),
        tracks: touching(tracks, interval),
        ...bySpeechOnly,
      }));
    });
  }
  return spoken({ ...run, choice: wanted }, question, clauses, (stretches) => {
    const seen = stretches.filter(({ videoId, lines }) => {
      const { intervals } = presentIn(videoId);
      if (leftOut.has('joint evidence')) return intervals.length > 0;
      return lines.every(({ cue }) => isSeenDuring(cue, intervals, () => memory.shots(videoId)));
    });
    return mergedStretches(seen).map((moment) => {
      const own = touching(presentIn(moment.videoId).tracks, moment, jointTolerance);
      return { ...moment, tracks: own, score: jointScore(presenceScore(own, people, moment), moment.score) };
    });
  });
}

/** Whether a line is said during one of the intervals, or so shortly before or after that no cut lies between. */
function isSeenDuring(
  line: Interval,
  intervals: readonly Interval[],
  shotsOf: () => readonly Shot[],
): boolean {
  return touching(intervals, line, jointTolerance).some((interval) => {
    const [from, to] = [Math.min(interval.end, line.end), Math.max(interval.start, line.start)];
    return to <= from || !shotsOf().some(({ start }) => start >= from - cutTolerance && start <= to);
  });
}

const bySpeechOnly = { lines: [], pictures: [], missing: [], isNear: false };

/** Asks for lines with everything first; only where that leaves nothing for lines with a good share of the words. */
function spoken(
  { lines: asked, choice }: SearchRun,
  { texts }: SceneQuestion,
  clauses: readonly DialogueClause[],
  keep: (stretches: readonly SpokenStretch[]) => FoundMoment[],
): FoundMoment[] {
  const weight = texts.reduce((least, { dialogue }) => Math.min(least, dialogue), 1);
  const everything = keep(spokenStretches(clauses.map((clause) => asked.withAll(clause, choice))));
  if (everything.length > 0 || !clauses.some(({ kind }) => kind === 'words')) {
    return everything.map((moment) => ({
      ...moment,
      score: moment.score * (leastWeight + (1 - leastWeight) * weight),
    }));
  }
  const lines = clauses.map((clause) =>
    clause.kind === 'words' ? asked.withSome(clause, choice) : asked.withAll(clause, choice),
  );
  return keep(spokenStretches(lines)).map((moment) => ({
    ...moment,
    score: moment.score * weight,
    missing: unsaidWords(moment),
    isNear: weight < dialogueSounding || saidShare(moment, clauses) < leastSaid,
  }));
}

/** The share of the words asked for that the moment's lines have, 0..1. */
function saidShare(moment: FoundMoment, clauses: readonly DialogueClause[]): number {
  const asked = clauses.reduce((sum, { words }) => sum + words.length, 0);
  return 1 - unsaidWords(moment).length / asked;
}

/** Words that every one of the moment's lines lacks. */
function unsaidWords({ lines }: FoundMoment): string[] {
  const [first, ...others] = lines;
  return (first?.lacks ?? []).filter((word) => others.every(({ lacks }) => lacks.includes(word)));
}

/** Joins stretches of one video over small gaps; the best of them gives the score. */
function mergedStretches(stretches: readonly SpokenStretch[]): FoundMoment[] {
  const merged: {
    videoId: number;
    start: number;
    end: number;
    score: number;
    lines: SpokenStretch['lines'];
  }[] = [];
  for (const stretch of stretches.toSorted((a, b) => a.videoId - b.videoId || a.start - b.start)) {
    const last = merged.at(-1);
    if (last && last.videoId === stretch.videoId && stretch.start - last.end <= momentGap) {
      last.end = Math.max(last.end, stretch.end);
      last.score = Math.max(last.score, stretch.score);
      last.lines = withoutRepeats([...last.lines, ...stretch.lines]);
    } else merged.push({ ...stretch });
  }
  return merged.map((moment) => ({ tracks: [], pictures: [], missing: [], isNear: false, ...moment }));
}

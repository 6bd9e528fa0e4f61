import type { Problem } from '../domain/errors.ts';
import type { Interval } from '../domain/interval.ts';
import type { Moment } from '../domain/moment.ts';
import type { QueryPart } from '../domain/query.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { PersonRow } from '../store/people-table.ts';
import {
  linesWithAll,
  linesWithSome,
  phraseClause,
  wordsClause,
  type DialogueClause,
} from './dialogue-search.ts';
import { jointPresence, momentGap } from './joint-presence.ts';
import { momentOf, type FoundMoment } from './moment-builder.ts';
import { jointScore, presenceScore } from './moment-score.ts';
import { parseQuery } from './query-parser.ts';
import { spokenStretches, type SpokenStretch } from './spoken-stretches.ts';
import { unknownPersonProblem } from './unknown-person.ts';

export interface SearchAnswer {
  readonly parts: readonly QueryPart[];
  /** Best first. */
  readonly moments: readonly Moment[];
  readonly problems: readonly Problem[];
}

/** Sound and picture of one moment may miss each other by so many seconds: cues are not cut to the frame. */
const jointTolerance = 0.5;

/**
 * Finds the moments that answer a query. All parts are demanded of one moment: every person on screen at the same time, and
 * the words spoken meanwhile. A query with an unknown name has no moments and a problem that says why.
 */
export function searchMoments(reader: LibraryReader, query: string, limit: number): SearchAnswer {
  const people = reader.people.all();
  const names = people.map(({ name }) => name);
  const parts = parseQuery(query, names);
  const problems = parts
    .filter((part) => part.kind === 'person')
    .filter((part) => !part.known)
    .map((part) => unknownPersonProblem(part.name, names));
  const personIds = askedPeople(parts, people);
  const clauses = askedDialogue(parts);
  if (problems.length > 0 || (personIds.length === 0 && clauses.length === 0)) {
    return { parts, moments: [], problems };
  }
  const found =
    personIds.length === 0
      ? spoken(reader, clauses, null, (stretches) => mergedStretches(stretches))
      : presentAndSpoken(reader, personIds, clauses);
  return { parts, moments: ranked(reader, found, limit), problems };
}

function askedPeople(parts: readonly QueryPart[], people: readonly PersonRow[]): number[] {
  const ids = new Map(people.map(({ id, name }) => [name, id]));
  return parts.flatMap((part) => (part.kind === 'person' ? (ids.get(part.name) ?? []) : []));
}

/** One clause a phrase, and one of all plain words wherever they stand. */
function askedDialogue(parts: readonly QueryPart[]): DialogueClause[] {
  const plain = parts.filter((part) => part.kind === 'words').map(({ text }) => text);
  const phrases = parts.filter((part) => part.kind === 'phrase').map(({ text }) => phraseClause(text));
  const words = wordsClause(plain.join(' '), plain.length === parts.length);
  return [...phrases, words].filter((clause) => clause !== null);
}

function presentAndSpoken(
  reader: LibraryReader,
  personIds: readonly number[],
  clauses: readonly DialogueClause[],
): FoundMoment[] {
  const videoIds = reader.presence.videosOfAll(personIds);
  const wanted = new Set(videoIds);
  const tracks = reader.presence.tracksOf(personIds).filter(({ videoId }) => wanted.has(videoId));
  const present = new Map(
    [...Map.groupBy(tracks, ({ videoId }) => videoId)].map(([videoId, own]) => {
      const shots = personIds.length > 1 ? reader.videos.shots(videoId) : [];
      return [videoId, { tracks: own, intervals: jointPresence(own, personIds, shots) }];
    }),
  );
  if (clauses.length === 0) {
    return [...present].flatMap(([videoId, { tracks: own, intervals }]) =>
      intervals.map((interval) => ({
        videoId,
        ...interval,
        score: presenceScore(own, personIds, interval),
        tracks: touching(own, interval),
        lines: [],
      })),
    );
  }
  return spoken(reader, clauses, videoIds, (stretches) => {
    const seen = stretches.filter(({ videoId, lines }) => {
      const intervals = present.get(videoId)?.intervals ?? [];
      return lines.every(({ cue }) => touching(intervals, cue, jointTolerance).length > 0);
    });
    return mergedStretches(seen).map((moment) => {
      const own = touching(present.get(moment.videoId)!.tracks, moment, jointTolerance);
      return {
        ...moment,
        tracks: own,
        score: jointScore(presenceScore(own, personIds, moment), moment.score),
      };
    });
  });
}

/** Asks for lines with everything first; only where that leaves nothing for lines with a good share of the words. */
function spoken(
  reader: LibraryReader,
  clauses: readonly DialogueClause[],
  videoIds: readonly number[] | null,
  keep: (stretches: readonly SpokenStretch[]) => FoundMoment[],
): FoundMoment[] {
  const everything = keep(spokenStretches(clauses.map((clause) => linesWithAll(reader, clause, videoIds))));
  if (everything.length > 0 || !clauses.some(({ kind }) => kind === 'words')) return everything;
  const lines = clauses.map((clause) =>
    clause.kind === 'words'
      ? linesWithSome(reader, clause, videoIds)
      : linesWithAll(reader, clause, videoIds),
  );
  return keep(spokenStretches(lines));
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
  return merged.map((moment) => ({ ...moment, tracks: [] }));
}

function withoutRepeats(lines: SpokenStretch['lines']): SpokenStretch['lines'] {
  const byCue = Map.groupBy(lines, ({ cue }) => cue.id);
  return [...byCue.values()].map(([first, ...more]) => ({
    ...first!,
    clauses: [...new Set([...first!.clauses, ...more.flatMap(({ clauses }) => clauses)])],
  }));
}

function touching<T extends Interval>(items: readonly T[], interval: Interval, tolerance = 0): T[] {
  return items.filter(
    ({ start, end }) => start < interval.end + tolerance && end > interval.start - tolerance,
  );
}

function ranked(reader: LibraryReader, found: readonly FoundMoment[], limit: number): Moment[] {
  return found
    .toSorted((a, b) => b.score - a.score || a.videoId - b.videoId || a.start - b.start)
    .slice(0, limit)
    .map((moment) => momentOf(reader, moment, reader.videos.byId(moment.videoId)?.duration ?? 0));
}

import type { Interval } from '../domain/interval.ts';
import {
  momentIdOf,
  type ConceptEvidence,
  type Evidence,
  type Moment,
  type PictureEvidence,
} from '../domain/moment.ts';
import { mergePresence, appearanceGap } from '../domain/presence.ts';
import { isConceptTrack, type IdentifiedTrack } from '../store/presence-queries.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { matchedWords, type LineHit } from './dialogue-search.ts';

/** What speaks for a moment before it is rounded and named. */
export interface FoundMoment extends Interval {
  readonly videoId: number;
  readonly score: number;
  readonly tracks: readonly IdentifiedTrack[];
  readonly lines: readonly LineHit[];
  readonly pictures: readonly PictureHit[];
  readonly missing: readonly string[];
  /** Whether it is a near miss: something that is asked for is less likely there than not. */
  readonly isNear: boolean;
}

/** What the pictures of a moment show of a text. */
export type PictureHit = Omit<PictureEvidence, 'kind'>;

/**
 * A moment as it is shown: start and end to the tenth of a second, inside the film, never empty.
 * @param videoDuration seconds; 0 when it is not known
 */
export function momentOf(reader: LibraryReader, found: FoundMoment, videoDuration: number): Moment {
  const last = videoDuration > 0 ? Math.max(1, Math.floor(videoDuration * 10 + 1e-6)) : Infinity;
  const startTenths = Math.min(Math.max(0, Math.round(found.start * 10)), last - 1);
  const endTenths = Math.max(startTenths + 1, Math.min(Math.round(found.end * 10), last));
  const key = { videoId: found.videoId, start: startTenths / 10, end: endTenths / 10 };
  return {
    id: momentIdOf(key),
    ...key,
    score: rounded(found.score),
    evidence: evidenceOf(reader, found),
    missing: [...new Set(found.missing)],
  };
}

/** Faces by time, then concepts, pictures, then lines by time. */
export function evidenceOf(
  reader: LibraryReader,
  { tracks, lines, pictures }: Pick<FoundMoment, 'tracks' | 'lines' | 'pictures'>,
): Evidence[] {
  return [
    ...tracks
      .filter((track) => !isConceptTrack(track))
      .toSorted((a, b) => a.start - b.start)
      .map(({ person, trackId, confidence, start, end }) => ({
        kind: 'face' as const,
        person,
        trackId,
        confidence,
        start,
        end,
      })),
    ...conceptEvidence(tracks.filter(isConceptTrack)),
    ...pictures.map((hit) => ({ kind: 'picture' as const, ...hit, confidence: rounded(hit.confidence) })),
    ...lines
      .toSorted((a, b) => a.cue.start - b.cue.start)
      .map((line) => ({
        kind: 'line' as const,
        cueId: line.cue.id,
        text: line.cue.text,
        matched: matchedWords(reader, line),
        start: line.cue.start,
        end: line.cue.end,
        ...speakerOf(reader, line),
      })),
  ];
}

function speakerOf(reader: LibraryReader, { clauses }: LineHit): { speaker?: string } {
  const id = clauses.find(({ speaker }) => speaker !== undefined)?.speaker;
  const person = id === undefined ? null : reader.people.byId(id);
  return person ? { speaker: person.name } : {};
}

/** The frames that show a concept one after another are one piece of evidence. */
function conceptEvidence(frames: readonly IdentifiedTrack[]): ConceptEvidence[] {
  return [...Map.groupBy(frames, ({ person }) => person)].flatMap(([concept, own]) =>
    mergePresence(own, appearanceGap).map(({ start, end, confidence }) => {
      const best = own
        .filter((frame) => frame.start < end && frame.end > start)
        .reduce((a, b) => (b.confidence > a.confidence ? b : a));
      return { kind: 'concept', concept, start, end, time: best.trackId / 1000, confidence };
    }),
  );
}

function rounded(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 1000) / 1000;
}

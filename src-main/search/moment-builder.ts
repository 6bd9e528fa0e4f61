import type { Interval } from '../domain/interval.ts';
import { momentIdOf, type Evidence, type Moment } from '../domain/moment.ts';
import type { IdentifiedTrack } from '../store/presence-queries.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { matchedWords, type LineHit } from './dialogue-search.ts';

/** What speaks for a moment before it is rounded and named. */
export interface FoundMoment extends Interval {
  readonly videoId: number;
  readonly score: number;
  readonly tracks: readonly IdentifiedTrack[];
  readonly lines: readonly LineHit[];
}

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
    score: Math.round(Math.min(1, Math.max(0, found.score)) * 1000) / 1000,
    evidence: evidenceOf(reader, found.tracks, found.lines),
  };
}

/** Faces by time, then lines by time. */
export function evidenceOf(
  reader: LibraryReader,
  tracks: readonly IdentifiedTrack[],
  lines: readonly LineHit[],
): Evidence[] {
  return [
    ...tracks
      .toSorted((a, b) => a.start - b.start)
      .map(({ person, trackId, confidence, start, end }) => ({
        kind: 'face' as const,
        person,
        trackId,
        confidence,
        start,
        end,
      })),
    ...lines
      .toSorted((a, b) => a.cue.start - b.cue.start)
      .map((line) => ({
        kind: 'line' as const,
        cueId: line.cue.id,
        text: line.cue.text,
        matched: matchedWords(reader, line),
        start: line.cue.start,
        end: line.cue.end,
      })),
  ];
}

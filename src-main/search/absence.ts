import { mergeIntervals, type Interval } from '../domain/interval.ts';
import { mergePresence } from '../domain/presence.ts';
import type { Shot } from '../domain/shot.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { LineHit } from './dialogue-search.ts';
import { frameCoverage } from './frame-coverage.ts';
import type { FrameIndex } from './frame-index.ts';
import type { Absent } from './scene-question.ts';
import { sightOf } from './seen-text.ts';

/** By what must not be said: the lines that say it. */
export type AbsentLines = readonly (readonly LineHit[])[];

/** From here on a picture shows what must not be there. */
const thereLevel = 0.5;
/** A face that is lost for so long may still be there. */
const turnedAway = 1;

/** When a film has something that a query does not want, by time. */
export function absenceIn(
  reader: LibraryReader,
  index: FrameIndex | null,
  { people, seen }: Absent,
  lines: AbsentLines,
  videoId: number,
  film: { readonly shots: readonly Shot[]; readonly duration: number },
): Interval[] {
  const there: Interval[] = [];
  for (const personId of people) {
    there.push(...mergePresence(reader.presence.tracksOf([personId], videoId), turnedAway));
  }
  for (const hits of lines)
    there.push(...hits.filter(({ cue }) => cue.videoId === videoId).map(({ cue }) => cue));
  if (index && seen.length > 0) {
    const frames = index.framesOf(videoId);
    const coverage = frameCoverage(frames.times, film.shots, film.duration);
    frames.measure((vector, frame) => {
      if (seen.some((text) => sightOf(index.matcher, vector, text).level >= thereLevel)) {
        there.push(coverage[frame]!);
      }
    });
  }
  return mergeIntervals(there);
}

/** What is left of an interval where nothing unwanted is there; pieces shorter than `least` seconds are dropped. */
export function without(interval: Interval, there: readonly Interval[], least: number): Interval[] {
  const left: Interval[] = [];
  let from = interval.start;
  for (const { start, end } of there) {
    if (end <= from || start >= interval.end) continue;
    if (start - from >= least) left.push({ start: from, end: start });
    from = Math.max(from, end);
  }
  if (interval.end - from >= least) left.push({ start: from, end: interval.end });
  return left;
}

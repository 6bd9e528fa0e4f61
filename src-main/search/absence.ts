import { mergeIntervals, type Interval } from '../domain/interval.ts';
import { mergePresence } from '../domain/presence.ts';
import type { LinesByFilm } from './dialogue-search.ts';
import { FilmSights } from './film-sights.ts';
import type { FrameIndex } from './frame-index.ts';
import type { Absent } from './scene-question.ts';
import type { SearchRun } from './search-run.ts';
import { touches } from './touching.ts';

/** From here on a picture shows what must not be there. */
const thereLevel = 0.5;
/** A face that is lost for so long may still be there. */
const turnedAway = 1;

/**
 * When a film has something that a query does not want, by time.
 * @param lines by what must not be said
 * @param stretchOf what a frame of the film stands for, or more than that
 */
export function absenceIn(
  { memory, index }: Pick<SearchRun, 'memory' | 'index'>,
  { people, seen, stretches }: Absent,
  lines: readonly LinesByFilm[],
  videoId: number,
  stretchOf = (frame: number, index: FrameIndex): Interval => index.picturesOf(videoId).coverage[frame]!,
): Interval[] {
  const there: Interval[] = stretches.filter((stretch) => stretch.videoId === videoId);
  for (const personId of people) {
    there.push(...mergePresence(memory.tracksOf([personId], videoId), turnedAway));
  }
  for (const hits of lines) there.push(...(hits.get(videoId) ?? []).map(({ cue }) => cue));
  const envelope = index?.envelopeOf(videoId);
  const possible = seen.filter((text) => !envelope || text.promise(envelope) >= thereLevel);
  if (index && possible.length > 0) {
    const frames = index.framesOf(videoId);
    for (const text of possible) {
      for (const frame of new FilmSights(text, frames).framesFrom(thereLevel)) {
        there.push(stretchOf(frame, index));
      }
    }
  }
  return mergeIntervals(there);
}

/**
 * Whether a film surely has nothing unwanted in an interval, told without reading its shots: a frame stands for nothing
 * beyond the frames beside it.
 */
export function surelyAbsent(
  run: Pick<SearchRun, 'memory' | 'index'>,
  absent: Absent,
  lines: readonly LinesByFilm[],
  videoId: number,
): (interval: Interval) => boolean {
  const there = absenceIn(run, absent, lines, videoId, (frame, index) => {
    const { times } = index.framesOf(videoId);
    return { start: times[frame - 1] ?? 0, end: times[frame + 1] ?? Infinity };
  });
  return (interval) => !there.some((stretch) => touches(stretch, interval));
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

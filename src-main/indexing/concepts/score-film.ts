import type { Shot } from '../../domain/shot.ts';
import type { ConceptKind } from '../../domain/concept.ts';
import type { ConceptFrame, ConceptHeadRow } from '../../store/concept-table.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import type { FilmRegion } from '../../store/region-table.ts';
import { probabilityOf, type ConceptHead } from './head.ts';

/** Frames less likely than this are not kept. */
const leastLikelihood = 0.05;
/** Seconds: no frame stands for more than this to either side, however long the picture stays as it is. */
const longestReach = 8;

/** Writes how likely a film shows each concept over time; heads of other models have no say. */
export function scoreFilm(
  store: LibraryStore,
  videoId: number,
  model: string,
  heads: readonly ConceptHeadRow[],
): void {
  const own = heads.filter((head) => head.model === model);
  if (own.length === 0) return;
  const shots = store.videos.shots(videoId);
  const duration = store.videos.byId(videoId)?.duration ?? 0;
  const best = bestRegions(store.regions.byVideo(videoId, model), own);
  own.forEach(({ conceptId }, index) => {
    const frames = covered(best[index]!, shots, duration);
    const likely = frames.filter(({ likelihood }) => likelihood >= leastLikelihood);
    store.concepts.replaceFrames(conceptId, videoId, likely);
  });
}

/** A head and what it tells. */
export interface KnownHead extends ConceptHead {
  readonly kind: ConceptKind;
}

/**
 * By head: the likelihood of each frame, which is that of its likeliest region, in time order.
 *
 * Note: a region shows one thing
 * Two dogs of one household look more like each other than like anything else. Where both are enrolled, a region that might
 * show either shows one of them, or neither: with odds of a, b, ... the likelihood of a is a / (1 + a + b + ...). A place
 * holds things, so that places stand aside.
 */
export function bestRegions(regions: Iterable<FilmRegion>, heads: readonly KnownHead[]): SeenFrame[][] {
  const best = heads.map((): SeenFrame[] => []);
  for (const { time, box, vector } of regions) {
    const alone = heads.map((head) => probabilityOf(head, vector));
    const odds = alone.map((likelihood) => likelihood / Math.max(1e-9, 1 - likelihood));
    const things = odds.reduce((sum, each, index) => sum + (heads[index]!.kind === 'place' ? 0 : each), 0);
    heads.forEach(({ kind }, index) => {
      const frames = best[index]!;
      const likelihood = kind === 'place' ? alone[index]! : odds[index]! / (1 + things);
      const last = frames.at(-1);
      if (last?.time !== time) frames.push({ time, likelihood, box });
      else if (likelihood > last.likelihood) frames[frames.length - 1] = { time, likelihood, box };
    });
  }
  return best;
}

export type SeenFrame = Pick<ConceptFrame, 'time' | 'likelihood' | 'box'>;

/** Lets each frame stand for the stretch up to half the distance to its neighbours, and never over a cut. */
export function covered(
  frames: readonly SeenFrame[],
  shots: readonly Shot[],
  duration: number,
): ConceptFrame[] {
  return frames.map((frame, index) => {
    const { time } = frame;
    const shot = shots.findLast(({ start }) => start <= time + frameLength) ?? { start: 0, end: duration };
    const before = frames[index - 1]?.time ?? -Infinity;
    const after = frames[index + 1]?.time ?? Infinity;
    const start = before < shot.start - frameLength ? shot.start : (before + time) / 2;
    const end = after >= shot.end - frameLength ? shot.end : (time + after) / 2;
    return {
      ...frame,
      start: Math.min(time, Math.max(start, time - longestReach)),
      end: Math.max(time + frameLength, Math.min(end, time + longestReach)),
    };
  });
}

/** Seconds. */
const frameLength = 0.04;

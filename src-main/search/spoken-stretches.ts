import type { Interval } from '../domain/interval.ts';
import type { LineHit } from './dialogue-search.ts';

/** Lines of one video that together answer every dialogue clause of a query. */
export interface SpokenStretch extends Interval {
  readonly videoId: number;
  readonly score: number;
  readonly lines: readonly LineHit[];
}

/** Two things said this many seconds apart belong to one exchange. */
const exchangeGap = 5;

/**
 * Joins the hits of several clauses: each line that answers the first clause with the nearest lines that answer the others,
 * at most {@link exchangeGap} away. The stretch spans its lines; its score is the mean of theirs.
 */
export function spokenStretches(hitsPerClause: readonly (readonly LineHit[])[]): SpokenStretch[] {
  const [first, ...others] = hitsPerClause;
  let stretches: SpokenStretch[] = (first ?? []).map((hit) => ({
    videoId: hit.cue.videoId,
    start: hit.cue.start,
    end: hit.cue.end,
    score: hit.score,
    lines: [hit],
  }));
  for (const hits of others) {
    const byVideo = Map.groupBy(hits, (hit) => hit.cue.videoId);
    stretches = stretches.flatMap((stretch) => {
      const nearest = nearestHit(stretch, byVideo.get(stretch.videoId) ?? []);
      return nearest ? [withLine(stretch, nearest)] : [];
    });
  }
  return stretches;
}

function gapBetween(a: Interval, b: Interval): number {
  return Math.max(0, a.start - b.end, b.start - a.end);
}

function nearestHit(stretch: SpokenStretch, hits: readonly LineHit[]): LineHit | undefined {
  let nearest: LineHit | undefined;
  let smallest = exchangeGap;
  for (const hit of hits) {
    const gap = gapBetween(stretch, hit.cue);
    if (gap < smallest || (gap === smallest && !nearest)) {
      nearest = hit;
      smallest = gap;
    }
  }
  return nearest;
}

function withLine(stretch: SpokenStretch, hit: LineHit): SpokenStretch {
  const count = stretch.lines.length;
  const same = stretch.lines.find((line) => line.cue.id === hit.cue.id);
  const joined = same && { ...same, clauses: [...same.clauses, ...hit.clauses] };
  return {
    videoId: stretch.videoId,
    start: Math.min(stretch.start, hit.cue.start),
    end: Math.max(stretch.end, hit.cue.end),
    score: (stretch.score * count + hit.score) / (count + 1),
    lines: joined ? stretch.lines.map((line) => (line === same ? joined : line)) : [...stretch.lines, hit],
  };
}

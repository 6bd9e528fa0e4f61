import type { Box } from '../domain/box.ts';
import type { PictureSize } from '../media/picture-filters.ts';
import { boxBetween, type Trail, type TrailBox } from './trail.ts';

export interface GapRules {
  /** Longer gaps stay open. */
  readonly mostSeconds: number;
  readonly picture: PictureSize;
}

/** A thing that was seen last or first at the picture's edge was outside for all but short gaps, in seconds. */
const mostSecondsAtEdge = 0.4;
/** Share of the box's side by which it may be away from the edge. */
const edgeMargin = 0.1;

/**
 * Fills the frames between two sightings with boxes between theirs, marked as not seen. Gaps in which the thing was
 * probably outside the picture stay open.
 */
export function fillGaps(trail: Trail, rules: GapRules): TrailBox[] {
  const filled: TrailBox[] = [];
  for (const after of trail) {
    const before = filled.at(-1);
    if (before && isFillable(before, after, rules)) filled.push(...boxesBetween(before, after));
    filled.push(after);
  }
  return filled;
}

function isFillable(before: TrailBox, after: TrailBox, { mostSeconds, picture }: GapRules): boolean {
  const seconds = after.time - before.time;
  const isOutside = isAtEdge(before.box, picture) || isAtEdge(after.box, picture);
  return seconds <= (isOutside ? Math.min(mostSeconds, mostSecondsAtEdge) : mostSeconds);
}

function boxesBetween(before: TrailBox, after: TrailBox): TrailBox[] {
  const steps = after.index - before.index;
  return Array.from({ length: steps - 1 }, (_, i) => {
    const share = (i + 1) / steps;
    return {
      index: before.index + i + 1,
      time: before.time + (after.time - before.time) * share,
      box: boxBetween(before.box, after.box, share),
      confidence: Math.min(before.confidence, after.confidence) / 2,
      seen: false,
    };
  });
}

/** Only the sides count: things that stand reach the lower edge without leaving. */
function isAtEdge(box: Box, { width }: PictureSize): boolean {
  const margin = box.width * edgeMargin;
  return box.x < margin || box.x + box.width > width - margin;
}

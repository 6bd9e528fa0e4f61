import { areaOf, boxBetween, boxIou, sharedArea, type Box } from '../domain/box.ts';
import type { PictureSize } from '../media/picture-filters.ts';
import type { Trail, TrailBox } from './trail.ts';

export interface GapRules {
  /** Longer gaps stay open. */
  readonly mostSeconds: number;
  readonly picture: PictureSize;
  /** Boxes of everything else in a frame; null where nothing else is followed. */
  readonly others: ((index: number) => readonly Box[]) | null;
}

// Note: what hides a thing
// A thing that is not seen for longer than detectors miss things by chance is behind something. Where nothing else
// that is followed could hide it, its place is not where a line between the two sightings runs, and is left open.

/** Seconds for which a thing is missed in plain sight. */
const missedSeconds = 0.4;
/** Share of a box that something else covers where a thing is hidden. */
const hiddenShare = 0.3;
/** Boxes that overlap more are of one thing. */
const sameBoxIou = 0.75;

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
    if (before && isFillable(before, after, rules)) filled.push(...boxesBetween(before, after, rules));
    filled.push(after);
  }
  return filled;
}

function isFillable(before: TrailBox, after: TrailBox, { mostSeconds, picture }: GapRules): boolean {
  const seconds = after.time - before.time;
  const isOutside = isAtEdge(before.box, picture) || isAtEdge(after.box, picture);
  return seconds <= (isOutside ? Math.min(mostSeconds, mostSecondsAtEdge) : mostSeconds);
}

function boxesBetween(before: TrailBox, after: TrailBox, { others }: GapRules): TrailBox[] {
  const steps = after.index - before.index;
  const filled = Array.from({ length: steps - 1 }, (_, i) => {
    const share = (i + 1) / steps;
    return {
      index: before.index + i + 1,
      time: before.time + (after.time - before.time) * share,
      box: boxBetween(before.box, after.box, share),
      confidence: Math.min(before.confidence, after.confidence) / 2,
      seen: false,
    };
  });
  if (!others || after.time - before.time <= missedSeconds) return filled;
  return filled.filter(({ index, box }) => isHidden(box, others(index)));
}

/** Whether others cover a good part of a box, none of them being the same thing under another name. */
function isHidden(box: Box, others: readonly Box[]): boolean {
  const isCovered = others.some((other) => sharedArea(other, box) >= areaOf(box) * hiddenShare);
  return isCovered && others.every((other) => boxIou(other, box) <= sameBoxIou);
}

/** Only the sides count: things that stand reach the lower edge without leaving. */
function isAtEdge(box: Box, { width }: PictureSize): boolean {
  const margin = box.width * edgeMargin;
  return box.x < margin || box.x + box.width > width - margin;
}

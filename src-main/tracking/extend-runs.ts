import { areaOf, boxIou, centreOf, sharedArea, type Box } from '../domain/box.ts';
import type { PictureSize } from '../media/picture-filters.ts';
import { lineThrough } from './straight-line.ts';
import type { Trail, TrailBox } from './trail.ts';

export interface ExtensionRules {
  readonly picture: PictureSize;
  /** Numbers of the first and the last frame of the sequence. */
  readonly first: number;
  readonly last: number;
  /** Boxes of everything else in a frame. */
  readonly others: (index: number) => readonly Box[];
}

// Note: what detectors miss at the ends
// A thing that comes in from the side, or out from behind another, is claimed only when a good part of it shows. Its way
// before that is the one that it goes on with.

/** Trails that were seen less often may be nothing at all. */
const leastSeen = 10;
/** Sights so many seconds from an end tell how a thing moves there, if there are so many. */
const reachSeconds = 1;
const leastSights = 4;
/** Seconds for which a thing is followed over the picture's edge, and behind others. */
const mostSeconds = { leaving: 2, hidden: 0.5 } as const;
/** Share of a thing's width that must lie inside of the picture. */
const leastInside = 1 / 3;
/** Up to this share of its width a thing is leaving, not merely touching the edge. */
const leavingInside = 0.97;
/** Share of a box that something else covers where a thing is hidden. */
const hiddenShare = 0.3;
/** Boxes that overlap more are of one thing. */
const sameBoxIou = 0.75;
/** A box nearer to the edge is cut off by it, in shares of its width. */
const edgeMargin = 0.04;

/**
 * Goes on at both ends of each stretch of a trail without gaps, as long as the thing is leaving the picture or others
 * hide it. Added boxes are marked as not seen.
 */
export function extendRuns(trail: Trail, rules: ExtensionRules): TrailBox[] {
  if (trail.filter(({ seen }) => seen).length < leastSeen) return [...trail];
  const width = wholeWidth(trail, rules.picture);
  const runs = runsOf(trail);
  return runs.flatMap((run, at) => {
    const start = run[0]!.index;
    const end = run.at(-1)!.index;
    const before = runs[at - 1]?.at(-1)!.index;
    const after = runs[at + 1]?.[0]!.index;
    // Two ends of a gap each get no more than half of it.
    const low = before === undefined ? rules.first - 1 : (before + start) / 2;
    const high = after === undefined ? rules.last + 1 : (after + end) / 2;
    return [
      ...beyond(run.toReversed(), low, width, rules).toReversed(),
      ...run,
      ...beyond(run, high, width, rules),
    ];
  });
}

function runsOf(trail: Trail): TrailBox[][] {
  const runs: TrailBox[][] = [];
  for (const each of trail) {
    const run = runs.at(-1);
    if (run && each.index === run.at(-1)!.index + 1) run.push(each);
    else runs.push([each]);
  }
  return runs;
}

/** @param run in the direction in which it is to go on, @param limit number of a frame that is not reached any more */
function beyond(run: Trail, limit: number, width: number, rules: ExtensionRules): TrailBox[] {
  const end = run.at(-1)!;
  const near = run.filter(({ seen, time }) => seen && Math.abs(time - end.time) <= reachSeconds);
  if (near.length < leastSights) return [];
  const { picture, others } = rules;
  const whole = near.map(({ box }) => wholeBox(box, width, picture));
  const times = near.map(({ time }) => time);
  const x = lineThrough(
    times,
    whole.map((box) => centreOf(box).x),
  );
  const y = lineThrough(
    times,
    whole.map((box) => centreOf(box).y),
  );
  const height = whole.reduce((sum, box) => sum + box.height, 0) / whole.length;
  const frames = end.index - run[0]!.index;
  const step = Math.sign(frames);
  const frameSeconds = (end.time - run[0]!.time) / frames;
  const added: TrailBox[] = [];
  for (let index = end.index + step; (limit - index) * step > 0; index += step) {
    const time = end.time + frameSeconds * (index - end.index);
    const full = { x: x(time) - width / 2, y: y(time) - height / 2, width, height };
    const box = cutOff(full, picture);
    const inside = box.width / width;
    const moved = x(time) - x(end.time);
    const isLeaving = inside < leavingInside && (full.x < 0 ? moved < 0 : moved > 0);
    const isHidden = others(index).some((other) => sharedArea(other, box) >= areaOf(box) * hiddenShare);
    const seconds = Math.abs(time - end.time);
    const goesOn =
      (isLeaving && seconds <= mostSeconds.leaving) || (isHidden && seconds <= mostSeconds.hidden);
    const isTaken = others(index).some((other) => boxIou(other, box) > sameBoxIou);
    if (!goesOn || isTaken || inside < leastInside) break;
    added.push({ index, time, box, confidence: end.confidence / 2, seen: false });
  }
  return added;
}

/** The box as it would be if the picture's sides did not cut it off. */
function wholeBox(box: Box, width: number, picture: PictureSize): Box {
  if (box.width >= width || !isCut(box, width, picture)) return box;
  const isLeft = box.x < width * edgeMargin;
  return { ...box, x: isLeft ? box.x + box.width - width : box.x, width };
}

/** The middle width of the boxes that no side cuts off; the largest one where all are cut off. */
function wholeWidth(trail: Trail, picture: PictureSize): number {
  const widthsOf = (boxes: Trail): number[] => boxes.map(({ box }) => box.width).toSorted((a, b) => a - b);
  const inner = widthsOf(trail.filter(({ box }) => !isCut(box, box.width, picture)));
  return inner[inner.length >> 1] ?? widthsOf(trail).at(-1)!;
}

function isCut(box: Box, width: number, picture: PictureSize): boolean {
  const margin = width * edgeMargin;
  return box.x < margin || box.x + box.width > picture.width - margin;
}

function cutOff(box: Box, picture: PictureSize): Box {
  const x = Math.max(0, box.x);
  return { ...box, x, width: Math.min(picture.width, box.x + box.width) - x };
}

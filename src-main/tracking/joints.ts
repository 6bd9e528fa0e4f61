import { centreOf, type Box } from '../domain/box.ts';
import type { Piece, PieceSight } from './piece.ts';
import { lineThrough } from './straight-line.ts';

/** Sights so many seconds from a joint tell how the thing moves there, if there are so many. */
const reachSeconds = 0.6;
const leastSights = 3;
/** Spread of the place around the expected one, in boxes, and how it grows by the second. */
const spread = 0.1;
const spreadGrowth = 0.9;
/** Over more seconds only things that move evenly are expected anywhere, within a spread that grows less. */
const nearSeconds = 1;
const evenSpread = 0.15;
const leastEven = 0.3;
/** Spread of the logarithm of a side's length. */
const sideSpread = 0.2;
/** Nothing moves faster, in boxes a second; so far boxes are off the thing, in boxes; later nothing is known any more. */
const topSpeed = 4;
const boxError = 0.6;
const speedSeconds = 3;

/** Where a thing is and how it moves where its sights end or begin. */
interface Edge {
  readonly time: number;
  readonly box: Box;
  /** Where it would be so many seconds later (or before, below 0) if it went on as it does. */
  after(seconds: number): Box;
  /** Whether it was seen often enough to tell how it moves. */
  readonly isMoving: boolean;
}

/**
 * How far the places speak for two pieces being one thing: the least support of all the joints between sights of the one
 * and the other, 0..1. 0 where they cannot be one thing, null where they are too far apart in time to say anything.
 */
export function placeSupportOf(a: Piece, b: Piece): number | null {
  const sights = [a.sights, b.sights] as const;
  const next = [0, 0];
  let last: 0 | 1 | null = null;
  let least: number | null = null;
  while (next[0]! < sights[0].length || next[1]! < sights[1].length) {
    const first = sights[0][next[0]!];
    const second = sights[1][next[1]!];
    if (first && second && first.index === second.index) return 0;
    const turn = !second || (first && first.index < second.index) ? 0 : 1;
    if (last !== null && last !== turn) {
      const support = jointSupport(endBefore(sights[last], next[last]!), startAt(sights[turn], next[turn]!));
      if (support === 0) return 0;
      if (support !== null) least = Math.min(least ?? 1, support);
    }
    last = turn;
    next[turn]!++;
  }
  return least;
}

function jointSupport(end: Edge, start: Edge): number | null {
  const gap = start.time - end.time;
  const isTooFast = distance(end.box, start.box) > boxError + topSpeed * gap;
  if (isTooFast && gap < speedSeconds) return 0;
  const there = distance(end.after(gap), start.box);
  const back = distance(start.after(-gap), end.box);
  const sizes = sizeSupport(end.box, start.box);
  if (gap <= nearSeconds) return bell(Math.min(there, back) / (spread + spreadGrowth * gap)) * sizes;
  if (!end.isMoving || !start.isMoving) return null;
  const support = bell(Math.max(there, back) / (evenSpread * (1 + gap))) * sizes;
  return support > leastEven ? support : null;
}

/** The edge at the sight before a place in the list. */
function endBefore(sights: readonly PieceSight[], place: number): Edge {
  const { time } = sights[place - 1]!;
  let from = place - 1;
  while (from > 0 && time - sights[from - 1]!.time <= reachSeconds) from--;
  return edgeOf(sights.slice(from, place), time, sights[place - 1]!.box);
}

function startAt(sights: readonly PieceSight[], place: number): Edge {
  const { time, box } = sights[place]!;
  let to = place + 1;
  while (to < sights.length && sights[to]!.time - time <= reachSeconds) to++;
  return edgeOf(sights.slice(place, to), time, box);
}

function edgeOf(sights: readonly PieceSight[], time: number, box: Box): Edge {
  if (sights.length < leastSights) return { time, box, after: () => box, isMoving: false };
  const times = sights.map((sight) => sight.time);
  const line = (value: (box: Box) => number): ((at: number) => number) =>
    lineThrough(
      times,
      sights.map((sight) => value(sight.box)),
    );
  const x = line((each) => centreOf(each).x);
  const y = line((each) => centreOf(each).y);
  const width = sights.reduce((sum, sight) => sum + sight.box.width, 0) / sights.length;
  const height = sights.reduce((sum, sight) => sum + sight.box.height, 0) / sights.length;
  const after = (seconds: number): Box => ({
    x: x(time + seconds) - width / 2,
    y: y(time + seconds) - height / 2,
    width,
    height,
  });
  return { time, box: after(0), after, isMoving: true };
}

/** Distance of the centres, in boxes. */
function distance(a: Box, b: Box): number {
  const from = centreOf(a);
  const to = centreOf(b);
  return Math.hypot(
    (to.x - from.x) / ((a.width + b.width) / 2),
    (to.y - from.y) / ((a.height + b.height) / 2),
  );
}

function sizeSupport(a: Box, b: Box): number {
  return bell(Math.hypot(Math.log(a.width / b.width), Math.log(a.height / b.height)) / sideSpread);
}

function bell(deviations: number): number {
  return Math.exp(-(deviations ** 2) / 2);
}

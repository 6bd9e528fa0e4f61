import { areaOf, boxIou, sharedArea, type Box } from '../domain/box.ts';
import { Piece, type PieceSight } from './piece.ts';
import type { Sight } from './sight-book.ts';

/** Which track of a pass each box belongs to; boxes that no track took are left out. */
export type Owners = ReadonlyMap<Box, number>;

/** Share of a box from which what lies in it covers it. */
const coveredShare = 0.25;
/** Boxes of frames that overlap more are of one thing. */
const sameBoxIou = 0.7;
/** What stands in a box so many frames before or after was missed in this frame, or comes in already. */
const nearFrames = 4;
/** A piece ends where its thing is not seen for longer, in seconds. */
const mostGapSeconds = 0.3;

// Note: where there is no doubt
// A pass goes wrong where things cross. The pass in the other direction comes to that place from the other side and
// seldom makes the same mistake. So sights are one thing's beyond doubt as long as the same track of either pass owns
// them and nothing begins or ceases to cover their boxes.

/**
 * Cuts what the passes over a sequence found into stretches about which there is no doubt. Sights that no pass has taken
 * are pieces by themselves.
 * @param frames the sights of each frame, in order
 */
export function cutPieces(frames: readonly (readonly Sight[])[], passes: readonly Owners[]): Piece[] {
  const open = new Map<string, PieceSight[]>();
  const closed: PieceSight[][] = [];
  frames.forEach((sights, at) => {
    const near = frames.slice(Math.max(0, at - nearFrames), at + nearFrames + 1).flat();
    for (const sight of sights) {
      const piece = { ...sight, plain: isPlain(sight, near, passes) };
      const owners = passes.map((owner) => owner.get(sight.box) ?? null);
      if (owners.every((owner) => owner === null)) {
        closed.push([piece]);
        continue;
      }
      const key = owners.join(' ');
      const before = open.get(key);
      if (before && goesOn(before.at(-1)!, piece)) before.push(piece);
      else {
        if (before) closed.push(before);
        open.set(key, [piece]);
      }
    }
  });
  return [...closed, ...open.values()].map((sights) => new Piece(sights));
}

function goesOn(last: PieceSight, next: PieceSight): boolean {
  return last.plain === next.plain && next.time - last.time <= mostGapSeconds;
}

/** @param near the sights of this frame and those around it */
function isPlain(sight: Sight, near: readonly Sight[], passes: readonly Owners[]): boolean {
  return near.every(
    (other) =>
      other.box === sight.box ||
      sharedArea(other.box, sight.box) < areaOf(sight.box) * coveredShare ||
      (other.index !== sight.index && isSameThing(other, sight, passes)),
  );
}

function isSameThing(a: Sight, b: Sight, passes: readonly Owners[]): boolean {
  if (boxIou(a.box, b.box) > sameBoxIou) return true;
  return passes.some((owner) => owner.has(a.box) && owner.get(a.box) === owner.get(b.box));
}

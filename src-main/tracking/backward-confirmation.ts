import { boxIou } from '../domain/box.ts';
import type { Trail, TrailBox } from './trail.ts';

/** Boxes that overlap more are the same sighting (MQT, section 2.6.4). */
const sameBoxIou = 0.5;
/** Share of a trail's boxes that the other pass must have seen too. */
const confirmedShare = 0.5;

interface Confirmation {
  readonly forward: number;
  readonly backward: number;
  /** Share of the forward trail's boxes that this backward trail has too. */
  readonly share: number;
}

/**
 * What a pass from the beginning and one from the end of a film found together: trails of the first that the second
 * confirms. Two of them that one backward trail runs through are one thing, and boxes that only the backward trail has
 * are added.
 */
export function confirmedTrails(forward: readonly Trail[], backward: readonly Trail[]): TrailBox[][] {
  const confirmations = confirmationsOf(forward, backward);
  const confirmed = forward.map(
    (_, index) => sumOfShares(confirmations.filter((each) => each.forward === index)) >= confirmedShare,
  );
  const groups = forward.flatMap((_, index) => (confirmed[index] ? [[index]] : []));
  backward.forEach((_, index) => {
    const through = confirmations
      .filter((each) => each.backward === index && confirmed[each.forward] && each.share >= confirmedShare)
      .toSorted((a, b) => b.share - a.share);
    for (const { forward: other } of through.slice(1))
      joinGroups(groups, forward, through[0]!.forward, other);
  });
  const trails = groups.map((group) => inOrder(group.flatMap((index) => forward[index]!)));
  return withBackwardBoxes(trails, groups, backward, confirmations);
}

function confirmationsOf(forward: readonly Trail[], backward: readonly Trail[]): Confirmation[] {
  const backwardByFrame = backward.map(byFrame);
  return forward.flatMap((trail, forwardIndex) =>
    backwardByFrame.flatMap((frames, backwardIndex) => {
      const both = trail.filter(({ index, box }) => {
        const other = frames.get(index);
        return other !== undefined && boxIou(other.box, box) > sameBoxIou;
      }).length;
      return both > 0 ? [{ forward: forwardIndex, backward: backwardIndex, share: both / trail.length }] : [];
    }),
  );
}

function sumOfShares(confirmations: readonly Confirmation[]): number {
  return confirmations.reduce((sum, { share }) => sum + share, 0);
}

/** Joins the groups of two trails, unless both have boxes in one frame. */
function joinGroups(groups: number[][], trails: readonly Trail[], one: number, other: number): void {
  const a = groups.findIndex((group) => group.includes(one));
  const b = groups.findIndex((group) => group.includes(other));
  if (a === b) return;
  const frames = new Set(groups[a]!.flatMap((index) => trails[index]!.map((box) => box.index)));
  if (groups[b]!.some((index) => trails[index]!.some((box) => frames.has(box.index)))) return;
  groups[a]!.push(...groups[b]!);
  groups.splice(b, 1);
}

/** Each backward trail lends its boxes to the group that it confirms most, where no other trail is. */
function withBackwardBoxes(
  trails: readonly TrailBox[][],
  groups: readonly number[][],
  backward: readonly Trail[],
  confirmations: readonly Confirmation[],
): TrailBox[][] {
  const extended = trails.map((trail) => byFrame(trail));
  backward.forEach((trail, backwardIndex) => {
    const best = confirmations
      .filter((each) => each.backward === backwardIndex)
      .toSorted((a, b) => b.share - a.share)[0];
    const group = best ? groups.findIndex((members) => members.includes(best.forward)) : -1;
    const own = extended[group];
    if (!own) return;
    for (const each of trail) {
      const isTaken = extended.some((frames) => {
        const other = frames.get(each.index);
        return other !== undefined && (frames === own || boxIou(other.box, each.box) > sameBoxIou);
      });
      if (!isTaken) own.set(each.index, each);
    }
  });
  return extended.map((frames) => inOrder([...frames.values()]));
}

function byFrame(trail: Trail): Map<number, TrailBox> {
  return new Map(trail.map((each) => [each.index, each]));
}

function inOrder(trail: readonly TrailBox[]): TrailBox[] {
  return trail.toSorted((a, b) => a.index - b.index);
}

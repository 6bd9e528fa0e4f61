import { areaOf, centreOf, type Box } from '../../domain/box.ts';
import { likenessOfViews } from '../bodies/surroundings.ts';
import type { Figure, Sight } from './figure.ts';

/** Likeness of two views up to which they show two places, and from which the camera surely stands where it stood. */
const otherView = 0.45;
const sameView = 0.75;
/** Distance of two boxes' middles, in their mean width and height, up to which they have one place, and from which two. */
const samePlace = 0.6;
const otherPlace = 1.5;
/** Boxes of one place are not more unlike in size than this. */
const leastSizeShare = 0.45;
/** What that says, in nats. */
const forOne = 2.5;
const againstOne = -1;
/** From here on two figures are taken to have one place in one view. */
export const surelyOnePlace = 2;

/**
 * What the places of two figures say for their being one person, in nats: who sits in one place in two shots from one place
 * of the camera is mostly the same. 0 where the shots do not show the same.
 */
export function placeEvidence(a: Figure, b: Figure): number {
  let best: { likeness: number; evidence: number } | null = null;
  for (const one of a.sights) {
    for (const other of b.sights) {
      const evidence = compared(one, other);
      if (evidence === null) continue;
      const likeness = likenessOfViews(one.view, other.view);
      if (likeness > (best?.likeness ?? otherView)) best = { likeness, evidence };
    }
  }
  return best ? best.evidence * Math.min(1, (best.likeness - otherView) / (sameView - otherView)) : 0;
}

/** Bodies are compared with bodies, and faces with faces; null where there is nothing to compare. */
function compared(a: Sight, b: Sight): number | null {
  if (a.body && b.body) return evidenceOf(a.body, b.body);
  return a.face && b.face ? evidenceOf(a.face, b.face) : null;
}

function evidenceOf(a: Box, b: Box): number {
  const from = centreOf(a);
  const to = centreOf(b);
  const across = (2 * Math.abs(from.x - to.x)) / (a.width + b.width);
  const down = (2 * Math.abs(from.y - to.y)) / (a.height + b.height);
  const distance = Math.hypot(across, down);
  const share = Math.min(areaOf(a), areaOf(b)) / Math.max(areaOf(a), areaOf(b));
  if (distance <= samePlace && share >= leastSizeShare ** 2) return forOne;
  return distance >= otherPlace ? againstOne : 0;
}

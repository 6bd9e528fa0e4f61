import { areaOf, boxIou, type Box, type Point } from '../domain/box.ts';
import type { DetectedFace } from '../domain/face.ts';

/** Claims with this much overlap (intersection over union) with a better one are the same face. */
const sameFaceIou = 0.3;
/** A claim that shares this much of the smaller box with a better face is a part or a shadow of it. */
const partOfFace = 0.4;

/**
 * Non-maximum suppression that blends instead of dropping: claims that overlap the best remaining one become one face
 * whose box and keypoints are their mean weighted by confidence, which trembles less from frame to frame than the best
 * claim alone. The face keeps the best claim's confidence. Claims beside or inside a face, which overlap it too little to
 * be the same, are dropped. Best first.
 */
export function mergeDetections(claims: readonly DetectedFace[]): DetectedFace[] {
  const faces: DetectedFace[] = [];
  let left = claims.toSorted((a, b) => b.confidence - a.confidence);
  for (let best = left[0]; best; best = left[0]) {
    const { box } = best;
    const same = left.filter((claim) => claim === best || boxIou(box, claim.box) >= sameFaceIou);
    const face = blend(same, best);
    if (!faces.some((better) => sharedPart(better.box, face.box) > partOfFace)) faces.push(face);
    left = left.filter((claim) => !same.includes(claim));
  }
  return faces;
}

/** Intersection of two boxes as a share of the smaller one. */
function sharedPart(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const smaller = Math.min(areaOf(a), areaOf(b));
  return width > 0 && height > 0 && smaller > 0 ? (width * height) / smaller : 0;
}

function blend(claims: readonly DetectedFace[], best: DetectedFace): DetectedFace {
  const total = claims.reduce((sum, claim) => sum + claim.confidence, 0);
  const mean = (read: (claim: DetectedFace) => number): number =>
    claims.reduce((sum, claim) => sum + read(claim) * claim.confidence, 0) / total;
  return {
    box: {
      x: mean((claim) => claim.box.x),
      y: mean((claim) => claim.box.y),
      width: mean((claim) => claim.box.width),
      height: mean((claim) => claim.box.height),
    },
    confidence: best.confidence,
    keypoints: best.keypoints.map((point, index): Point => ({
      x: mean((claim) => claim.keypoints[index]?.x ?? point.x),
      y: mean((claim) => claim.keypoints[index]?.y ?? point.y),
    })),
  };
}

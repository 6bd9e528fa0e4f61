import { boxIou, type Point } from '../domain/box.ts';
import type { DetectedFace } from '../domain/face.ts';

/**
 * Non-maximum suppression that blends instead of dropping: claims that overlap the best remaining one by at least
 * `minIou` become one face whose box and keypoints are their mean weighted by confidence, which trembles less from frame
 * to frame than the best claim alone. The face keeps the best claim's confidence. Best first.
 */
export function mergeDetections(claims: readonly DetectedFace[], minIou: number): DetectedFace[] {
  const faces: DetectedFace[] = [];
  let left = claims.toSorted((a, b) => b.confidence - a.confidence);
  for (let best = left[0]; best; best = left[0]) {
    const { box } = best;
    const same = left.filter((claim) => claim === best || boxIou(box, claim.box) >= minIou);
    faces.push(blend(same, best));
    left = left.filter((claim) => !same.includes(claim));
  }
  return faces;
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

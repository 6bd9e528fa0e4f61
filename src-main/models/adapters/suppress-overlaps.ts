import { boxIou, type Box } from '../../domain/box.ts';

/** Non-maximum suppression: of claims that overlap by more than `iou`, only the most certain stays. Best first. */
export function suppressOverlaps<T extends { readonly box: Box; readonly confidence: number }>(
  claims: readonly T[],
  iou: number,
): T[] {
  const kept: T[] = [];
  for (const claim of claims.toSorted((a, b) => b.confidence - a.confidence)) {
    if (kept.every(({ box }) => boxIou(box, claim.box) <= iou)) kept.push(claim);
  }
  return kept;
}

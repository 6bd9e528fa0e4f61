import { intervalIou, type Interval } from '../domain/interval.ts';
import { touches } from './touching.ts';

/** Moments that overlap by more than this are the same one: PREM's non-maximum suppression. */
const sameMoment = 0.7;

/** Keeps of moments that overlap only the best. Best first. */
export function suppressOverlaps<T extends Interval & { readonly videoId: number; readonly score: number }>(
  moments: readonly T[],
): T[] {
  const kept = new Map<number, T[]>();
  const all: T[] = [];
  for (const moment of moments.toSorted((a, b) => b.score - a.score)) {
    const own = kept.get(moment.videoId) ?? [];
    // Most moments of a film do not even touch: told before anything is reckoned.
    if (own.some((better) => touches(better, moment) && intervalIou(better, moment) > sameMoment)) continue;
    own.push(moment);
    kept.set(moment.videoId, own);
    all.push(moment);
  }
  return all;
}

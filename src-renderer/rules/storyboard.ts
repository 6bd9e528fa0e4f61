import type { Interval } from '../../src-main/domain/interval.ts';

/** A film's shots, or of a film with very many the longest of each of `most` equally long stretches, in time order. */
export function storyboard(shots: readonly Interval[], duration: number, most: number): Interval[] {
  if (shots.length <= most) return [...shots];
  const longest = new Map<number, Interval>();
  for (const shot of shots) {
    const stretch = Math.min(most - 1, Math.floor((shot.start / duration) * most));
    const known = longest.get(stretch);
    if (!known || shot.end - shot.start > known.end - known.start) longest.set(stretch, shot);
  }
  return [...longest.values()];
}

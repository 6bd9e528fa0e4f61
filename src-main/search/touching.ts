import type { Interval } from '../domain/interval.ts';

/** Sound and picture of one moment may miss each other by so many seconds: cues are not cut to the frame. */
export const jointTolerance = 0.5;

/** The items that are there at some time of the interval, or within the tolerance of it. */
export function touching<T extends Interval>(items: readonly T[], interval: Interval, tolerance = 0): T[] {
  return items.filter(
    ({ start, end }) => start < interval.end + tolerance && end > interval.start - tolerance,
  );
}

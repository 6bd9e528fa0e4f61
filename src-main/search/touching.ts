import type { Interval } from '../domain/interval.ts';

/** Sound and picture of one moment may miss each other by so many seconds: cues are not cut to the frame. */
export const jointTolerance = 0.5;

/** The items that are there at some time of the interval, or within the tolerance of it. */
export function touching<T extends Interval>(items: readonly T[], interval: Interval, tolerance = 0): T[] {
  return items.filter((item) => touches(item, interval, tolerance));
}

/** Whether one thing is there at some time of the interval, or within the tolerance of it. */
export function touches({ start, end }: Interval, interval: Interval, tolerance = 0): boolean {
  return start < interval.end + tolerance && end > interval.start - tolerance;
}

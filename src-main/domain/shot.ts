import type { Interval } from './interval.ts';

/** How a shot begins. */
export type Transition = 'start' | 'cut' | 'dissolve' | 'fade';

/** The frames between two transitions, in seconds. Shots of a video are sorted and touch each other. */
export interface Shot extends Interval {
  readonly transition: Transition;
}

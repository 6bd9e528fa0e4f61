import type { Interval } from './interval.ts';

/** How a shot begins. */
export type Transition = 'start' | 'cut' | 'dissolve' | 'fade';

/** The frames between two transitions, in seconds. Shots of a video are sorted and touch each other. */
export interface Shot extends Interval {
  readonly transition: Transition;
}

/** Where one shot gives way to the next. */
export interface ShotBoundary {
  /** The first time that belongs to the new shot; the middle of a dissolve or a fade. */
  readonly time: number;
  readonly transition: Exclude<Transition, 'start'>;
  /** The stretch in which one picture gives way to the other; both are `time` for a cut. */
  readonly from: number;
  readonly to: number;
}

import type { Transition } from '../domain/shot.ts';

/** A boundary between two shots: the first time that belongs to the new one, and how it comes about. */
export interface Boundary {
  readonly time: number;
  readonly transition: Exclude<Transition, 'start'>;
  /** The stretch of film in which one picture gives way to the other; both are `time` for a cut. */
  readonly from: number;
  readonly to: number;
}

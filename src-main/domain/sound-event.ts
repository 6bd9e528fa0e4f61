import type { Interval } from './interval.ts';

/** Sounds that are told apart from speech. */
export const soundKinds = ['laughter', 'music', 'applause'] as const;
export type SoundKind = (typeof soundKinds)[number];

/** A stretch in which something is heard besides speech. */
export interface SoundEvent extends Interval {
  readonly kind: SoundKind;
}

import type { FoundMoment } from './moment-builder.ts';

// Note: how likely a moment is right
// Rules give a moment a score that orders moments of one kind well, and that is no probability: what faces and lines say
// holds more often than what pictures do, and a near miss is right sometimes. So each kind has a curve, a logistic over
// the log-odds of the score (Platt 1999), fitted on the tuning half of the generated corpus; right is what overlaps a true
// moment by an IoU of 0.5. `npm run evaluate -- retrieval --half tune` prints the curves anew, and on either half by how
// much the probabilities differ from how often moments are right.

/** What a moment rests on: people and lines alone, pictures too, or too little. */
export type CalibrationKind = 'heard' | 'seen' | 'near';

/** `1 / (1 + exp(-(offset + slope * log-odds of the score)))` */
export interface CalibrationCurve {
  readonly offset: number;
  readonly slope: number;
}

const curves: Readonly<Record<CalibrationKind, CalibrationCurve>> = {
  heard: { offset: 0.01, slope: 1.58 },
  seen: { offset: 0.58, slope: 0.92 },
  near: { offset: -0.99, slope: 0.57 },
};

/**
 * A moment that is less likely right than this is a near miss: with this bound at least 85 of 100 first moments are right.
 * On the tuning half 88 were; up to 0.65 a higher bound leaves fewer queries answered and no more of the answers right.
 */
export const sureProbability = 0.5;

/** Scores are kept off the ends, where log-odds have none. */
const scoreRange = { least: 0.005, most: 0.995 };

/** Natural log-odds of a score. */
export function scoreOdds(score: number): number {
  const kept = Math.min(scoreRange.most, Math.max(scoreRange.least, score));
  return Math.log(kept / (1 - kept));
}

export function kindOf({ isNear, pictures }: Pick<FoundMoment, 'isNear' | 'pictures'>): CalibrationKind {
  if (isNear) return 'near';
  return pictures.length > 0 ? 'seen' : 'heard';
}

/**
 * Moments with the probability that they are right, 0..1, in the place of their scores; the unlikely ones are near misses.
 * Where people alone are asked for, none is: recognising them has its own bound, and a glimpse of them is an answer.
 */
export function calibrated(found: readonly FoundMoment[]): FoundMoment[] {
  return found.map((moment) => {
    const { offset, slope } = curves[kindOf(moment)];
    const score = 1 / (1 + Math.exp(-(offset + slope * scoreOdds(moment.score))));
    return { ...moment, score, isNear: moment.isNear || (score < sureProbability && !isPeopleAlone(moment)) };
  });
}

function isPeopleAlone({ lines, pictures }: FoundMoment): boolean {
  return lines.length === 0 && pictures.length === 0;
}

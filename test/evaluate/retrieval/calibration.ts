import { intervalIou } from '../../../src-main/domain/interval.ts';
import {
  kindOf,
  scoreOdds,
  type CalibrationCurve,
  type CalibrationKind,
} from '../../../src-main/search/moment-calibration.ts';
import type { CorpusAnswer, CorpusMoment } from './ask-corpus.ts';

/** Of each query so many of the best moments count. */
const mostOfQuery = 10;
/** A moment is right that overlaps a true one so far. */
const rightIou = 0.5;
/** Steps of Newton's method: it settles after a few. */
const steps = 30;
/** Keeps a curve that few moments tell about near a flat one. */
const ridge = 0.5;
const bins = 10;

interface Trial {
  readonly kind: CalibrationKind;
  readonly score: number;
  readonly isRight: boolean;
  /** Every query counts the same, however many moments it has. */
  readonly weight: number;
}

/** Fits a curve for each kind of moment, from answers whose scores are not calibrated (Platt 1999). */
export function fittedCurves(answers: readonly CorpusAnswer[]): Record<CalibrationKind, CalibrationCurve> {
  const trials = answers.flatMap(trialsOf);
  const fitted = (kind: CalibrationKind): CalibrationCurve =>
    fittedCurve(trials.filter((trial) => trial.kind === kind));
  return { heard: fitted('heard'), seen: fitted('seen'), near: fitted('near') };
}

/** The mean difference between how likely moments are said to be right and how many are, 0..1 (expected calibration error). */
export function calibrationError(answers: readonly CorpusAnswer[]): number {
  const trials = answers.flatMap(trialsOf);
  const byBin = Map.groupBy(trials, ({ score }) => Math.min(bins - 1, Math.floor(score * bins)));
  let sum = 0;
  for (const own of byBin.values()) {
    const said = own.reduce((total, trial) => total + trial.weight * trial.score, 0);
    const right = own.reduce((total, trial) => total + (trial.isRight ? trial.weight : 0), 0);
    sum += Math.abs(said - right);
  }
  return sum / trials.reduce((total, { weight }) => total + weight, 0);
}

function trialsOf({ query, found, near }: CorpusAnswer): Trial[] {
  const some = [
    ...found.map((moment) => ({ moment, isNear: false })),
    ...near.map((moment) => ({ moment, isNear: true })),
  ].slice(0, mostOfQuery);
  const isRight = (moment: CorpusMoment): boolean =>
    query.truth.get(moment.video)?.some((window) => intervalIou(window, moment) >= rightIou) ?? false;
  return some.map(({ moment, isNear }) => ({
    kind: kindOf({ isNear, pictures: moment.evidence.filter((evidence) => evidence.kind === 'picture') }),
    score: moment.score,
    isRight: isRight(moment),
    weight: 1 / some.length,
  }));
}

/** The weighted logistic regression of being right on the log-odds of the score, by Newton's method. */
function fittedCurve(trials: readonly Trial[]): CalibrationCurve {
  let [offset, slope] = [0, 1];
  for (let step = 0; step < steps; step++) {
    // The gradient, and the three different values of the Hessian.
    let [byOffset, bySlope] = [-ridge * offset, -ridge * slope];
    let [oo, os, ss] = [ridge, 0, ridge];
    for (const { score, isRight, weight } of trials) {
      const odds = scoreOdds(score);
      const likely = 1 / (1 + Math.exp(-(offset + slope * odds)));
      const error = weight * ((isRight ? 1 : 0) - likely);
      const curvature = weight * likely * (1 - likely);
      byOffset += error;
      bySlope += error * odds;
      oo += curvature;
      os += curvature * odds;
      ss += curvature * odds ** 2;
    }
    const determinant = oo * ss - os ** 2;
    offset += (ss * byOffset - os * bySlope) / determinant;
    slope += (oo * bySlope - os * byOffset) / determinant;
  }
  return { offset, slope };
}

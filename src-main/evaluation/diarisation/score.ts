import { UserFacingError } from '../../domain/errors.ts';
import { ratioIntervals } from '../bootstrap.ts';
import type { MetricInterval, MetricTree, Scorecard } from '../metric-tree.ts';
import { rounded } from '../rounding.ts';
import { errorOf, speakerTimes, sumOfTimes, type Condition, type SpeakerTime } from './error-rate.ts';
import type { Recordings } from './rttm.ts';

const secondsDecimals = 3;
const rateDecimals = 2;

interface ScoredRecording {
  readonly name: string;
  /** For each condition, the speaker time of each minute. */
  readonly minutes: readonly (readonly SpeakerTime[])[];
}

/**
 * Scores a diarisation: missed speech, false alarms and confused speakers in seconds of speaker time, and their sum
 * in percent of the scored speaker time (`der`). First come the values at `collar` with overlapping speech scored,
 * then those of every condition by its name: at `collar` and without one, with overlapping speech and without it.
 * The intervals are over minutes. A recording that has no hypothesis is missed altogether; recordings without a
 * reference are passed over. Throws UserFacingError when the files have no recording in common.
 */
export function scoreDiarisation(reference: Recordings, hypothesis: Recordings, collar: number): Scorecard {
  checkCommon(reference, hypothesis);
  const conditions = conditionsAt(collar);
  const recordings = [...reference].map(([name, turns]): ScoredRecording => ({
    name,
    minutes: conditions.map((condition) => speakerTimes(turns, hypothesis.get(name) ?? [], condition)),
  }));
  const minutesOf = (index: number): SpeakerTime[] => recordings.flatMap(({ minutes }) => minutes[index]!);
  return {
    metrics: treeOf(conditions, (index) => sumOfTimes(minutesOf(index))),
    intervals: [
      ...rateInterval('der', minutesOf(0)),
      ...conditions.flatMap((condition, index) => rateInterval(`${nameOf(condition)} der`, minutesOf(index))),
    ],
    parts: recordings.map(({ name, minutes }) => ({
      name,
      metrics: treeOf(conditions, (index) => sumOfTimes(minutes[index]!)),
    })),
  };
}

function rateInterval(name: string, minutes: readonly SpeakerTime[]): MetricInterval[] {
  const shares = minutes.map((time) => ({ part: errorOf(time), whole: time.scored }));
  return ratioIntervals([{ name, shares }]);
}

function conditionsAt(collar: number): Condition[] {
  const collars = [...new Set([collar, 0])];
  return collars.flatMap((seconds) => [
    { collar: seconds, overlap: true },
    { collar: seconds, overlap: false },
  ]);
}

function nameOf({ collar, overlap }: Condition): string {
  return `collar ${collar}, overlap ${overlap ? 'scored' : 'excluded'}`;
}

function treeOf(conditions: readonly Condition[], timeOf: (index: number) => SpeakerTime): MetricTree {
  return {
    ...metricsOf(timeOf(0)),
    ...Object.fromEntries(
      conditions.map((condition, index) => [nameOf(condition), metricsOf(timeOf(index))]),
    ),
  };
}

function metricsOf(time: SpeakerTime): MetricTree {
  return {
    missed: rounded(time.missed, secondsDecimals),
    false_alarm: rounded(time.falseAlarm, secondsDecimals),
    confusion: rounded(time.confusion, secondsDecimals),
    der: time.scored > 0 ? rounded((100 * errorOf(time)) / time.scored, rateDecimals) : null,
  };
}

function checkCommon(reference: Recordings, hypothesis: Recordings): void {
  if (reference.size === 0) {
    throw new UserFacingError(
      'bad-input',
      'The reference holds no SPEAKER line.',
      'Check that it is an RTTM file.',
    );
  }
  if (hypothesis.size > 0 && ![...hypothesis.keys()].some((name) => reference.has(name))) {
    throw new UserFacingError(
      'bad-input',
      `The hypothesis is of other recordings (${[...hypothesis.keys()][0]}) than the reference (${[...reference.keys()][0]}).`,
      'Write the same recording name, the second field, on the lines of both files.',
    );
  }
}

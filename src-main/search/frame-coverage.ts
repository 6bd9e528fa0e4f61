import type { Interval } from '../domain/interval.ts';
import type { Shot } from '../domain/shot.ts';

/** Seconds: a cut and the picture behind it may be told apart by less than a picture. */
const frameLength = 0.04;

/**
 * The stretch that each frame stands for: up to half the distance to its neighbours, and never over a cut. The first and
 * the last frame of a shot stand for it to its ends. Where shots are not known yet, the film is one shot.
 * @param times seconds, ascending
 * @param shots sorted, touching each other
 */
export function frameCoverage(
  times: ArrayLike<number>,
  shots: readonly Shot[],
  duration: number,
): Interval[] {
  const coverage: Interval[] = [];
  const whole = { start: 0, end: Math.max(duration, (times[times.length - 1] ?? 0) + 0.5) };
  let at = 0;
  for (let index = 0; index < times.length; index++) {
    const time = times[index]!;
    while (at + 1 < shots.length && shots[at]!.end <= time + frameLength) at++;
    const shot = shots[at] ?? whole;
    const previous = times[index - 1];
    const next = times[index + 1];
    coverage.push({
      start:
        previous === undefined || previous < shot.start ? Math.min(shot.start, time) : (previous + time) / 2,
      end: next === undefined || next >= shot.end ? Math.max(shot.end, time) : (time + next) / 2,
    });
  }
  return coverage;
}

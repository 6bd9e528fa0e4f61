import { durationOf, overlapOf, type Interval } from '../domain/interval.ts';
import type { IdentifiedTrack } from '../store/presence-queries.ts';

/** Seconds on screen after which a moment has about two thirds of the credit that time gives. */
const convincingSeconds = 1.5;
/** Share of the score that a single glimpse already earns. */
const glimpseShare = 0.6;

/**
 * How surely all of the people are on screen in the interval, 0..1: for each the certainty of their tracks weighted by seconds,
 * times a factor that grows with the seconds seen; the least sure person decides.
 */
export function presenceScore(
  tracks: readonly IdentifiedTrack[],
  personIds: readonly number[],
  interval: Interval,
): number {
  return Math.min(
    ...personIds.map((personId) => {
      let seconds = 0;
      let certainty = 0;
      let best = 0;
      for (const track of tracks) {
        if (track.personId !== personId) continue;
        const overlap = overlapOf(track, interval);
        seconds += overlap;
        certainty += overlap * track.confidence;
        best = Math.max(best, track.confidence);
      }
      const mean = seconds > 0 ? certainty / seconds : best;
      return mean * (glimpseShare + (1 - glimpseShare) * (1 - Math.exp(-seconds / convincingSeconds)));
    }),
  );
}

/** One score out of what is seen and what is said: both count, neither makes up for the lack of the other. */
export function jointScore(seen: number, said: number): number {
  return Math.sqrt(seen * said);
}

/** Seconds: moments that people ask for are seldom shorter or longer. */
const usualLength = { least: 2, most: 60 };

/** What a moment's length says for it, up to 1: a glimpse may be a mistake, and minutes are no moment. */
export function durationPrior(moment: Interval): number {
  const seconds = durationOf(moment);
  if (seconds < usualLength.least) return 0.85 + (0.15 * seconds) / usualLength.least;
  return seconds > usualLength.most ? (usualLength.most / seconds) ** 0.1 : 1;
}

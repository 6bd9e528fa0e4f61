import { intersectIntervals, mergeIntervals, type Interval } from '../domain/interval.ts';
import { mergePresence } from '../domain/presence.ts';
import type { Shot } from '../domain/shot.ts';
import type { IdentifiedTrack } from '../store/presence-queries.ts';

/** Absences up to this many seconds do not divide a moment. */
export const momentGap = 1;
/** A face lost for so short a time was not gone, whatever lies in between: sampling is not finer. */
const samplingGap = 0.25;

/**
 * The stretches in which every one of the people is on screen *at the same time*.
 *
 * A face that is lost for up to a second inside one shot (turned away, hidden by a hand) counts as present. Over a cut it
 * does not: in a dialogue of shot and reverse shot each person is away while the other speaks, and such a scene does not
 * show both. What is found is then merged over {@link momentGap}, like every moment.
 *
 * @param tracks tracks of the asked people in one video
 * @param shots the video's shots, sorted
 */
export function jointPresence(
  tracks: readonly IdentifiedTrack[],
  personIds: readonly number[],
  shots: readonly Shot[],
): Interval[] {
  const sameShot = (before: number, after: number) =>
    after - before <= samplingGap || !shots.some(({ start }) => start > before && start <= after);
  let common: Interval[] | undefined;
  for (const personId of personIds) {
    const own = tracks.filter((track) => track.personId === personId);
    const presence = mergePresence(own, momentGap, sameShot);
    common = common ? intersectIntervals(common, presence) : presence;
  }
  return mergeIntervals(common ?? [], momentGap).map(({ start, end }) => ({ start, end }));
}

import { boxIou } from '../domain/box.ts';
import type { Sighting } from './hypothesis.ts';
import { MultiQueryTracker, type TrackerParts } from './multi-query-tracker.ts';
import type { TrackerSettings } from './tracker-settings.ts';
import type { TrackingFrame } from './tracking-frame.ts';

/** Boxes of the way there and the way back that overlap more are the same sighting (MQT, section 2.6.4). */
const sameBoxIou = 0.5;

/**
 * Goes back over a stretch that was just tracked, from its last sighting. A thing that is not lost on the way back but
 * ends elsewhere was confused with another on the way there.
 * @param sightings of the way there, of this stretch and earlier ones
 * @param frames of the stretch, in the order of the way there
 * @returns the place in `sightings` of the first one of the wrong thing, or null where the ways agree or nothing can be said
 */
export async function firstStray(
  sightings: readonly Sighting[],
  frames: readonly TrackingFrame[],
  parts: TrackerParts,
  settings: TrackerSettings,
): Promise<number | null> {
  const numbers = new Map(frames.map((frame) => [frame.index, frame]));
  const from = sightings.findIndex(({ index }) => numbers.has(index));
  const last = sightings.at(-1);
  if (!settings.backwardPass || from < 0 || !last) return null;
  const tracker = new MultiQueryTracker(parts, settings);
  const track = await tracker.begin(numbers.get(last.index)!, last.box);
  const place = frames.findIndex(({ index }) => index === last.index);
  for (const frame of frames.slice(0, place).toReversed()) await tracker.step(frame);
  tracker.end();
  const back = new Map(track.lead.sightings.map((each) => [each.index, each]));
  const isSame = (each: Sighting): boolean | null => {
    const other = back.get(each.index);
    return other ? boxIou(other.box, each.box) > sameBoxIou : null;
  };
  if (isSame(sightings[from]!) !== false) return null;
  const stray = sightings.findIndex((each, at) => at >= from && isSame(each) === true);
  return stray < 0 ? null : stray;
}

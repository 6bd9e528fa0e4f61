import type { FaceSample } from '../../domain/face.ts';
import type { MouthSample } from '../../store/mouth-code.ts';

/** How far one mouth is open at one time. */
export interface Opening {
  readonly time: number;
  readonly opening: number;
}

/** The two were measured in the same picture when their times differ by no more than rounding does. */
const sameTime = 0.002;

/** The openings of a track's mouth: those that were measured in its own faces. Both come in time order. */
export function openingsOf(samples: readonly FaceSample[], mouths: readonly MouthSample[]): Opening[] {
  const openings: Opening[] = [];
  let from = firstAt(mouths, samples[0]?.time ?? 0);
  for (const { time, box } of samples) {
    while (from < mouths.length && mouths[from]!.time < time - sameTime) from++;
    for (let at = from; at < mouths.length && mouths[at]!.time <= time + sameTime; at++) {
      const { centre, opening } = mouths[at]!;
      const isInside =
        Math.abs(centre.x - box.x - box.width / 2) < box.width / 4 &&
        Math.abs(centre.y - box.y - box.height / 2) < box.height / 4;
      if (!isInside) continue;
      openings.push({ time, opening });
      break;
    }
  }
  return openings;
}

function firstAt(mouths: readonly MouthSample[], time: number): number {
  let low = 0;
  let high = mouths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mouths[middle]!.time < time - sameTime) low = middle + 1;
    else high = middle;
  }
  return low;
}

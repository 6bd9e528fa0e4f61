import type { Point } from '../../domain/box.ts';
import type { FaceSample } from '../../domain/face.ts';
import type { MouthSample, SpeakingFace } from '../../store/mouth-code.ts';

/** How far one mouth is open at one time. */
export interface Opening {
  readonly time: number;
  readonly opening: number;
}

/** How certain it is that one face speaks at one time, 0..1. */
export interface Speaking {
  readonly time: number;
  readonly certainty: number;
}

/** The two were measured in the same picture when their times differ by no more than rounding does. */
const sameTime = 0.002;

/** The openings of a track's mouth: those that were measured in its own faces. Both come in time order. */
export function openingsOf(samples: readonly FaceSample[], mouths: readonly MouthSample[]): Opening[] {
  return seenInFaces(samples, mouths).map(({ time, seen: { opening } }) => ({ time, opening }));
}

/** What a model of active speakers saw of a track's own faces. Both come in time order. */
export function speakingOf(samples: readonly FaceSample[], faces: readonly SpeakingFace[]): Speaking[] {
  return seenInFaces(samples, faces).map(({ time, seen: { certainty } }) => ({ time, certainty }));
}

/** For each face of a track what was seen at its time with its middle in the face's. */
function seenInFaces<T extends { readonly time: number; readonly centre: Point }>(
  samples: readonly FaceSample[],
  things: readonly T[],
): { time: number; seen: T }[] {
  const found: { time: number; seen: T }[] = [];
  let from = firstAt(things, samples[0]?.time ?? 0);
  for (const { time, box } of samples) {
    while (from < things.length && things[from]!.time < time - sameTime) from++;
    for (let at = from; at < things.length && things[at]!.time <= time + sameTime; at++) {
      const seen = things[at]!;
      const { centre } = seen;
      const isInside =
        Math.abs(centre.x - box.x - box.width / 2) < box.width / 4 &&
        Math.abs(centre.y - box.y - box.height / 2) < box.height / 4;
      if (!isInside) continue;
      found.push({ time, seen });
      break;
    }
  }
  return found;
}

function firstAt(things: readonly { readonly time: number }[], time: number): number {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (things[middle]!.time < time - sameTime) low = middle + 1;
    else high = middle;
  }
  return low;
}

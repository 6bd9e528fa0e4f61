import type { FilmPlace } from '../store/summary-table.ts';

/** Places that are told of a film. */
const mostPlaces = 5;
/** Places that are shown for less than this share of a film are not told. */
const leastShare = 0.02;

/** A frame that stands for the film until the next one, with what it shows. */
export interface PlacedFrame {
  readonly time: number;
  readonly places: readonly string[];
}

/** The places that a film shows longest, as shares of its length, the longest first. Frames come in time order. */
export function dominantPlaces(frames: Iterable<PlacedFrame>, duration: number): FilmPlace[] {
  const seconds = new Map<string, number>();
  let last: PlacedFrame | null = null;
  const stoodUntil = (end: number): void => {
    if (!last) return;
    for (const place of last.places) {
      seconds.set(place, (seconds.get(place) ?? 0) + Math.max(0, end - last.time));
    }
  };
  for (const frame of frames) {
    stoodUntil(frame.time);
    last = frame;
  }
  stoodUntil(duration);
  return [...seconds]
    .map(([concept, shown]) => ({ concept, share: duration > 0 ? Math.min(1, shown / duration) : 0 }))
    .filter(({ share }) => share >= leastShare)
    .toSorted((a, b) => b.share - a.share || (a.concept < b.concept ? -1 : 1))
    .slice(0, mostPlaces);
}

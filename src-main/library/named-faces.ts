import type { NamedFace } from '../media/face-regions.ts';
import type { LibraryReader } from '../store/library-reader.ts';

/** Faces are looked at several times a second; one seen longer ago has moved on, in seconds. */
const nearby = 0.5;

/** The named faces that a film shows at a time, each where it was seen nearest to it, from left to right. */
export function namedFacesAt(reader: LibraryReader, videoId: number, time: number): NamedFace[] {
  const people = reader.people.all().map(({ id }) => id);
  const names = new Map(
    reader.presence
      .tracksOf(people, videoId)
      .filter(({ start, end, seen }) => seen === 'face' && start <= time && time <= end)
      .map(({ trackId, person }) => [trackId, person]),
  );
  return reader.faces
    .seenBetween(videoId, time - nearby, time + nearby)
    .flatMap(({ trackId, samples }) => {
      const name = names.get(trackId);
      const [nearest] = samples.toSorted((a, b) => Math.abs(a.time - time) - Math.abs(b.time - time));
      return name !== undefined && nearest ? [{ name, box: nearest.box }] : [];
    })
    .toSorted((a, b) => a.box.x - b.box.x);
}

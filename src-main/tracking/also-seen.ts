import { centreOf, type Box } from '../domain/box.ts';
import type { SeenTrack } from '../domain/face-anchor.ts';
import type { PictureSize } from '../media/picture-filters.ts';
import type { DrawnTrackBox, DrawnTrackRow } from '../store/drawn-track-table.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { Sight } from '../store/presence-queries.ts';

/** Share of a face's samples that must lie in the track's boxes. */
const leastShare = 0.5;
/** A box of the track says where the thing is for so long, in seconds. */
const boxSeconds = 0.3;

// Note: what is found elsewhere
// The index knows faces again and nothing else. So what shows a face is found wherever the library has that face: the
// tracks of its person, or of its group while nobody has named it.

/** Where else the library has the face that a track shows, by film and time; empty where it shows none. */
export function alsoSeen(reader: LibraryReader, { fingerprint, start, end, boxes }: DrawnTrackRow): Sight[] {
  const video = reader.videos.byFingerprint(fingerprint)[0];
  if (!video) return [];
  const faces = reader.faces.seenBetween(video.id, start, end);
  const face = faceIn(boxes, faces, video);
  if (face === null) return [];
  const isHere = (sight: Sight): boolean =>
    sight.videoId === video.id && sight.start < end && sight.end > start;
  return reader.presence.sightsOf(face).filter((sight) => !isHere(sight));
}

/**
 * The face track that lies in a track's boxes; of several the one that does so most often, null where none does.
 * @param boxes in pixels of a picture of `size`
 */
export function faceIn(
  boxes: readonly DrawnTrackBox[],
  faces: readonly SeenTrack[],
  size: PictureSize,
): number | null {
  let best: { trackId: number; inside: number } | null = null;
  for (const { trackId, samples } of faces) {
    const inside = samples.filter(({ time, box }) => {
      const around = boxes.findLast((each) => each.time <= time + boxSeconds / 2);
      return around !== undefined && time - around.time < boxSeconds && holds(around, inPixels(box, size));
    }).length;
    if (inside / samples.length >= leastShare && inside > (best?.inside ?? 0)) best = { trackId, inside };
  }
  return best?.trackId ?? null;
}

function holds(box: Box, face: Box): boolean {
  const { x, y } = centreOf(face);
  return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
}

function inPixels({ x, y, width, height }: Box, size: PictureSize): Box {
  return { x: x * size.width, y: y * size.height, width: width * size.width, height: height * size.height };
}

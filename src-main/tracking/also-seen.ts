import { centreOf, type Box } from '../domain/box.ts';
import type { SeenTrack } from '../domain/face-anchor.ts';
import type { PictureSize } from '../media/picture-filters.ts';
import type { DrawnTrackBox, DrawnTrackRow } from '../store/drawn-track-table.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { Sight } from '../store/presence-queries.ts';
import { lookAlikes } from './look-alikes.ts';

/** Share of a face's samples that must lie in the track's boxes. */
const leastShare = 0.5;
/** A box of the track says where the thing is for so long, in seconds. */
const boxSeconds = 0.3;

/** A stretch of a film that shows a tracked thing again. */
export interface SeenAgain extends Sight {
  /** How it is known again. */
  readonly by: 'face' | 'look';
  /** How likely it is the thing, 0..1; null for faces, which people and groups tell apart. */
  readonly likelihood: number | null;
}

/** A track's boxes in pixels of its film, which the library holds. */
export type SoughtTrack = Pick<DrawnTrackRow, 'fingerprint' | 'start' | 'end' | 'boxes'>;

// Note: what is found elsewhere
// What shows a face is found wherever the library has that face: the tracks of its person, or of its group while nobody
// has named it. Anything else, and a face that is nowhere else, is found by its look, among the regions that the index describes of every film; the
// likeliest come first, and what is more likely something else is left out.

/** Where else the library shows what a track shows. Empty for films that it does not hold. */
export async function alsoSeen(
  reader: LibraryReader,
  { fingerprint, start, end, boxes }: SoughtTrack,
  signal?: AbortSignal,
): Promise<SeenAgain[]> {
  const video = reader.videos.byFingerprint(fingerprint)[0];
  if (!video) return [];
  const isHere = (sight: Sight): boolean =>
    sight.videoId === video.id && sight.start < end && sight.end > start;
  const face = faceIn(boxes, reader.faces.seenBetween(video.id, start, end), video);
  const sights = face === null ? [] : reader.presence.sightsOf(face).filter((sight) => !isHere(sight));
  if (sights.length > 0) return sights.map((sight) => ({ ...sight, by: 'face', likelihood: null }));
  const boxAt = (time: number): Box | null => {
    const box = boxOf(boxes, time);
    return box?.seen ? inShares(box, video) : null;
  };
  const alike = await lookAlikes(reader, video.id, boxAt, signal);
  return alike.filter((sight) => !isHere(sight)).map((sight) => ({ ...sight, by: 'look' }));
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
      const around = boxOf(boxes, time);
      return around !== null && holds(around, inPixels(box, size));
    }).length;
    if (inside / samples.length >= leastShare && inside > (best?.inside ?? 0)) best = { trackId, inside };
  }
  return best?.trackId ?? null;
}

/** The box that says where the thing is at a time, null where none is near enough. */
function boxOf(boxes: readonly DrawnTrackBox[], time: number): DrawnTrackBox | null {
  const around = boxes.findLast((each) => each.time <= time + boxSeconds / 2);
  return around && time - around.time < boxSeconds ? around : null;
}

function holds(box: Box, face: Box): boolean {
  const { x, y } = centreOf(face);
  return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
}

function inShares({ x, y, width, height }: Box, size: PictureSize): Box {
  return { x: x / size.width, y: y / size.height, width: width / size.width, height: height / size.height };
}

function inPixels({ x, y, width, height }: Box, size: PictureSize): Box {
  return { x: x * size.width, y: y * size.height, width: width * size.width, height: height * size.height };
}

import { centreOf } from '../domain/box.ts';
import { cosine, weightedMean } from '../domain/vector.ts';
import type { FaceObservation } from './face-linker.ts';

/** How alike the mean looks of two pieces must be to show one face, as a multiple of the model's threshold. */
const sameTrackShare = 1.1;
/** A face hidden or turned away in its place for longer than this starts a new track. */
const maxHiddenSeconds = 3;
/** How far a face may have moved meanwhile, in widths of its box. */
const maxMovedWidths = 1.5;

/**
 * Joins pieces of one shot that show one face one after the other: the detector lost it for a while, or the linker
 * followed the last shot's face for a sample. `threshold` is the model's cosine for one person; `leaves` tells whether a face at this place may be going out of the picture.
 */
export function joinPieces(
  pieces: readonly FaceObservation[][],
  threshold: number,
  leaves: (observation: FaceObservation) => boolean,
): FaceObservation[][] {
  const joined: FaceObservation[][] = [];
  for (const piece of pieces.toSorted((a, b) => a[0]!.time - b[0]!.time)) {
    const earlier = joined.find((candidate) => continues(candidate, piece, threshold, leaves));
    if (earlier) earlier.push(...piece);
    else joined.push([...piece]);
  }
  return joined;
}

function continues(
  earlier: readonly FaceObservation[],
  later: readonly FaceObservation[],
  threshold: number,
  leaves: (observation: FaceObservation) => boolean,
): boolean {
  const from = earlier.at(-1)!;
  const to = later[0]!;
  const gap = to.time - from.time;
  if (gap <= 0 || gap > maxHiddenSeconds) return false;
  if (gap > 0.5 && (leaves(from) || leaves(to))) return false;
  const a = centreOf(from.box);
  const b = centreOf(to.box);
  if (Math.abs(a.x - b.x) > maxMovedWidths * Math.max(from.box.width, to.box.width)) return false;
  const lookBefore = meanLook(earlier);
  const lookAfter = meanLook(later);
  return (
    lookBefore !== null && lookAfter !== null && cosine(lookBefore, lookAfter) >= threshold * sameTrackShare
  );
}

/** The quality-weighted mean of what was embedded, or null when nothing was. */
export function meanLook(observations: readonly FaceObservation[]): Float32Array | null {
  const looks = observations.filter((observation) => observation.embedding !== null);
  if (looks.length === 0) return null;
  return weightedMean(
    looks.map((look) => look.embedding!),
    looks.map((look) => look.quality),
  );
}

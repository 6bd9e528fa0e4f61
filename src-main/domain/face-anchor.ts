import { boxIou, type Box } from './box.ts';
import type { FaceSample } from './face.ts';

/** A face in a film that is found again however the film is indexed: by when and where it was seen. */
export interface FaceAnchor {
  /** Recognises the film's bytes. */
  readonly fingerprint: string;
  readonly time: number;
  /** Fractions of the displayed picture. */
  readonly box: Box;
}

/** A track seen near an anchor's time. */
export interface SeenTrack {
  readonly trackId: number;
  readonly samples: readonly FaceSample[];
}

/** Samples farther than this from the anchor's time say nothing of it: faces move. */
export const anchorSeconds = 0.6;
/** Below this overlap two boxes are two faces. */
const leastIou = 0.2;

/** The track that shows the anchor's face: the one whose nearest sample overlaps it most; null when none does. */
export function trackShowing(
  anchor: Pick<FaceAnchor, 'time' | 'box'>,
  tracks: readonly SeenTrack[],
): number | null {
  let best: { trackId: number; iou: number } | null = null;
  for (const { trackId, samples } of tracks) {
    const nearest = nearestSample(samples, anchor.time);
    if (!nearest || Math.abs(nearest.time - anchor.time) > anchorSeconds) continue;
    const iou = boxIou(nearest.box, anchor.box);
    if (iou >= leastIou && iou > (best?.iou ?? 0)) best = { trackId, iou };
  }
  return best?.trackId ?? null;
}

/** The surest sample of a track, which stands for its face. Throws a RangeError without samples. */
export function anchorSample(samples: readonly FaceSample[]): FaceSample {
  const inside = samples.filter(({ box }) => isInside(box));
  const best = (inside.length > 0 ? inside : samples).toSorted((a, b) => b.confidence - a.confidence)[0];
  if (!best) throw new RangeError('a track without samples has no face');
  return best;
}

function nearestSample(samples: readonly FaceSample[], time: number): FaceSample | null {
  let best: FaceSample | null = null;
  for (const sample of samples) {
    if (!best || Math.abs(sample.time - time) < Math.abs(best.time - time)) best = sample;
  }
  return best;
}

function isInside({ x, y, width, height }: Box): boolean {
  return x >= 0 && y >= 0 && x + width <= 1 && y + height <= 1;
}

import type { TrackedBox, Tracks } from '../../../src-main/evaluation/tracking/mot-file.ts';
import { ColourTexture } from '../../../src-main/tracking/colour-texture.ts';
import { trackSequence, type FrameSequence } from '../../../src-main/tracking/track-sequence.ts';
import type { TrackerSettings } from '../../../src-main/tracking/tracker-settings.ts';
import type { AppearanceDescriber, CandidateProposer } from '../../../src-main/tracking/tracking-frame.ts';
import type { Trail } from '../../../src-main/tracking/trail.ts';

/** Tracks what a detector claims; what it does not claim is not searched for. */
export function trackAll(
  frames: FrameSequence,
  detector: CandidateProposer,
  settings: TrackerSettings,
  describer: AppearanceDescriber = new ColourTexture(),
): Promise<Trail[]> {
  return trackSequence(frames, { proposer: detector, describer, search: null }, settings);
}

/** Boxes by frame, frames counted from 1. @param scale of the result's pixels to those that were tracked */
export function tracksOfTrails(trails: readonly Trail[], scale = 1): Tracks {
  return tracksByFrame(
    trails.flatMap((trail, index) =>
      trail.map(({ index: frame, box, confidence }) => ({
        frame,
        track: index + 1,
        box: {
          x: box.x * scale,
          y: box.y * scale,
          width: box.width * scale,
          height: box.height * scale,
        },
        confidence,
        objectClass: null,
      })),
    ),
  );
}

/** @param boxes with the numbers of their frames, from 0 */
export function tracksByFrame(boxes: readonly (TrackedBox & { readonly frame: number })[]): Tracks {
  const frames = new Map<number, TrackedBox[]>();
  for (const { frame, ...box } of boxes) {
    const listed = frames.get(frame + 1) ?? [];
    frames.set(frame + 1, listed);
    listed.push(box);
  }
  return frames;
}

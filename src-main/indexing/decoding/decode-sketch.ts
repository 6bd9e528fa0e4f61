import { UserFacingError } from '../../domain/errors.ts';
import type { Frame } from '../../domain/image.ts';
import { readFrames, type Sampling } from '../../media/frame-reader.ts';
import type { DecodeJobs } from './decode-protocol.ts';
import { sampleHeight, sampleWidth } from './picture-sizes.ts';
import { isDecodedWhole, pictureSpacing } from './sketch-spacing.ts';

/** A film with fewer keyframes is decoded whole: seeking in it would decode most of it again and again. */
const fewestKeyframes = 6;

/**
 * Pictures for a first look at a film: keyframes, which are decoded without what lies between them; all kinds of pictures
 * for a short film, and for one with hardly any keyframes. Runs in the decode thread.
 */
export async function* decodeSketch(
  { ffmpeg, path, probe }: DecodeJobs['sketch'],
  warn: (sentence: string) => void,
  signal: AbortSignal,
): AsyncGenerator<Frame, void> {
  const read = (sampling: Sampling): AsyncGenerator<Frame, void> => {
    const size = { maxWidth: sampleWidth, maxHeight: sampleHeight };
    return readFrames(ffmpeg, { path, probe, ...size, sampling, onWarning: warn }, signal);
  };
  const seconds = pictureSpacing(probe.duration);
  if (!isDecodedWhole(probe.duration)) {
    const held: Frame[] = [];
    let isEnough = false;
    try {
      for await (const frame of read({ kind: 'keyframes', seconds })) {
        if (isEnough) yield frame;
        else if (held.push(frame) === fewestKeyframes) {
          isEnough = true;
          yield* held.splice(0);
        }
      }
    } catch (error) {
      // Streams whose keyframes are not marked seem to hold no picture at all.
      if (isEnough || !(error instanceof UserFacingError)) throw error;
    }
    if (isEnough) return;
  }
  yield* read({ kind: 'every', seconds });
}

import type { RgbImage } from '../../../src-main/domain/image.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import { readFrames } from '../../../src-main/media/frame-reader.ts';
import { probe } from '../../../src-main/media/probe.ts';
import type { FrameSequence } from '../../../src-main/tracking/track-sequence.ts';
import { TrackingFrame } from '../../../src-main/tracking/tracking-frame.ts';

/** Pictures in which things are tracked fit a square of so many pixels. */
export const trackedSide = 320;

/** The pictures of a short sequence, kept in memory with what was worked out of them. */
export class DecodedSequence implements FrameSequence {
  readonly frames: readonly TrackingFrame[];

  /** @param pictures with their times in seconds, in order */
  constructor(pictures: readonly { readonly time: number; readonly picture: RgbImage }[]) {
    if (!pictures[0]) throw new Error('A sequence without pictures cannot be tracked.');
    this.frames = pictures.map(({ time, picture }, index) => new TrackingFrame(index, time, picture));
  }

  /** @param every seconds between two pictures; all pictures when left out */
  static async ofFilm(tools: FfmpegTools, path: string, every?: number): Promise<DecodedSequence> {
    const sampling =
      every === undefined ? { kind: 'all' as const } : { kind: 'every' as const, seconds: every };
    const facts = await probe(tools, path);
    const request = { path, probe: facts, maxWidth: trackedSide, maxHeight: trackedSide, sampling };
    const pictures: { time: number; picture: RgbImage }[] = [];
    for await (const { time, width, height, data } of readFrames(tools, request)) {
      pictures.push({ time, picture: { width, height, data: data.slice() } });
    }
    return new DecodedSequence(pictures);
  }

  get picture(): { width: number; height: number } {
    const { width, height } = this.frames[0]!.picture;
    return { width, height };
  }

  forwards(): Iterable<TrackingFrame> {
    return this.frames;
  }

  backwards(): Iterable<TrackingFrame> {
    return this.frames.toReversed();
  }
}

import { readFrames } from '../../../src-main/media/frame-reader.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import { probe } from '../../../src-main/media/probe.ts';
import type { Frame } from '../../../src-main/domain/image.ts';
import type { FrameSequence } from '../../../src-main/tracking/track-sequence.ts';
import { TrackingFrame } from '../../../src-main/tracking/tracking-frame.ts';

/** Pictures in which things are tracked fit this box. */
const maxWidth = 320;
const maxHeight = 320;

/** The pictures of a short film or of a numbered folder of pictures, kept in memory. */
export class DecodedSequence implements FrameSequence {
  readonly #frames: readonly Frame[];

  constructor(frames: readonly Frame[]) {
    if (!frames[0]) throw new Error('A sequence without pictures cannot be tracked.');
    this.#frames = frames;
  }

  /** @param every seconds between two pictures; all pictures when left out */
  static async ofFilm(tools: FfmpegTools, path: string, every?: number): Promise<DecodedSequence> {
    const sampling = every === undefined ? { kind: 'all' as const } : { kind: 'every' as const, seconds: every };
    const request = { path, probe: await probe(tools, path), maxWidth, maxHeight, sampling };
    const frames: Frame[] = [];
    for await (const frame of readFrames(tools, request)) frames.push({ ...frame, data: frame.data.slice() });
    return new DecodedSequence(frames);
  }

  get picture(): { width: number; height: number } {
    const { width, height } = this.#frames[0]!;
    return { width, height };
  }

  get length(): number {
    return this.#frames.length;
  }

  *forwards(): Iterable<TrackingFrame> {
    for (const [index, frame] of this.#frames.entries()) yield new TrackingFrame(index, frame.time, frame);
  }

  *backwards(): Iterable<TrackingFrame> {
    for (let index = this.#frames.length - 1; index >= 0; index--) {
      const frame = this.#frames[index]!;
      yield new TrackingFrame(index, frame.time, frame);
    }
  }
}

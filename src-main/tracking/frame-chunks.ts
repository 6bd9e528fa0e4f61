import type { Frame } from '../domain/image.ts';
import type { Interval } from '../domain/interval.ts';
import { readFrames, type Sampling } from '../media/frame-reader.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import type { PictureSize } from '../media/picture-filters.ts';
import type { MediaProbe } from '../media/probe.ts';

/** What is read of a film, and how large. */
export interface ChunkReading {
  readonly path: string;
  readonly probe: MediaProbe;
  /** The pictures fit this box. */
  readonly fit: PictureSize;
  /** Seconds between two pictures; 0 for all of them. */
  readonly every: number;
}

/** Seconds in one chunk: so much is held in memory, and twice while the next one is read. */
const chunkSeconds = 2;
/** A picture that is shown at a time began at most so long before it. */
const longestPicture = 1;

/** The picture that a player shows at a time: the last one that began before it. Null where there is none. */
export async function pictureAt(
  tools: FfmpegTools,
  { path, probe, fit }: ChunkReading,
  time: number,
  signal?: AbortSignal,
): Promise<Frame | null> {
  const read = async (interval: Interval, take: 'first' | 'last'): Promise<Frame | null> => {
    let found: Frame | null = null;
    const request = { path, probe, maxWidth: fit.width, maxHeight: fit.height, interval };
    for await (const frame of readFrames(tools, { ...request, sampling: { kind: 'all' } }, signal)) {
      found = { ...frame, data: frame.data.slice() };
      if (take === 'first') break;
    }
    return found;
  };
  const shown = await read({ start: Math.max(0, time - longestPicture), end: time + 1e-4 }, 'last');
  return shown ?? read({ start: time, end: time + longestPicture }, 'first');
}

/**
 * The pictures of a stretch in chunks, in order of time or against it: the pictures of each chunk are in the order in
 * which they are to be looked at. The next chunk is read while the last one is worked on.
 */
export async function* readChunks(
  tools: FfmpegTools,
  reading: ChunkReading,
  { start, end }: Interval,
  direction: 'forwards' | 'backwards',
  signal?: AbortSignal,
): AsyncGenerator<Frame[], void> {
  const stretches: Interval[] = [];
  for (let done = 0; done < end - start - 1e-6; done += chunkSeconds) {
    const most = Math.min(chunkSeconds, end - start - done);
    stretches.push(
      direction === 'forwards'
        ? { start: start + done, end: start + done + most }
        : { start: end - done - most, end: end - done },
    );
  }
  const ending = new AbortController();
  const either = signal ? AbortSignal.any([signal, ending.signal]) : ending.signal;
  const read = (stretch: Interval | undefined): Promise<Frame[]> | null => {
    const pictures = stretch ? readStretch(tools, reading, stretch, either) : null;
    pictures?.catch(() => undefined);
    return pictures;
  };
  try {
    let next = read(stretches[0]);
    for (let index = 0; next; index++) {
      const pictures = await next;
      next = read(stretches[index + 1]);
      yield direction === 'forwards' ? pictures : pictures.toReversed();
    }
  } finally {
    ending.abort();
  }
}

async function readStretch(
  tools: FfmpegTools,
  { path, probe, fit, every }: ChunkReading,
  interval: Interval,
  signal: AbortSignal,
): Promise<Frame[]> {
  const sampling: Sampling = every > 0 ? { kind: 'every', seconds: every } : { kind: 'all' };
  const request = { path, probe, maxWidth: fit.width, maxHeight: fit.height, sampling, interval };
  const frames: Frame[] = [];
  for await (const frame of readFrames(tools, request, signal)) {
    frames.push({ ...frame, data: frame.data.slice() });
  }
  return frames;
}

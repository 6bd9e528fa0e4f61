import type { Interval } from '../../domain/interval.ts';
import type { RgbImage } from '../../domain/image.ts';
import type { FfmpegTools } from '../ffmpeg-tools.ts';
import { fitWithin, rgbFilters } from '../picture-filters.ts';
import { decodePictures } from '../picture-stream.ts';
import type { MediaProbe } from '../probe.ts';

/** A subtitle that is a picture of text: bright on black, in the place where it stands on the screen. */
export interface SubtitlePicture extends Interval {
  readonly picture: RgbImage;
}

/** Text is read well at this size, and larger screens cost without end. */
const mostWidth = 1920;
const mostHeight = 1080;
/** Of one that nothing takes away, as the last of a file may be, in seconds. */
const mostSeconds = 10;
/** Darker pixels are nothing. */
const faint = 24;

/**
 * The pictures of a subtitle track such as PGS, VobSub or DVB, in time order. What is clear is black. Throws
 * UserFacingError('unreadable-file') for a track of which nothing can be decoded.
 * @param index the track's number in the file
 */
export async function* readSubtitlePictures(
  tools: FfmpegTools,
  path: string,
  index: number,
  probe: MediaProbe,
  signal?: AbortSignal,
): AsyncGenerator<SubtitlePicture, void> {
  if (!probe.video) return;
  const size = fitWithin(probe.video, mostWidth, mostHeight);
  // Clear pixels may have any colour: what they count is multiplied in before they are thrown away.
  const filters = `format=gbrap,premultiply=inplace=1,${rgbFilters(size)}`;
  const decode = { path, probe, outputs: [{ filters, size }], subtitleTrack: index };
  // ffmpeg gives a picture when something appears or goes, and the one before once more just before that.
  let shown: { start: number; picture: RgbImage } | null = null;
  for await (const { frame } of decodePictures(tools, decode, signal)) {
    if (shown && isSame(shown.picture, frame)) continue;
    if (shown) yield { ...shown, end: Math.min(frame.time, shown.start + mostSeconds) };
    shown = isBlank(frame) ? null : { start: frame.time, picture: frame };
  }
  if (shown) yield { ...shown, end: shown.start + mostSeconds };
}

function isSame(one: RgbImage, other: RgbImage): boolean {
  return Buffer.compare(one.data, other.data) === 0;
}

function isBlank({ data }: RgbImage): boolean {
  return data.every((value) => value < faint);
}

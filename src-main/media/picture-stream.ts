import type { Frame } from '../domain/image.ts';
import type { Interval } from '../domain/interval.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { passThroughOption } from './ffmpeg-tools.ts';
import {
  decodingError, inputArguments, lastComplaint, maxPixels, quietArguments, runTool, shownName,
} from './ffmpeg-process.ts'; // prettier-ignore
import { seekTarget } from './seek.ts';
import { NutFormatError, readNut } from './nut-reader.ts';
import type { PictureSize } from './picture-filters.ts';
import { rgbBytes } from './picture-filters.ts';
import type { MediaProbe } from './probe.ts';

/** One output of a decode: the filters between the decoded picture and RGB, and the size they give. */
export interface PictureOutput {
  readonly filters: string;
  readonly size: PictureSize;
}

export interface PictureDecode {
  readonly path: string;
  readonly probe: MediaProbe;
  readonly outputs: readonly PictureOutput[];
  /** The number of a track of subtitles that are pictures, to be decoded in the place of the film's own pictures. */
  readonly subtitleTrack?: number | undefined;
  /** Part of the film to decode; all of it by default. */
  readonly interval?: Interval | undefined;
  readonly keyframesOnly?: boolean;
  /** ffmpeg's name of a hardware decoder (`-hwaccel`); the processor decodes without one. */
  readonly hardware?: string | undefined;
  /** Told once for a film of which a part could not be decoded: a sentence for the person. */
  readonly onWarning?: ((sentence: string) => void) | undefined;
  /** Milliseconds of silence after which ffmpeg counts as stuck. */
  readonly stallMs?: number | undefined;
}

/** Added to times inside the pipe, since NUT cannot hold times before 0 and pictures may precede the start time. */
const pipeOffset = 100_000;

/**
 * Decodes a film once and gives the pictures of all outputs through one pipe, each with the number of its output and
 * its presentation time. What breaks in the middle of a file ends the stream with a warning; a file of which not one
 * picture can be decoded throws UserFacingError('unreadable-file').
 */
export async function* decodePictures(
  tools: FfmpegTools,
  decode: PictureDecode,
  signal?: AbortSignal,
): AsyncGenerator<{ output: number; frame: Frame }, void> {
  const { path, outputs } = decode;
  const run = runTool(tools.ffmpeg, decodeArguments(tools, decode), {
    urgency: 'background',
    signal,
    stallMs: decode.stallMs,
  });
  const largest = Math.max(...outputs.map(({ size }) => rgbBytes(size)));
  let count = 0;
  let lastTime = 0;
  let brokenPipe = false;
  try {
    for await (const { stream, time, data } of readNut(run.output, largest)) {
      const size = outputs[stream]?.size;
      if (!size || data.length !== rgbBytes(size))
        throw new NutFormatError('a picture of an unexpected size');
      count++;
      lastTime = round(time - pipeOffset - decode.probe.startTime);
      yield { output: stream, frame: { ...size, time: lastTime, data } };
    }
  } catch (error) {
    if (!(error instanceof NutFormatError)) throw error;
    brokenPipe = true;
  }
  const end = await run.ended;
  if (end.startError) throw end.startError;
  const failed = brokenPipe || end.stalled || end.code !== 0;
  if (count === 0 && (failed || (run.complaints() !== '' && !decode.interval))) {
    throw decodingError(path, run.complaints(), end.stalled);
  }
  if (failed || run.complaints() !== '')
    decode.onWarning?.(warningOf(path, run.complaints(), failed, lastTime));
}

/**
 * The container's own times are kept (`-copyts`): left to itself ffmpeg counts from the first time of the tracks it
 * decodes instead of the file's, and after a seek it rounds the place it sought to the stream's clock.
 */
function decodeArguments(tools: FfmpegTools, decode: PictureDecode): string[] {
  const { outputs, interval, probe } = decode;
  const seek = interval ? seekTo(probe, interval) : { arguments: [], select: '' };
  const labels = outputs.map((_, index) => `[p${index}]`);
  const split = outputs.length > 1 ? `split=${outputs.length}${labels.join('')};` : '';
  const chains = outputs.map(
    ({ filters }, index) =>
      `${split === '' ? '' : labels[index]}${filters},settb=1/1000000,setpts=PTS+${pipeOffset}/TB[o${index}]`,
  );
  return [
    ...quietArguments,
    '-y',
    ...(decode.keyframesOnly ? ['-skip_frame', 'nokey'] : []),
    ...(decode.hardware ? ['-hwaccel', decode.hardware] : []),
    '-max_pixels', String(maxPixels),
    '-copyts', ...seek.arguments,
    '-an', '-dn', decode.subtitleTrack === undefined ? '-sn' : '-vn',
    ...inputArguments(decode.path),
    '-filter_complex', `[0:${decode.subtitleTrack ?? probe.video!.index}]${seek.select}${split}${chains.join(';')}`,
    ...outputs.flatMap((_, index) => ['-map', `[o${index}]`]),
    '-c:v', 'rawvideo', passThroughOption(tools), 'passthrough', '-enc_time_base', '1:1000000',
    '-avoid_negative_ts', 'disabled', '-map_metadata', '-1', '-f', 'nut', 'pipe:1',
  ]; // prettier-ignore
}

/**
 * Gets near an interval by seeking and keeps exactly its pictures: seeks and lengths given to ffmpeg are rounded to the
 * stream's clock.
 */
function seekTo(probe: MediaProbe, { start, end }: Interval): { arguments: string[]; select: string } {
  const from = seekTarget(probe, start);
  const bound = (time: number): string => (time + probe.startTime - 1e-6).toFixed(6);
  return {
    arguments: [
      ...(from > 0 ? ['-ss', from.toFixed(6)] : []),
      '-t',
      (Math.max(start, end) - from + 1).toFixed(6),
    ],
    select: `select='gte(t,${bound(start)})*lt(t,${bound(end)})',`,
  };
}

/** Times travel in whole microseconds. */
function round(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

function warningOf(path: string, complaints: string, failed: boolean, lastTime: number): string {
  const detail = lastComplaint(complaints);
  const says = detail ? ` (ffmpeg says: ${detail})` : '';
  return failed
    ? `${shownName(path)} could be read only up to ${lastTime.toFixed(1)} s${says}.`
    : `${shownName(path)} is damaged in places; what could be decoded was used${says}.`;
}

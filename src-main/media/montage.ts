import { writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { UserFacingError } from '../domain/errors.ts';
import { frameAt, timeOfFrame, type FrameRate } from '../domain/frame-rate.ts';
import { inputArguments, lastComplaint, maxPixels, quietArguments, shownName } from './ffmpeg-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import type { MediaProbe } from './probe.ts';
import { seekTarget } from './seek.ts';
import { unwritable, writeWhole } from './whole-file.ts';
import { runWriting } from './writing-progress.ts';

// Note: why a montage is made of parts
// One run of ffmpeg over all films would hold a decoder open for each moment, and one damaged film would cost all the rest.
// So each moment is encoded into a part of its own, all alike, and the parts are joined by copying pictures. Parts hold
// their sound uncompressed, since compressed sound begins with a priming that would be heard as a gap at every join.

/** What all parts of a montage have in common. */
export interface MontageShape {
  readonly rate: FrameRate;
  /** Pixels, both even. */
  readonly width: number;
  readonly height: number;
}

/** A stretch of a film that becomes a part of a montage. */
export interface MontagePart {
  readonly path: string;
  readonly probe: MediaProbe;
  /** Seconds of the film. */
  readonly start: number;
  /** Frames of the montage. */
  readonly length: number;
}

/** A part that is written, in a folder of parts. */
export interface WrittenPart {
  readonly name: string;
  readonly length: number;
}

const sampleRate = 48_000;
const timeoutMs = 6 * 3_600_000;

/**
 * Writes a part: exactly so many frames, with bars where the film's picture has another shape, black for a film without
 * pictures, silence for one without sound.
 * @param told frames written so far
 * @throws UserFacingError `unreadable-file` when the film is gone or cannot be decoded there, `disk-full`
 */
export async function writePart(
  tools: FfmpegTools,
  part: MontagePart,
  shape: MontageShape,
  output: string,
  told: (frames: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const args = partArguments(part, shape, output);
  const run = await runWriting(tools.ffmpeg, args, { signal, timeoutMs }, (seconds) =>
    told(Math.min(part.length, frameAt(seconds, shape.rate))),
  );
  if (run.startError) throw run.startError;
  if (run.code === 0 && !run.stalled) return;
  const { complaints } = run;
  if (/No space left/.test(complaints)) throw diskFull();
  const detail = lastComplaint(complaints);
  throw new UserFacingError(
    'unreadable-file',
    `${shownName(part.path)} cannot be read at this place${detail ? ` (ffmpeg says: ${detail})` : ''}.`,
    'Check that the film is there and plays at this place.',
  );
}

/**
 * Joins parts to one film, in `.mp4`, `.mov` or `.mkv`; other names get an MP4. It appears only when it is complete.
 * @param folder where the parts lie
 * @param metadata title and chapters in ffmpeg's format
 */
export async function joinParts(
  tools: FfmpegTools,
  folder: string,
  parts: readonly WrittenPart[],
  { rate }: MontageShape,
  metadata: string,
  output: string,
  signal?: AbortSignal,
): Promise<void> {
  const list = parts.map(
    ({ name, length }) => `file '${name}'\nduration ${timeOfFrame(length, rate).toFixed(6)}\n`,
  );
  await writeFile(join(folder, 'parts.txt'), list.join(''));
  await writeFile(join(folder, 'chapters.txt'), metadata);
  const format = { '.mkv': 'matroska', '.mov': 'mov' }[extname(output).toLowerCase()] ?? 'mp4';
  await writeWhole(output, async (temporary) => {
    const args = [
      ...quietArguments, '-y', '-protocol_whitelist', 'file,pipe', '-f', 'concat', '-i', 'parts.txt',
      '-f', 'ffmetadata', '-i', 'chapters.txt', '-map', '0:v', '-map', '0:a', '-map_metadata', '1', '-map_chapters', '1',
      '-c:v', 'copy', '-af', 'aresample=async=1:first_pts=0', '-c:a', 'aac', '-b:a', '192k',
      ...(format === 'matroska' ? [] : ['-movflags', '+faststart']), '-f', format, `file:${temporary}`,
    ]; // prettier-ignore
    const run = await runWriting(tools.ffmpeg, args, { signal, timeoutMs, cwd: folder });
    if (run.startError) throw run.startError;
    if (run.code === 0 && !run.stalled) return;
    if (/No space left/.test(run.complaints)) throw diskFull();
    if (/Permission denied|Read-only/.test(run.complaints)) throw unwritable(output);
    const detail = lastComplaint(run.complaints);
    throw new UserFacingError(
      'internal',
      `${shownName(output)} cannot be joined${detail ? ` (ffmpeg says: ${detail})` : ''}.`,
      'Try again; if it happens again, export the moments as clips.',
    );
  });
}

function diskFull(): UserFacingError {
  return new UserFacingError(
    'disk-full',
    'The disk is full: the film of all moments cannot be written.',
    'Make room, or name a file on another disk. While it is written it takes two or three times the room that it takes in the end.',
  );
}

function partArguments(part: MontagePart, shape: MontageShape, output: string): string[] {
  const { path, probe, start, length } = part;
  const { rate, width, height } = shape;
  const seconds = timeOfFrame(length, rate);
  // A quarter of a frame early: a film's times may be rounded, and the frame at the start must not be missed.
  const begin = Math.max(0, start - timeOfFrame(0.25, rate));
  const from = seekTarget(probe, begin);
  const lead = (begin - from).toFixed(6);
  const perSecond = `${rate.numerator}/${rate.denominator}`;
  const size = `${width}:${height}`;
  const picture = probe.video
    ? `[0:${probe.video.index}]trim=start=${lead},setpts=PTS-${lead}/TB,fps=${perSecond}:start_time=0,` +
      `scale=trunc(iw*sar/2)*2:ih,scale=${size}:force_original_aspect_ratio=decrease:force_divisible_by=2,` +
      `pad=${size}:(ow-iw)/2:(oh-ih)/2:black,tpad=stop=-1:stop_mode=clone`
    : `color=black:s=${width}x${height}:r=${perSecond}`;
  const [track] = probe.audio;
  const sound = track
    ? `[0:${track.index}]atrim=start=${lead},asetpts=PTS-${lead}/TB,aresample=${sampleRate}:async=1:first_pts=0,` +
      `aformat=sample_fmts=s16:channel_layouts=stereo,apad`
    : `anullsrc=r=${sampleRate}:cl=stereo`;
  const graph = [
    `${picture},trim=end_frame=${length},setsar=1,format=yuv420p[picture]`,
    `${sound},atrim=end=${seconds.toFixed(6)}[sound]`,
  ].join(';');
  return [
    ...quietArguments, '-y', '-max_pixels', String(maxPixels),
    ...(from > 0 ? ['-ss', from.toFixed(6)] : []), ...inputArguments(path),
    '-filter_complex', graph, '-map', '[picture]', '-map', '[sound]', '-map_metadata', '-1', '-map_chapters', '-1',
    '-c:v', 'libx264', '-crf', '18', '-preset', 'veryfast', '-video_track_timescale', String(rate.numerator),
    '-c:a', 'pcm_s16le', '-f', 'mov', `file:${output}`,
  ]; // prettier-ignore
}

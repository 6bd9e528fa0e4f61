import { access, constants, realpath, stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import type { Interval } from '../domain/interval.ts';
import { UserFacingError } from '../domain/errors.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { passThroughOption } from './ffmpeg-tools.ts';
import { inputArguments, lastComplaint, maxPixels, quietArguments, shownName } from './ffmpeg-process.ts';
import { keyframeAtOrBefore } from './keyframes.ts';
import { probe as probeFile } from './probe.ts';
import type { MediaProbe } from './probe.ts';
import { seekTarget } from './seek.ts';
import { unwritable, writeWhole } from './whole-file.ts';
import { runWriting } from './writing-progress.ts';

export interface ClipRequest {
  readonly path: string;
  readonly probe: MediaProbe;
  readonly start: number;
  readonly end: number;
  /** `.mp4`, `.mkv`, `.mov`, `.webm` or, for sound alone, `.m4a`; other names get an MP4. */
  readonly output: string;
  /** `exact` re-encodes and begins and ends on the asked pictures; `lossless` copies from the keyframe before. */
  readonly mode: 'exact' | 'lossless';
}

const timeoutMs = 6 * 3_600_000;

/**
 * Writes a part of a film with its sound and tells its real start and end in the film's time. The output appears only
 * when it is complete and never replaces the film itself. Throws UserFacingError for an empty interval, an output
 * folder that is missing or not writable, and what ffmpeg cannot write.
 */
export async function exportClip(
  tools: FfmpegTools,
  request: ClipRequest,
  signal?: AbortSignal,
): Promise<Interval> {
  const { path, output, mode } = request;
  const wanted = clipInterval(request);
  await refuseOutput(path, output);
  const start =
    mode === 'lossless' ? await losslessStart(tools, request, wanted.start, signal) : wanted.start;
  const interval = { start, end: wanted.end };
  return writeWhole(output, async (temporary) => {
    const args = clipArguments(tools, request, interval, temporary);
    const run = await runWriting(tools.ffmpeg, args, { signal, timeoutMs });
    if (run.startError) throw run.startError;
    if (run.code !== 0 || run.stalled) throw exportFailed(request, run.complaints);
    const written = await probeFile(tools, temporary, signal).catch(() => null);
    if (!written) throw exportFailed(request, run.complaints);
    // Sound is coded in blocks, so a container may end a few hundredths after its last picture.
    return { start, end: Math.min(wanted.end, start + written.duration) };
  });
}

function clipInterval({ path, probe, start, end }: ClipRequest): Interval {
  const from = Math.max(0, start);
  const to = probe.duration > 0 ? Math.min(end, probe.duration) : end;
  if (to - from >= 0.001) return { start: from, end: to };
  throw new UserFacingError(
    'bad-input',
    `There is nothing of ${shownName(path)} between ${start.toFixed(1)} s and ${end.toFixed(1)} s.`,
    `Choose a start before the end, inside the film's ${probe.duration.toFixed(1)} s.`,
  );
}

async function refuseOutput(path: string, output: string): Promise<void> {
  const folder = dirname(output);
  try {
    if (!(await stat(folder)).isDirectory()) throw unwritable(output);
    await access(folder, constants.W_OK);
  } catch (error) {
    throw error instanceof UserFacingError ? error : unwritable(output, error);
  }
  const [source, target] = await Promise.all([realpath(path), realpath(output).catch(() => null)]);
  const sameFile = target !== null && (source === target || (await isSameFile(source, target)));
  if (sameFile) {
    throw new UserFacingError(
      'bad-input',
      `The clip would replace the film ${shownName(path)} itself.`,
      'Choose another name or folder for the clip.',
    );
  }
}

async function isSameFile(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(a), stat(b)]);
  return first.ino !== 0 && first.ino === second.ino && first.dev === second.dev;
}

async function losslessStart(
  tools: FfmpegTools,
  { path, probe }: ClipRequest,
  start: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  return probe.video ? keyframeAtOrBefore(tools, path, probe, start, signal) : start;
}

function clipArguments(
  tools: FfmpegTools,
  { path, probe, output, mode }: ClipRequest,
  { start, end }: Interval,
  temporary: string,
): string[] {
  const format = formatOf(output);
  const sound = probe.audio.map(({ index }) => ['-map', `0:${index}`]).flat();
  const picture = probe.video ? ['-map', `0:${probe.video.index}`] : [];
  const from = mode === 'exact' ? seekTarget(probe, start) : start > 0 ? start + 0.0005 : 0;
  const seek = from > 0 ? ['-ss', from.toFixed(6)] : [];
  const length = ['-t', (end - start).toFixed(6)];
  // What lies between the place that can be sought and the start is decoded and thrown away.
  const cut = mode === 'exact' && from < start ? ['-ss', (start - from).toFixed(6), ...length] : length;
  const coding =
    mode === 'lossless'
      ? ['-c', 'copy', '-avoid_negative_ts', 'make_zero']
      : exactCoding(tools, probe, format);
  return [
    ...quietArguments, '-y', '-max_pixels', String(maxPixels), ...seek,
    ...inputArguments(path), ...picture, ...sound, ...cut, '-sn', '-dn', '-map_chapters', '-1', ...coding,
    ...(format === 'mp4' || format === 'mov' ? ['-movflags', '+faststart'] : []),
    '-f', format === 'm4a' ? 'ipod' : format, `file:${temporary}`,
  ]; // prettier-ignore
}

function exactCoding(tools: FfmpegTools, probe: MediaProbe, format: string): string[] {
  const isWebm = format === 'webm';
  const even = "scale='trunc(iw/2)*2':'trunc(ih/2)*2'";
  const picture = isWebm
    ? ['-c:v', 'libvpx-vp9', '-crf', '24', '-b:v', '0', '-row-mt', '1', '-cpu-used', '4']
    : ['-c:v', 'libx264', '-crf', '18', '-preset', 'veryfast'];
  const sound = isWebm ? ['-c:a', 'libopus', '-b:a', '160k'] : ['-c:a', 'aac', '-b:a', '192k'];
  return [
    ...(probe.video
      ? [...picture, '-vf', even, '-pix_fmt', 'yuv420p', passThroughOption(tools), 'passthrough']
      : []),
    ...(probe.audio.length > 0 ? sound : []),
  ];
}

function formatOf(output: string): string {
  const extension = extname(output).slice(1).toLowerCase();
  return { mkv: 'matroska', mov: 'mov', webm: 'webm', m4a: 'm4a' }[extension] ?? 'mp4';
}

function exportFailed({ path, mode, output }: ClipRequest, complaints: string): UserFacingError {
  const detail = lastComplaint(complaints);
  if (/No space left|Permission denied|Read-only/.test(complaints)) return unwritable(output);
  return new UserFacingError(
    'unsupported-media',
    `The clip of ${shownName(path)} cannot be written${detail ? ` (ffmpeg says: ${detail})` : ''}.`,
    mode === 'lossless'
      ? 'Export it exact instead, or give the clip the film’s own extension.'
      : 'Check that the film plays at this place and that the drive has room.',
  );
}

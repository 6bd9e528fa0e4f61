import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { UserFacingError } from '../domain/errors.ts';
import { inputArguments, lastComplaint, maxPixels, quietArguments, shownName } from './ffmpeg-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import type { MediaProbe } from './probe.ts';
import { unwritable, writeWhole } from './whole-file.ts';
import { runWriting, type WritingProgress } from './writing-progress.ts';

export interface SubtitledCopy {
  readonly path: string;
  readonly probe: MediaProbe;
  /** A film's file; its ending tells the container. It replaces nothing that it is made from: the caller sees to that. */
  readonly output: string;
  /** The text of a subtitle file whose times count from the film's first picture. */
  readonly subtitles: string;
  readonly told: WritingProgress;
}

/** ISO 639-2 code or BCP 47 tag of a track; null where it is not known. */
export type TrackLanguage = string | null;

interface Container {
  readonly name: string;
  /** How it keeps subtitles, and what they are written as for it. */
  readonly codec: string;
  readonly format: 'ass' | 'srt' | 'vtt';
}

/** Matroska keeps who speaks and the colours; the others keep the text, WebM also the voices. */
const containers: Readonly<Record<string, Container>> = {
  mkv: { name: 'matroska', codec: 'ass', format: 'ass' },
  mp4: { name: 'mp4', codec: 'mov_text', format: 'srt' },
  m4v: { name: 'mp4', codec: 'mov_text', format: 'srt' },
  mov: { name: 'mov', codec: 'mov_text', format: 'srt' },
  webm: { name: 'webm', codec: 'webvtt', format: 'vtt' },
};

const timeoutMs = 24 * 3_600_000;

/** The container of a film by its name. Throws UserFacingError for one that cannot hold subtitles. */
export function containerOf(output: string): Container {
  const container = containers[extname(output).slice(1).toLowerCase()];
  if (container) return container;
  throw new UserFacingError(
    'bad-input',
    `A film with subtitles cannot be written as ${shownName(output)}.`,
    `End its name in ${Object.keys(containers)
      .map((name) => `.${name}`)
      .join(', ')}.`,
  );
}

/**
 * Copies a film and gives it a track of subtitles; pictures and sound are not encoded again.
 * @param copy with subtitles in the format of {@link containerOf}
 */
export async function muxSubtitles(
  tools: FfmpegTools,
  copy: SubtitledCopy,
  language: TrackLanguage,
  signal?: AbortSignal,
): Promise<void> {
  const { name, codec, format } = containerOf(copy.output);
  await withLines(
    copy,
    format,
    (lines, cwd) =>
    writeCopy(tools, copy, cwd, signal, [
      '-i', lines, ...ownTracks(copy.probe), '-map', '1:0', '-c', 'copy', '-c:s', codec,
      ...(language === null ? [] : ['-metadata:s:s:0', `language=${language}`]), '-disposition:s:0', 'default', '-f', name,
    ]), // prettier-ignore
  );
}

/**
 * Copies a film with its subtitles drawn into the picture, which is encoded anew.
 * @param copy with subtitles as ASS
 * @throws UserFacingError when the film has no picture or ffmpeg was built without libass
 */
export async function burnSubtitles(
  tools: FfmpegTools,
  copy: SubtitledCopy,
  signal?: AbortSignal,
): Promise<void> {
  const { name } = containerOf(copy.output);
  const { video } = copy.probe;
  if (!video) {
    throw new UserFacingError(
      'bad-input',
      `${shownName(copy.path)} has no picture to draw subtitles on.`,
      'Write them to a file beside it instead.',
    );
  }
  const coding =
    name === 'webm'
      ? ['-c:v', 'libvpx-vp9', '-crf', '24', '-b:v', '0', '-row-mt', '1', '-cpu-used', '4', '-c:a', 'libopus', '-b:a', '160k']
      : ['-c:v', 'libx264', '-crf', '18', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '192k']; // prettier-ignore
  await withLines(
    copy,
    'ass',
    (lines, cwd) =>
    writeCopy(tools, copy, cwd, signal, [
      ...ownTracks(copy.probe), '-vf', `ass=${lines},scale='trunc(iw/2)*2':'trunc(ih/2)*2'`, '-sn', ...coding, '-f', name,
    ]), // prettier-ignore
  );
}

/** The first picture stream that is a film, and all sound. */
function ownTracks({ video, audio }: MediaProbe): string[] {
  return [...(video ? [video] : []), ...audio].flatMap(({ index }) => ['-map', `0:${index}`]);
}

/** Puts the lines into a folder of their own, in which ffmpeg runs: a filter's argument allows few characters of a path. */
async function withLines(
  { subtitles }: SubtitledCopy,
  format: string,
  work: (lines: string, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kinora-lines-'));
  try {
    const name = `lines.${format}`;
    await writeFile(join(folder, name), subtitles);
    await work(name, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeCopy(
  tools: FfmpegTools,
  { path, output, told }: SubtitledCopy,
  cwd: string,
  signal: AbortSignal | undefined,
  rest: readonly string[],
): Promise<void> {
  await writeWhole(output, async (temporary) => {
    const args = [
      ...quietArguments, '-y', '-max_pixels', String(maxPixels), ...inputArguments(path), ...rest, `file:${temporary}`,
    ]; // prettier-ignore
    const run = await runWriting(tools.ffmpeg, args, { signal, timeoutMs, cwd }, told);
    if (run.startError) throw run.startError;
    if (run.code === 0 && !run.stalled) return;
    if (/No space left|Permission denied|Read-only/.test(run.complaints)) throw unwritable(output);
    const detail = lastComplaint(run.complaints);
    const lacksAss = /No such filter: 'ass'/.test(run.complaints);
    throw new UserFacingError(
      'unsupported-media',
      `A copy of ${shownName(path)} with subtitles cannot be written${detail ? ` (ffmpeg says: ${detail})` : ''}.`,
      lacksAss
        ? 'Install an ffmpeg with libass, or put the subtitles into a track instead.'
        : 'Name an .mkv file, which holds every kind of film, and check that the drive has room.',
    );
  });
}

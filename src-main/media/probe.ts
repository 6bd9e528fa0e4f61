import { access, constants, stat } from 'node:fs/promises';
import { UserFacingError } from '../domain/errors.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { collectOutput, lastComplaint, maxPixels, shownName } from './ffmpeg-process.ts';
import { measureDuration } from './duration.ts';
import { ffprobeAnswer } from './ffprobe-answer.ts';
import type { FfprobeAnswer, FfprobeStream } from './ffprobe-answer.ts';
import { startTimecodeOf } from './start-timecode.ts';

export interface VideoTrack {
  /** The stream's number in the file. */
  readonly index: number;
  readonly codec: string;
  /** Size of the displayed picture: after rotation, with square pixels. */
  readonly width: number;
  readonly height: number;
  /** Clockwise turn that the player makes: 0, 90, 180 or 270. */
  readonly rotation: number;
  /** Mean frames per second; 0 when unknown. */
  readonly frameRate: number;
  readonly pixelFormat: string;
}

export interface AudioTrack {
  readonly index: number;
  readonly codec: string;
  readonly channels: number;
  readonly sampleRate: number;
  readonly language?: string;
}

export interface SubtitleTrack {
  readonly index: number;
  readonly codec: string;
  readonly kind: 'text' | 'bitmap';
  readonly language?: string;
  readonly title?: string;
}

export interface Chapter {
  readonly start: number;
  readonly end: number;
  readonly title: string;
}

/** What a file holds. Times are seconds; chapters count from the first presentation time. */
export interface MediaProbe {
  readonly duration: number;
  /** ffmpeg's names of the container, for example `mov,mp4,m4a,3gp,3g2,mj2`. */
  readonly container: string;
  /** The container's first presentation time; every other time in Kinora counts from it. */
  readonly startTime: number;
  /**
   * The timecode that the camera gave the first picture: `01:00:00:00`, or `01:00:00;00` for drop-frame counting; null when
   * there is none. Films that were indexed before it was read lack it.
   */
  readonly startTimecode?: string | null;
  readonly video: VideoTrack | null;
  readonly audio: readonly AudioTrack[];
  readonly subtitles: readonly SubtitleTrack[];
  readonly chapters: readonly Chapter[];
}

const probeTimeoutMs = 60_000;
const answerLimit = 32 * 1024 * 1024;

const textCodecs = new Set([
  'subrip', 'srt', 'ass', 'ssa', 'webvtt', 'mov_text', 'text', 'microdvd', 'mpl2', 'pjs', 'realtext',
  'sami', 'stl', 'subviewer', 'subviewer1', 'vplayer', 'jacosub', 'ttml', 'hdmv_text_subtitle', 'eia_608',
]); // prettier-ignore

/** Containers of single pictures, of text, and lists that point at other files: never films. */
const otherContainers = /^(image2|.*_pipe|tty|hls|dash|concat|applehttp|sdp|lavfi|ffmetadata|bin|xbin|ico)$/;

/**
 * Reads what a file holds, without decoding it. Throws UserFacingError: `unreadable-file` when it is missing, a
 * folder, empty, not readable or damaged; `unsupported-media` when it holds neither moving pictures nor sound.
 */
export async function probe(tools: FfmpegTools, path: string, signal?: AbortSignal): Promise<MediaProbe> {
  await refuseUnreadable(path);
  const args = [
    '-hide_banner', '-loglevel', 'error', '-protocol_whitelist', 'file,pipe',
    '-show_format', '-show_streams', '-show_chapters', '-of', 'json', '-i', `file:${path}`,
  ]; // prettier-ignore
  const run = await collectOutput(tools.ffprobe, args, {
    urgency: 'soon',
    signal,
    maxBytes: answerLimit,
    timeoutMs: probeTimeoutMs,
  });
  if (run.startError) throw run.startError;
  const answer = run.tooLong || run.stalled ? null : parseAnswer(run.output.toString('utf8'));
  if (run.code !== 0 || !answer?.format) throw damaged(path, run.complaints, run.stalled);
  const container = answer.format.format_name ?? '';
  if (container.split(',').every((name) => otherContainers.test(name))) {
    throw new UserFacingError(
      'unsupported-media',
      `${shownName(path)} is not a film: it is a ${/image2|_pipe/.test(container) ? 'picture' : 'text or playlist'} file${nameHint(path)}.`,
      'Leave it out, or give the film itself.',
    );
  }
  const startTime = answer.format.start_time ?? 0;
  const streams = answer.streams;
  const picture = streams.find((stream) => stream.codec_type === 'video' && isFilm(stream));
  const video = picture ? videoTrackOf(picture) : null;
  const audio = streams.filter(isUsableAudio).map(audioTrackOf);
  const undecodable = streams.find(
    (stream) => stream.codec_type === 'video' && !stream.disposition?.attached_pic,
  );
  if (!video && audio.length === 0) throw nothingToSee(path, undecodable);
  if (video && video.width * video.height > maxPixels) {
    throw new UserFacingError(
      'unsupported-media',
      `${shownName(path)} claims pictures of ${video.width} × ${video.height} pixels, which is more than Kinora reads.`,
      'Convert it to a smaller size, or leave it out.',
    );
  }
  const stated = statedDuration(answer.format.duration, streams, startTime);
  return {
    duration: stated > 0 ? stated : await measureDuration(tools, path, signal),
    container,
    startTime,
    startTimecode: startTimecodeOf(answer, picture),
    video,
    audio,
    subtitles: streams.filter((stream) => stream.codec_type === 'subtitle').map(subtitleTrackOf),
    chapters: answer.chapters.map((chapter) => ({
      start: chapter.start_time - startTime,
      end: chapter.end_time - startTime,
      title: chapter.tags?.title ?? '',
    })),
  };
}

async function refuseUnreadable(path: string): Promise<void> {
  const refuse = (why: string, remedy: string, cause?: unknown): never => {
    throw new UserFacingError('unreadable-file', `${shownName(path)} ${why}.`, remedy, cause);
  };
  let entry;
  try {
    entry = await stat(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EACCES' || code === 'EPERM') {
      return refuse(
        'cannot be opened: its folder does not let you read it',
        'Give yourself permission to read the folder, then try again.',
        error,
      );
    }
    if (path.includes('\ufffd')) {
      return refuse(
        'cannot be opened: its name is not written in UTF-8',
        'Rename the file, then try again.',
        error,
      );
    }
    return refuse(
      'is not there any more',
      'Check whether it was moved or its drive unplugged, then try again.',
      error,
    );
  }
  if (entry.isDirectory())
    return refuse('is a folder, not a film', 'Name the film itself, or index the folder.');
  if (!entry.isFile()) return refuse('is not an ordinary file', 'Name a film that is stored on a drive.');
  if (entry.size === 0) return refuse('is empty (0 bytes)', 'Copy or download it again.');
  try {
    await access(path, constants.R_OK);
  } catch (error) {
    return refuse(
      'cannot be opened: you may not read it',
      'Give yourself permission to read the file, then try again.',
      error,
    );
  }
}

function parseAnswer(text: string): FfprobeAnswer | null {
  try {
    const parsed = ffprobeAnswer.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function damaged(path: string, complaints: string, stalled: boolean): UserFacingError {
  if (stalled) {
    return new UserFacingError(
      'unreadable-file',
      `Looking into ${shownName(path)} took more than ${probeTimeoutMs / 1000} seconds, so it was given up.`,
      'Check that its drive answers, and copy the film again if it is damaged.',
    );
  }
  if (/moov atom not found/.test(complaints)) {
    return new UserFacingError(
      'unreadable-file',
      `${shownName(path)} is not complete: the part that says where its pictures are (“moov”) is missing.`,
      'Copy or download it again; a recording that was cut off needs a repair program such as untrunc.',
    );
  }
  const detail = lastComplaint(complaints).replace(/^file:.*?: (?=[A-Z][^:]*$)/s, '');
  return new UserFacingError(
    'unreadable-file',
    `${shownName(path)} is not a film that can be read${nameHint(path)}${detail ? ` (ffmpeg says: ${detail})` : ''}.`,
    'Open it in a player to see what it is; copy it again if it is damaged, or leave it out.',
  );
}

function nameHint(path: string): string {
  return /\.(mkv|mp4|m4v|mov|avi|webm|wmv|mpe?g|ts|m2ts)$/i.test(path) ? ', whatever its name says' : '';
}

function nothingToSee(path: string, undecodable: FfprobeStream | undefined): UserFacingError {
  const name = undecodable?.codec_name ?? undecodable?.codec_tag_string;
  return undecodable
    ? new UserFacingError(
        'unsupported-media',
        `${shownName(path)} holds pictures that cannot be decoded here${name && name !== 'unknown' ? ` (format ${name})` : ''} and no sound.`,
        'Convert it to H.264 in MP4 with another program, or leave it out.',
      )
    : new UserFacingError(
        'unsupported-media',
        `${shownName(path)} holds neither moving pictures nor sound.`,
        'Leave it out, or give the film itself.',
      );
}

/** A stream of moving pictures that has a size and a codec ffmpeg knows; a cover picture is none. */
function isFilm(stream: FfprobeStream): boolean {
  if (stream.disposition?.attached_pic) return false;
  return (stream.width ?? 0) > 0 && (stream.height ?? 0) > 0 && isKnown(stream);
}

function isUsableAudio(stream: FfprobeStream): boolean {
  return stream.codec_type === 'audio' && (stream.sample_rate ?? 0) > 0 && isKnown(stream);
}

function isKnown(stream: FfprobeStream): boolean {
  return stream.codec_name !== undefined && stream.codec_name !== 'unknown' && stream.codec_name !== 'none';
}

function videoTrackOf(stream: FfprobeStream): VideoTrack {
  const matrix = stream.side_data_list.find((data) => data.rotation !== undefined);
  const turn = matrix?.rotation !== undefined ? -matrix.rotation : Number(stream.tags?.rotate ?? 0);
  const rotation = (((Math.round((Number.isFinite(turn) ? turn : 0) / 90) * 90) % 360) + 360) % 360;
  const ratio = ratioOf(stream.sample_aspect_ratio);
  // A wide pixel widens the picture and a narrow one heightens it, so that no detail is given up.
  const wide = ratio >= 1 ? Math.round(stream.width! * ratio) : stream.width!;
  const high = ratio >= 1 ? stream.height! : Math.round(stream.height! / ratio);
  const turned = rotation % 180 === 90;
  return {
    index: stream.index,
    codec: stream.codec_name!,
    width: turned ? high : wide,
    height: turned ? wide : high,
    rotation,
    frameRate: ratioOf(stream.avg_frame_rate, '/', 0) || ratioOf(stream.r_frame_rate, '/', 0),
    pixelFormat: stream.pix_fmt ?? '',
  };
}

/** Reads `a:b` or `a/b`; anything else, zero, or a ratio beyond 1:20 counts as `fallback`. */
function ratioOf(text: string | undefined, separator = ':', fallback = 1): number {
  const [a, b] = (text ?? '').split(separator).map(Number);
  const ratio = a !== undefined && b ? a / b : NaN;
  if (!Number.isFinite(ratio) || ratio <= 0) return fallback;
  return separator === ':' && (ratio > 20 || ratio < 0.05) ? fallback : ratio;
}

function audioTrackOf(stream: FfprobeStream): AudioTrack {
  return {
    index: stream.index,
    codec: stream.codec_name!,
    channels: stream.channels ?? 1,
    sampleRate: stream.sample_rate!,
    ...languageOf(stream),
  };
}

function subtitleTrackOf(stream: FfprobeStream): SubtitleTrack {
  const codec = stream.codec_name ?? 'unknown';
  return {
    index: stream.index,
    codec,
    kind: textCodecs.has(codec) ? 'text' : 'bitmap',
    ...languageOf(stream),
    ...(stream.tags?.title ? { title: stream.tags.title } : {}),
  };
}

function languageOf(stream: FfprobeStream): { language?: string } {
  const language = stream.tags?.language;
  return language && language !== 'und' ? { language } : {};
}

function statedDuration(
  stated: number | undefined,
  streams: readonly FfprobeStream[],
  startTime: number,
): number {
  if (stated !== undefined && stated > 0) return stated;
  const ends = streams.map((stream) => {
    const own = stream.duration ?? clockSeconds(stream.tags?.DURATION);
    return own > 0 ? own + (stream.start_time ?? startTime) - startTime : 0;
  });
  return Math.max(0, ...ends);
}

/** Matroska's `00:01:02.500000000` as seconds; 0 for anything else. */
function clockSeconds(text: string | undefined): number {
  const match = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text ?? '');
  return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]) : 0;
}

import { UserFacingError } from '../domain/errors.ts';
import { maxPixels, shownName } from './ffmpeg-process.ts';
import type { FfprobeAnswer, FfprobeStream } from './ffprobe-answer.ts';
import type { AudioTrack, MediaProbe, SubtitleTrack, VideoTrack } from './probe.ts';
import { startTimecodeOf } from './start-timecode.ts';

/** What ffprobe's answer alone tells of a file. */
export interface FoundTracks extends Omit<MediaProbe, 'duration'> {
  /** Seconds; 0 when no part of the file states how long it is. */
  readonly stated: number;
}

const textCodecs = new Set([
  'subrip', 'srt', 'ass', 'ssa', 'webvtt', 'mov_text', 'text', 'microdvd', 'mpl2', 'pjs', 'realtext',
  'sami', 'stl', 'subviewer', 'subviewer1', 'vplayer', 'jacosub', 'ttml', 'hdmv_text_subtitle', 'eia_608',
]); // prettier-ignore

/** Containers of single pictures, of text, and lists that point at other files: never films. */
const otherContainers = /^(image2|.*_pipe|tty|hls|dash|concat|applehttp|sdp|lavfi|ffmetadata|bin|xbin|ico)$/;

/**
 * Reads the tracks and chapters of the file at `path` out of ffprobe's answer. Throws UserFacingError `unsupported-media` when
 * it holds neither moving pictures nor sound, or pictures larger than Kinora reads.
 */
export function tracksOf(
  answer: FfprobeAnswer,
  format: NonNullable<FfprobeAnswer['format']>,
  path: string,
): FoundTracks {
  const container = format.format_name ?? '';
  if (container.split(',').every((name) => otherContainers.test(name))) {
    throw new UserFacingError(
      'unsupported-media',
      `${shownName(path)} is not a film: it is a ${/image2|_pipe/.test(container) ? 'picture' : 'text or playlist'} file${nameHint(path)}.`,
      'Leave it out, or give the film itself.',
    );
  }
  const startTime = format.start_time ?? 0;
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
  return {
    stated: statedDuration(format.duration, streams, startTime),
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

/** Says that the ending of a film's name is no proof, where it has such an ending. */
export function nameHint(path: string): string {
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

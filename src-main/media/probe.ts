import { access, constants, stat } from 'node:fs/promises';
import { UserFacingError } from '../domain/errors.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { collectOutput, lastComplaint, shownName } from './ffmpeg-process.ts';
import { measureDuration } from './duration.ts';
import { readFfprobeAnswer } from './ffprobe-answer.ts';
import { nameHint, tracksOf } from './probed-tracks.ts';

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
  const answer = run.tooLong || run.stalled ? null : readFfprobeAnswer(run.output.toString('utf8'));
  if (run.code !== 0 || !answer?.format) throw damaged(path, run.complaints, run.stalled);
  const { stated, ...found } = tracksOf(answer, answer.format, path);
  return { duration: stated > 0 ? stated : await measureDuration(tools, path, signal), ...found };
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

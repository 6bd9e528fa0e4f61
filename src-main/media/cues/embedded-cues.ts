import { UserFacingError } from '../../domain/errors.ts';
import type { FfmpegTools } from '../ffmpeg-tools.ts';
import {
  collectOutput,
  decodingError,
  inputArguments,
  quietArguments,
  shownName,
} from '../ffmpeg-process.ts';
import { readStartTime } from '../start-time.ts';
import { parseCueText } from './cue-text.ts';
import { tidyCues } from './timed-cue.ts';
import type { TimedCue } from './timed-cue.ts';

const maxBytes = 20 * 1024 * 1024;
const timeoutMs = 600_000;

/**
 * The lines of a text track inside a film, by its stream number. Tracks of pictures (PGS, VobSub) hold no text and are
 * refused with UserFacingError('unsupported-media'); a track that cannot be read with 'unreadable-file'.
 */
export async function readEmbeddedCues(
  tools: FfmpegTools,
  path: string,
  streamIndex: number,
  signal?: AbortSignal,
): Promise<TimedCue[]> {
  const args = [
    ...quietArguments, '-copyts', '-vn', '-an', '-dn', ...inputArguments(path),
    '-map', `0:${streamIndex}`, '-c:s', 'srt', '-f', 'srt', 'pipe:1',
  ]; // prettier-ignore
  const run = await collectOutput(tools.ffmpeg, args, { urgency: 'background', signal, maxBytes, timeoutMs });
  if (run.startError) throw run.startError;
  if (/bitmap to bitmap|text to text/.test(run.complaints)) {
    throw new UserFacingError(
      'unsupported-media',
      `Subtitle track ${streamIndex} of ${shownName(path)} holds pictures of text, not text.`,
      'Put a text subtitle file (.srt) beside the film to search its dialogue.',
    );
  }
  const startTime = await readStartTime(tools, path, signal);
  const written = await parseCueText(run.output.toString('utf8'), 'srt');
  const cues = tidyCues(
    written.map((cue) => ({ ...cue, start: cue.start - startTime, end: cue.end - startTime })),
    [],
  );
  if (cues.length === 0 && (run.code !== 0 || run.stalled))
    throw decodingError(path, run.complaints, run.stalled);
  return cues;
}

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
import { parseCueText, type CueFormat } from './cue-text.ts';
import { tidyCues } from './timed-cue.ts';
import type { TimedCue } from './timed-cue.ts';

const maxBytes = 20 * 1024 * 1024;
const timeoutMs = 600_000;
/** Formats that are read as they are, since SubRip would lose who speaks. */
const keptFormats: Readonly<Record<string, CueFormat & ('ass' | 'vtt')>> = {
  ass: 'ass',
  ssa: 'ass',
  webvtt: 'vtt',
};

/**
 * The lines of a text track inside a film, with the speakers that ASS and WebVTT name. Tracks of pictures (PGS, VobSub) hold no text and are
 * refused with UserFacingError('unsupported-media'); a track that cannot be read with 'unreadable-file'.
 */
export async function readEmbeddedCues(
  tools: FfmpegTools,
  path: string,
  { index: streamIndex, codec }: { readonly index: number; readonly codec: string },
  signal?: AbortSignal,
): Promise<TimedCue[]> {
  const format = keptFormats[codec] ?? 'srt';
  const args = [
    ...quietArguments, '-copyts', '-vn', '-an', '-dn', ...inputArguments(path),
    '-map', `0:${streamIndex}`, '-c:s', format === 'srt' ? 'srt' : 'copy', '-f', format === 'vtt' ? 'webvtt' : format, 'pipe:1',
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
  const written = await parseCueText(run.output.toString('utf8'), format);
  const cues = tidyCues(
    written.map((cue) => ({ ...cue, start: cue.start - startTime, end: cue.end - startTime })),
    [],
  );
  if (cues.length === 0 && (run.code !== 0 || run.stalled))
    throw decodingError(path, run.complaints, run.stalled);
  return cues;
}

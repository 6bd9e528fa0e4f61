import type { MediaProbe } from '../media/probe.ts';
import { readSubtitlePictures } from '../media/cues/subtitle-pictures.ts';
import { textRows } from '../media/cues/text-rows.ts';
import { maxCues, tidyCues, type TimedCue } from '../media/cues/timed-cue.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import type { TextRowReader } from '../models/families/text-row-reader.ts';

/** Rows that are read less surely are no text: a logo, or a script that the model does not know. */
const leastConfidence = 0.5;
/** A text that goes and comes again at once is one cue: so tracks change what stands beside it. */
const blink = 0.1;

/** How subtitles that are pictures are read. */
export interface PictureReading {
  readonly ffmpeg: FfmpegTools;
  readonly reader: TextRowReader;
  readonly signal: AbortSignal;
  breathe(): Promise<void>;
}

/**
 * The lines of a subtitle track of pictures, as a model reads them; none of a film without pictures. Throws
 * UserFacingError('unreadable-file') for a track of which nothing can be decoded.
 * @param index the track's number in the file
 */
export async function readPictureCues(
  { ffmpeg, reader, signal, breathe }: PictureReading,
  path: string,
  index: number,
  probe: MediaProbe,
): Promise<TimedCue[]> {
  const cues: TimedCue[] = [];
  for await (const { start, end, picture } of readSubtitlePictures(ffmpeg, path, index, probe, signal)) {
    await breathe();
    const rows: string[] = [];
    for (const row of textRows(picture)) {
      const { text, confidence } = await reader.read(row);
      if (confidence >= leastConfidence && text !== '') rows.push(text);
    }
    const text = rows.join('\n');
    const last = cues.at(-1);
    if (last && last.text === text && start - last.end <= blink) cues[cues.length - 1] = { ...last, end };
    else if (text !== '') cues.push({ start, end, text });
    if (cues.length === maxCues) break;
  }
  return tidyCues(cues, []);
}

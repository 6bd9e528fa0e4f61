import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { UserFacingError } from '../../domain/errors.ts';
import { shownName } from '../ffmpeg-process.ts';
import { cueFormatOf, parseCueText } from './cue-text.ts';
import { decodeText } from './decode-text.ts';
import { otherContentOf } from './not-text.ts';
import { tidyCues } from './timed-cue.ts';
import type { CueFormat } from './cue-text.ts';
import type { TimedCue } from './timed-cue.ts';

export type { TimedCue };

const maxBytes = 20 * 1024 * 1024;

export interface CueFile {
  readonly cues: TimedCue[];
  readonly format: CueFormat;
  readonly encoding: string;
  /** What had to be mended, one sentence each. */
  readonly warnings: string[];
}

/**
 * Reads a subtitle file (SubRip, WebVTT, ASS/SSA, MicroDVD, SAMI, TTML) in any encoding. Throws UserFacingError when it
 * cannot be opened, is larger than 20 MB, is no text, or holds no line at all.
 * @param frameRate pictures per second of the film, for formats that count in pictures; 0 when unknown
 */
export async function readCueFile(path: string, frameRate = 0): Promise<CueFile> {
  const bytes = await readLimited(path);
  const other = otherContentOf(bytes);
  if (other !== null) {
    throw new UserFacingError(
      'unreadable-file',
      `${shownName(path)} is no subtitle file: it is ${other}.`,
      other === 'an archive'
        ? 'Unpack it and use the subtitle file in it.'
        : 'Check what it is, and remove it.',
    );
  }
  const { text, encoding } = decodeText(bytes);
  const format = cueFormatOf(text, extname(path).slice(1).toLowerCase());
  const warnings: string[] = [];
  const cues = tidyCues(await parseCueText(text, format, warnings, frameRate), warnings);
  if (cues.length === 0) {
    throw new UserFacingError(
      'unreadable-file',
      `${shownName(path)} holds no line of dialogue that can be read.`,
      'Open it in a text editor to see whether it is a subtitle file, or remove it.',
    );
  }
  return { cues, format, encoding, warnings };
}

async function readLimited(path: string): Promise<Uint8Array> {
  let handle;
  try {
    handle = await open(path, 'r');
    const { size } = await handle.stat();
    if (size > maxBytes) {
      throw new UserFacingError(
        'unreadable-file',
        `${shownName(path)} is larger than 20 MB, which no subtitle file is.`,
        'Check what it is, and rename or remove it.',
      );
    }
    return await handle.readFile();
  } catch (error) {
    if (error instanceof UserFacingError) throw error;
    throw new UserFacingError(
      'unreadable-file',
      `The subtitle file ${shownName(path)} cannot be opened.`,
      'Check that it is still there and that you may read it.',
      error,
    );
  } finally {
    await handle?.close();
  }
}

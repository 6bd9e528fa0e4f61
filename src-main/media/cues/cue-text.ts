import * as mediaCaptions from 'media-captions';
import { assCues } from './ass-reader.ts';
import { microDvdCues } from './microdvd-reader.ts';
import { samiCues } from './sami-reader.ts';
import { ttmlCues } from './ttml-reader.ts';
import type { TimedCue } from './timed-cue.ts';
import { withVoices } from './voice-tags.ts';

/** The library's own types name their files without extensions, which Node's module resolution refuses. */
const { parseText } = mediaCaptions as unknown as {
  parseText(
    text: string,
    options: { type: 'srt' | 'vtt'; strict: boolean; errors: boolean },
  ): Promise<{ cues: { startTime: number; endTime: number; text: string }[] }>;
};

export type CueFormat = 'srt' | 'vtt' | 'ass' | 'microdvd' | 'sami' | 'ttml';

/** What opens a cue, for counting those that could not be read. */
const cueMarks: Readonly<Record<CueFormat, RegExp>> = {
  srt: /-->/g,
  vtt: /-->/g,
  ass: /^Dialogue:/gim,
  microdvd: /^\{-?\d+\}\{/gm,
  sami: /<sync\b/gi,
  ttml: /<(?:\w+:)?p\b[^<>]*\bbegin=/g,
};

/**
 * Reads the text of a subtitle file, keeping every cue that can be understood; says in `warnings` how many could not.
 * Never throws for what the text holds.
 * @param frameRate pictures per second of the film, for formats that count in pictures; 0 when unknown
 */
export async function parseCueText(
  text: string,
  format: CueFormat,
  warnings: string[] = [],
  frameRate = 0,
): Promise<TimedCue[]> {
  const { cues, silent = 0 } = await readFormat(text, format, frameRate);
  const lost = (text.match(cueMarks[format])?.length ?? 0) - cues.length - silent;
  if (lost > 0)
    warnings.push(`${lost} ${lost === 1 ? 'line has' : 'lines have'} times that make no sense; left out.`);
  const cut = format === 'srt' || format === 'vtt' ? (text.match(early)?.length ?? 0) : 0;
  if (cut > 0)
    warnings.push(`${cut} ${cut === 1 ? 'line begins' : 'lines begin'} before the film does; cut.`);
  return cues;
}

/** The cues of a text, and how many of its marks only say that nothing is shown. */
async function readFormat(
  text: string,
  format: CueFormat,
  frameRate: number,
): Promise<{ cues: TimedCue[]; silent?: number }> {
  switch (format) {
    case 'ass':
      return { cues: assCues(text) };
    case 'microdvd':
      return microDvdCues(text, frameRate);
    case 'sami':
      return samiCues(text);
    case 'ttml':
      return { cues: ttmlCues(text) };
    default:
      return { cues: await captionCues(text, format) };
  }
}

/** The format a text is in, by its content; by `extension` (without dot) where the content does not tell. */
export function cueFormatOf(text: string, extension: string): CueFormat {
  const head = text.slice(0, 4096);
  if (/^\s*WEBVTT/.test(head)) return 'vtt';
  if (/^\s*\[Script Info\]/im.test(head) || /^\s*\[Events\]/im.test(head)) return 'ass';
  if (/<(\w+:)?tt[\s>]/.test(head)) return 'ttml';
  if (/<sami\b|<sync\b/i.test(head)) return 'sami';
  if (/^\s*\{-?\d+\}\{-?\d*\}/m.test(head)) return 'microdvd';
  if (/-->/.test(head)) return 'srt';
  return formatsByExtension[extension] ?? 'srt';
}

const formatsByExtension: Readonly<Record<string, CueFormat>> = {
  vtt: 'vtt',
  ass: 'ass',
  ssa: 'ass',
  sub: 'microdvd',
  smi: 'sami',
  sami: 'sami',
  ttml: 'ttml',
  dfxp: 'ttml',
};

async function captionCues(text: string, format: 'srt' | 'vtt'): Promise<TimedCue[]> {
  const { cues } = await parseText(separateCues(text), { type: format, strict: false, errors: false });
  return cues.map(({ startTime, endTime, text }) => withVoices({ start: startTime, end: endTime, text }));
}

/** The parser's time grows with the square of a line's length; longer lines are cut off later anyway. */
const mostLineCharacters = 2_000;

const timing = /^\s*-?\d[\d:.,]*\s*-{1,2}>\s*-?\d[\d:.,]*/;
/**
 * A time before the film begins, which the parser takes for none; and a cue that begins there and ends later. Blanks at the
 * beginning of a line are none of those that end one: of a hundred thousand ends, each would be looked at from each.
 */
const negativeTime = /(?<=^|--> )-\d[\d:.,]*/g;
const early = /^[^\S\r\n\u2028\u2029]*-\d[\d:.,]*[^\S\n]*-{1,2}>[^\S\n]*\d/gm;

/**
 * Puts an empty line before every cue's number or timing line, since parsers swallow a cue that follows another without
 * one, and mends the arrow and spaces that people type wrongly.
 */
function separateCues(text: string): string {
  const separated: string[] = [];
  for (const whole of text.split(/\r\n|\r|\n/)) {
    const line = whole.slice(0, mostLineCharacters);
    if (timing.test(line)) {
      const number = /^\s*\d+\s*$/.test(separated.at(-1) ?? '') ? separated.pop()! : null;
      if (separated.length > 0 && separated.at(-1) !== '' && (number !== null || isText(separated.at(-1)!)))
        separated.push('');
      if (number !== null) separated.push(number.trim());
      const times = line.trim().replace(/\s*-{1,2}>\s*/, ' --> ');
      separated.push(times.replace(negativeTime, '00:00:00.000'));
    } else {
      separated.push(line);
    }
  }
  return separated.join('\n');
}

/** A line above a timing that is not the cue's own name: it stands under another cue's timing. */
function isText(line: string): boolean {
  return line.trim() !== '' && !/^(NOTE|STYLE|REGION)\b/.test(line) && /\s/.test(line.trim());
}

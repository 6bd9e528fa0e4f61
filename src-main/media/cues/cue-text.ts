import { parse as parseAss } from 'ass-compiler';
import * as mediaCaptions from 'media-captions';
import type { TimedCue } from './timed-cue.ts';

/** The library's own types name their files without extensions, which Node's module resolution refuses. */
const { parseText } = mediaCaptions as unknown as {
  parseText(
    text: string,
    options: { type: 'srt' | 'vtt'; strict: boolean; errors: boolean },
  ): Promise<{ cues: { startTime: number; endTime: number; text: string }[] }>;
};

export type CueFormat = 'srt' | 'vtt' | 'ass';

/**
 * Reads SubRip, WebVTT or ASS text, keeping every cue that can be understood; says in `warnings` how many could not.
 * Never throws for what the text holds.
 */
export async function parseCueText(
  text: string,
  format: CueFormat,
  warnings: string[] = [],
): Promise<TimedCue[]> {
  const cues = format === 'ass' ? assCues(text) : await captionCues(text, format);
  const marks = format === 'ass' ? /^Dialogue:/gm : /-->/g;
  const lost = (text.match(marks)?.length ?? 0) - cues.length;
  if (lost > 0)
    warnings.push(`${lost} ${lost === 1 ? 'line has' : 'lines have'} times that make no sense; left out.`);
  return cues;
}

/** The format a text is in, by its content; by `extension` (without dot) where the content does not tell. */
export function cueFormatOf(text: string, extension: string): CueFormat {
  const head = text.slice(0, 4096);
  if (/^\s*WEBVTT/.test(head)) return 'vtt';
  if (/^\s*\[Script Info\]/im.test(head) || /^\s*\[Events\]/im.test(head)) return 'ass';
  if (/-->/.test(head)) return 'srt';
  return extension === 'vtt' ? 'vtt' : /^(ass|ssa)$/.test(extension) ? 'ass' : 'srt';
}

async function captionCues(text: string, format: 'srt' | 'vtt'): Promise<TimedCue[]> {
  const { cues } = await parseText(separateCues(text), { type: format, strict: false, errors: false });
  return cues.map(({ startTime, endTime, text }) => ({ start: startTime, end: endTime, text }));
}

const timing = /^\s*-?\d[\d:.,]*\s*-{1,2}>\s*-?\d[\d:.,]*/;

/**
 * Puts an empty line before every cue's number or timing line, since parsers swallow a cue that follows another without
 * one, and mends the arrow and spaces that people type wrongly.
 */
function separateCues(text: string): string {
  const separated: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (timing.test(line)) {
      const number = /^\s*\d+\s*$/.test(separated.at(-1) ?? '') ? separated.pop()! : null;
      if (separated.length > 0 && separated.at(-1) !== '' && (number !== null || isText(separated.at(-1)!)))
        separated.push('');
      if (number !== null) separated.push(number.trim());
      separated.push(line.trim().replace(/\s*-{1,2}>\s*/, ' --> '));
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

function assCues(text: string): TimedCue[] {
  let dialogue;
  try {
    dialogue = parseAss(text).events.dialogue;
  } catch {
    return [];
  }
  const cues: TimedCue[] = [];
  for (const line of dialogue) {
    const parsed = line.Text?.parsed;
    if (!parsed) continue;
    const text = parsed
      .filter((part) => part.drawing.length === 0)
      .map((part) => part.text)
      .join('');
    cues.push({ start: line.Start, end: line.End, text });
  }
  return cues;
}

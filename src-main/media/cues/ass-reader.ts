import { parse as parseAss } from 'ass-compiler';
import type { TimedCue } from './timed-cue.ts';

const usualFormat = 'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text';
/** The parser's time grows with the square of a line's length; only drawings are longer than this. */
const mostCharacters = 4_000;

/**
 * The lines of ASS or SSA with the actors that they name. Drawings and comments say nothing; a text that breaks the
 * parser gives what its single lines give.
 */
export function assCues(text: string): TimedCue[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.slice(0, mostCharacters));
  const whole = dialogueOf(lines.join('\n'));
  if (whole) return whole;
  const format = lines.findLast((line) => /^Format\s*:.*\bText\b/i.test(line)) ?? usualFormat;
  return lines
    .filter((line) => /^Dialogue\s*:/i.test(line))
    .flatMap((line) => dialogueOf(`[Events]\n${format}\n${line}`) ?? []);
}

function dialogueOf(text: string): TimedCue[] | null {
  let dialogue;
  try {
    dialogue = parseAss(hasFormat(text) ? text : text.replace(/^\[Events\].*$/im, `$&\n${usualFormat}`))
      .events.dialogue;
  } catch {
    return null;
  }
  const cues: TimedCue[] = [];
  for (const line of dialogue) {
    const parsed = line.Text?.parsed;
    if (!parsed) continue;
    const text = parsed
      .filter((part) => part.drawing.length === 0)
      .map((part) => part.text)
      .join('');
    const speakers = actorsOf(line);
    cues.push({ start: line.Start, end: line.End, text, ...(speakers.length > 0 && { speakers }) });
  }
  return cues;
}

function hasFormat(text: string): boolean {
  const events = text.search(/^\[Events\]/im);
  return events < 0 || /^Format\s*:/im.test(text.slice(events));
}

/** SSA calls the field `Name`, Aegisub `Actor`; two who speak at once are written with a semicolon. */
function actorsOf(line: object): string[] {
  const { Name, Actor } = line as { Name?: string; Actor?: string };
  const names = (Name ?? Actor ?? '').split(';').map((name) => name.replace(/\s+/g, ' ').trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

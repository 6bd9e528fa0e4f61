import type { LineKind, SubtitleLine } from '../../domain/subtitle-line.ts';
import { foldName } from '../../domain/person-name.ts';
import type { TimedCue } from './timed-cue.ts';

/** A label `NAME:` or `NAME & NAME:` at the beginning of a line; the hyphen before it marks a change of speakers inside a cue. */
const label = /^(- ?|– ?)?([\p{Lu}\p{Lo}][\p{L}\p{M}\d.'’ &-]{0,79}?)[:：]\s*/u;
/** What stands before a colon in capital letters and is nobody. */
const noNames = new Set(['note', 'warning', 'attention', 'ps', 'fyi', 'tv', 'ok']);
const mostLabelWords = 3;

/** Brackets around all of a cue: a sound, unless it is a label that another line follows. */
const bracketed = /^\s*[[(（【]([^[\]()（）【】]{1,200})[\])）】]\s*$/u;
const onlyNotes = /^[\s♪♫#*]+$/u;

/**
 * Cues as lines of dialogue: labels of speakers become speakers, described sounds lose their brackets. A label counts
 * when it is written in capital letters, as the conventions for the deaf and hard of hearing ask, or names somebody
 * whom the file names elsewhere too.
 */
export function linesOfCues(cues: readonly TimedCue[]): SubtitleLine[] {
  const known = new Set(cues.flatMap(({ speakers = [] }) => speakers.map(foldName)));
  return cues.map(({ start, end, text, speakers }) => {
    const sound = soundIn(text);
    if (sound !== null) return { start, end, text: sound, kind: 'sound' as LineKind, speakers: [] };
    const { names, words } = labelsIn(text, known);
    const all = speakers ?? names;
    return {
      start,
      end,
      text: words,
      kind: 'speech' as LineKind,
      speakers: all.map((name) => ({ name, confidence: 1 })),
    };
  });
}

/** The sound that a cue describes and nothing else, without brackets; null when it holds words that are said. */
export function soundIn(text: string): string | null {
  if (onlyNotes.test(text) && /[♪♫]/u.test(text)) return 'music';
  const inside = bracketed.exec(text.replaceAll('\n', ' '))?.[1]?.trim();
  return inside === undefined || inside === '' ? null : inside;
}

/** The labels of a text and the text without them. A label with a line of its own belongs to the words below it. */
function labelsIn(text: string, known: ReadonlySet<string>): { names: string[]; words: string } {
  const names = new Set<string>();
  const words: string[] = [];
  let above = '';
  const written = text.split('\n');
  written.forEach((line, at) => {
    const found = labelOf(line, known);
    const rest = found ? line.slice(found.length) : line;
    const isLabel = found !== null && (rest !== '' || at < written.length - 1);
    if (isLabel) for (const name of found.names) names.add(name);
    if (isLabel && rest === '') above = found.hyphen;
    else {
      words.push(above + (isLabel ? found.hyphen + rest : line));
      above = '';
    }
  });
  return { names: [...names], words: words.join('\n') };
}

/** The names of a label, the hyphen before them, and how long it is in all; null where a line begins with none. */
function labelOf(
  line: string,
  known: ReadonlySet<string>,
): { names: string[]; hyphen: string; length: number } | null {
  const match = label.exec(line);
  if (!match) return null;
  const [whole, hyphen = '', written = ''] = match;
  const names = written.split(/ & /).map((name) => nameOf(name, known));
  return names.every((name) => name !== null) ? { names, hyphen, length: whole.length } : null;
}

function nameOf(written: string, known: ReadonlySet<string>): string | null {
  const folded = foldName(written);
  if (folded.split(' ').length > mostLabelWords || noNames.has(folded)) return null;
  if (known.has(folded)) return written;
  const isCapital = /\p{Lu}.*\p{Lu}/u.test(written) && written === written.toUpperCase();
  return isCapital ? capitalised(written) : null;
}

/** `MARY-ANN O'HARA` as people write it: `Mary-Ann O'Hara`. */
function capitalised(name: string): string {
  return name.toLowerCase().replace(/(^|[^\p{L}\p{M}\d])(\p{L})/gu, (_, before: string, letter: string) => {
    return before + letter.toUpperCase();
  });
}

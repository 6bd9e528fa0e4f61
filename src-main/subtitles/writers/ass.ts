import type { ComposedCue } from '../compose-cues.ts';
import { colourOf, coloursOf } from '../speaker-colours.ts';
import { clockText, safeLines } from '../../media/cues/written-text.ts';

const styleFormat =
  'Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, ' +
  'StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding';
const eventFormat = 'Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text';

/** Writes cues as ASS (v4.00+) with a style for every speaker, who also stands in the field `Name`. */
export function writeAss(cues: readonly ComposedCue[], title: string): string {
  const names = [...new Set(cues.flatMap(({ speakers }) => speakers.map(fieldText)))];
  const colours = coloursOf(cues.flatMap(({ speakers }) => speakers));
  const styles = new Map(names.map((name) => [name, styleLine(name, colourOf(colours, name))]));
  styles.delete('Default');
  return [
    '[Script Info]',
    `Title: ${title.replace(/\s+/g, ' ')}`,
    'ScriptType: v4.00+',
    'WrapStyle: 2',
    'ScaledBorderAndShadow: yes',
    'PlayResX: 1280',
    'PlayResY: 720',
    '',
    '[V4+ Styles]',
    `Format: ${styleFormat}`,
    styleLine('Default', '#ffffff'),
    ...styles.values(),
    '',
    '[Events]',
    `Format: ${eventFormat}`,
    ...cues.map(eventLine),
    '',
  ].join('\n');
}

function styleLine(name: string, colour: string): string {
  const [red, green, blue] = [colour.slice(1, 3), colour.slice(3, 5), colour.slice(5, 7)];
  const fill = `&H00${blue}${green}${red}`.toUpperCase();
  return `Style: ${name},Arial,44,${fill},${fill},&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,2,1,2,60,60,40,1`;
}

function eventLine({ start, end, text, speakers }: ComposedCue): string {
  const names = speakers.map(fieldText);
  const clock = (seconds: number): string => clockText(seconds, 2, '.').replace(/^0(\d:)/, '$1');
  const lines = safeLines(text).map((line) => line.replace(/[{}\\]/g, (mark) => lookalikes[mark]!));
  return `Dialogue: 0,${clock(start)},${clock(end)},${names[0] ?? 'Default'},${names.join('; ')},0,0,0,,${lines.join('\\N')}`;
}

/** What the format takes for commands. */
const lookalikes: Readonly<Record<string, string>> = { '{': '(', '}': ')', '\\': '/' };

/** A name inside of a field, where a comma would begin the next one and a semicolon another name. */
function fieldText(name: string): string {
  return name.replace(/[,;]/g, ' ').replace(/\s+/g, ' ').trim();
}

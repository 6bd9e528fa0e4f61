import type { ComposedCue } from '../compose-cues.ts';
import { colourOf, coloursOf, speakerColours } from '../speaker-colours.ts';
import { clockText, safeLines, turnsOf } from '../../media/cues/written-text.ts';

/** Writes cues as WebVTT with a voice `<v Name>` for every speaker and a colour for those who have one of their own. */
export function writeWebVtt(cues: readonly ComposedCue[]): string {
  const names = new Map<string, string>();
  for (const { speakers } of cues) for (const name of speakers) names.set(voiceName(name), name);
  const colours = coloursOf(cues.flatMap(({ speakers }) => speakers));
  const styles = [...names].flatMap(([voice, name]) => {
    const colour = colourOf(colours, name);
    return colour === speakerColours[0] ? [] : [`::cue(v[voice="${quoted(voice)}"]) { color: ${colour} }`];
  });
  const style = styles.length > 0 ? [`STYLE\n${styles.join('\n')}\n`] : [];
  const blocks = cues.map((cue, i) => {
    const times = `${clockText(cue.start, 3, '.')} --> ${clockText(cue.end, 3, '.')}`;
    return `${i + 1}\n${times}\n${voiced(cue)}\n`;
  });
  return ['WEBVTT\n', ...style, ...blocks].join('\n');
}

function voiced({ text, speakers }: ComposedCue): string {
  const turns = turnsOf(text, speakers);
  if (turns) return turns.map(({ line, speaker }) => inVoice(speaker, escaped(line))).join('\n');
  const body = safeLines(text).map(escaped).join('\n');
  return speakers.reduceRight((inner, name) => inVoice(name, inner), body);
}

function inVoice(name: string, text: string): string {
  return `<v ${escaped(voiceName(name))}>${text}</v>`;
}

/** A name as a voice may be called: on one line. */
function voiceName(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A name inside of a selector's quotation marks. */
function quoted(name: string): string {
  return name.replace(/["\\]/g, '\\$&').replaceAll('-->', '→');
}

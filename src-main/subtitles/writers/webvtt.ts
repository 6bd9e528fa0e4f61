import type { ComposedCue } from '../compose-cues.ts';
import { colourOf, coloursOf, type SpeakerColour } from '../speaker-colours.ts';
import { clockText, safeLines, turnsOf } from '../../media/cues/written-text.ts';

/**
 * Note: colours as classes
 * WebVTT gives its classes `yellow`, `cyan` and `lime` their colours by itself. A block of styles would say the same, and
 * ffmpeg up to 5.1 reads no cue of a file that has one.
 */
const classes: Readonly<Record<SpeakerColour, string>> = {
  '#ffffff': '',
  '#ffff00': '.yellow',
  '#00ffff': '.cyan',
  '#00ff00': '.lime',
};

/** Writes cues as WebVTT with a voice `<v Name>` for every speaker, in colour for those who have one of their own. */
export function writeWebVtt(cues: readonly ComposedCue[]): string {
  const colours = coloursOf(cues.flatMap(({ speakers }) => speakers));
  const inVoice = (name: string, text: string): string =>
    `<v${classes[colourOf(colours, name)]} ${escaped(voiceName(name))}>${text}</v>`;
  const blocks = cues.map(({ start, end, text, speakers }, i) => {
    const turns = turnsOf(text, speakers);
    const voiced = turns
      ? turns.map(({ line, speaker }) => inVoice(speaker, escaped(line))).join('\n')
      : speakers.reduceRight((inner, name) => inVoice(name, inner), safeLines(text).map(escaped).join('\n'));
    return `${i + 1}\n${clockText(start, 3, '.')} --> ${clockText(end, 3, '.')}\n${voiced}\n`;
  });
  return ['WEBVTT\n', ...blocks].join('\n');
}

/** A name as a voice may be called: on one line. */
function voiceName(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

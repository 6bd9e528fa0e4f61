import type { TimedCue } from './timed-cue.ts';
import { clockText, safeLines } from './written-text.ts';

/** Writes cues as SubRip: numbered from 1, times to the millisecond, UTF-8 text with LF line ends. */
export function writeSubRip(cues: readonly TimedCue[]): string {
  return cues
    .map(({ start, end, text }, i) => {
      const times = `${clockText(start, 3, ',')} --> ${clockText(end, 3, ',')}`;
      return `${i + 1}\n${times}\n${safeLines(text).join('\n')}\n`;
    })
    .join('\n');
}

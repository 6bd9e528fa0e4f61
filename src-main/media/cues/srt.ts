import type { TimedCue } from './timed-cue.ts';

export type { TimedCue };

/** Writes cues as SubRip: numbered from 1, times to the millisecond, UTF-8 text with LF line ends. */
export function writeSrt(cues: readonly TimedCue[]): string {
  return cues
    .map(({ start, end, text }, i) => `${i + 1}\n${clock(start)} --> ${clock(end)}\n${safeText(text)}\n`)
    .join('\n');
}

function clock(seconds: number): string {
  const total = Math.max(0, Math.round(seconds * 1000));
  const part = (value: number, width = 2): string => String(Math.floor(value)).padStart(width, '0');
  return `${part(total / 3_600_000)}:${part((total / 60_000) % 60)}:${part((total / 1000) % 60)},${part(total % 1000, 3)}`;
}

/** An empty line would end the cue, and `-->` would begin another. */
function safeText(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll('-->', '→').trim())
    .filter((line) => line !== '')
    .join('\n');
}

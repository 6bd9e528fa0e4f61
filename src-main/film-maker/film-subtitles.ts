import type { SpokenLine } from './timeline.ts';

function clock(seconds: number): string {
  const all = Math.round(seconds * 1000);
  const pad = (value: number, digits = 2): string => `${Math.floor(value)}`.padStart(digits, '0');
  return `${pad(all / 3_600_000)}:${pad((all / 60_000) % 60)}:${pad((all / 1000) % 60)},${pad(all % 1000, 3)}`;
}

/** The dialogue as SubRip text, one cue per line, without names. */
export function subtitlesOf(lines: readonly SpokenLine[]): string {
  return lines
    .map((line, index) => `${index + 1}\n${clock(line.start)} --> ${clock(line.end)}\n${line.text}\n`)
    .join('\n');
}

import type { SubtitleLine } from '../../src-main/domain/subtitle-line.ts';

/** Neither part of a split line is shorter, in seconds. */
const shortestPart = 0.1;

/**
 * A line in two at a place of its text, which share its time by their length. Null when a part would be empty.
 * @param at index in the text
 */
export function splitLine<L extends SubtitleLine>(line: L, at: number): [SubtitleLine, SubtitleLine] | null {
  const [first, second] = [line.text.slice(0, at).trim(), line.text.slice(at).trim()];
  if (first === '' || second === '') return null;
  const share = first.length / (first.length + second.length);
  const length = line.end - line.start;
  const cut =
    line.start +
    Math.min(Math.max(length * share, shortestPart), Math.max(shortestPart, length - shortestPart));
  const { kind, speakers } = line;
  return [
    { start: line.start, end: rounded(cut), text: first, kind, speakers },
    { start: rounded(cut), end: line.end, text: second, kind, speakers },
  ];
}

/** Two lines as one. Of two speakers each keeps a line of the text, after a hyphen. */
export function mergeLines(first: SubtitleLine, second: SubtitleLine): SubtitleLine {
  const names = (line: SubtitleLine): string => line.speakers.map(({ name }) => name).join('\n');
  const isOne = names(first) === names(second) || first.speakers.length === 0 || second.speakers.length === 0;
  return {
    start: Math.min(first.start, second.start),
    end: Math.max(first.end, second.end),
    text: isOne ? `${first.text}\n${second.text}` : `- ${oneLine(first.text)}\n- ${oneLine(second.text)}`,
    kind: first.kind,
    speakers: isOne
      ? first.speakers.length > 0
        ? first.speakers
        : second.speakers
      : [...first.speakers, ...second.speakers],
  };
}

function oneLine(text: string): string {
  return text.replace(/^- /, '').replace(/\n/g, ' ');
}

/** Everybody who says some of the lines, those who say most first. */
export function speakersOf(lines: readonly SubtitleLine[]): string[] {
  const counts = new Map<string, number>();
  for (const { speakers } of lines) {
    for (const { name } of speakers) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([name]) => name);
}

/** Seconds of a clock such as `1:02:03.45` or `63.4`; null when it is none. */
export function secondsOfClock(text: string): number | null {
  const match = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5}(?:[.,]\d{1,3})?)$/.exec(text.trim());
  if (!match) return null;
  const [, hours = '0', minutes = '0', seconds = ''] = match;
  return rounded(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.')));
}

/** Why typed times are none of a line, and in which of the two fields that lies. */
export interface TimeTrouble {
  readonly why: 'unreadable' | 'order';
  readonly start: boolean;
  readonly end: boolean;
}

/** The times of a line as they are typed, or why they are none. Seconds. */
export function typedTimes(start: string, end: string): { start: number; end: number } | TimeTrouble {
  const [from, to] = [secondsOfClock(start), secondsOfClock(end)];
  if (from === null || to === null) return { why: 'unreadable', start: from === null, end: to === null };
  return to > from ? { start: from, end: to } : { why: 'order', start: false, end: true };
}

/** A position as people type it, to the hundredth: `2:03.45`. */
export function exactClock(seconds: number): string {
  const hundredths = Math.max(0, Math.round(seconds * 100));
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const hours = Math.floor(hundredths / 360_000);
  const minutes = Math.floor(hundredths / 6000) % 60;
  const head = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  return `${head}:${two((hundredths / 100) % 60)}.${two(hundredths % 100)}`;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

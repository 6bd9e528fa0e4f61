import type { Interval } from '../domain/interval.ts';
import { overlapOf } from '../domain/interval.ts';
import { foldName } from '../domain/person-name.ts';
import type { SubtitleLine } from '../domain/subtitle-line.ts';

/**
 * When a name stands in the text: before every line, where the picture does not show who speaks (the standard for the
 * deaf and hard of hearing), or nowhere.
 */
export type LabelChoice = 'always' | 'sdh' | 'never';

/** When each person is on screen, by name. */
export type Presence = readonly { readonly name: string; readonly intervals: readonly Interval[] }[];

/** Who goes on speaking after a shorter pause than this needs no new label. */
const sameTurnSeconds = 5;
/** Seen for less of a line than this, a speaker is not evident. */
const evidentShare = 0.5;

/** Which lines get their speakers' names in the text; the lines must be in time order. */
export function labelledLines(
  lines: readonly SubtitleLine[],
  choice: LabelChoice,
  presence: Presence,
): boolean[] {
  const seen = new Map(presence.map(({ name, intervals }) => [foldName(name), intervals]));
  let before: SubtitleLine | null = null;
  return lines.map((line) => {
    const { kind, speakers } = line;
    if (kind === 'sound') return false;
    const previous = before;
    before = line;
    if (speakers.length === 0 || choice === 'never') return false;
    if (choice === 'always') return true;
    const goesOn = previous !== null && line.start - previous.end < sameTurnSeconds && isSame(previous, line);
    return !goesOn && !speakers.every(({ name }) => isSeen(line, seen.get(foldName(name)) ?? []));
  });
}

function isSame(a: SubtitleLine, b: SubtitleLine): boolean {
  const names = ({ speakers }: SubtitleLine): string => speakers.map(({ name }) => foldName(name)).join('\n');
  return names(a) === names(b);
}

function isSeen(line: Interval, intervals: readonly Interval[]): boolean {
  const seconds = intervals.reduce((sum, interval) => sum + overlapOf(line, interval), 0);
  return seconds >= evidentShare * (line.end - line.start);
}

/**
 * The text of a line with its speakers' names in capital letters. Of two who speak one after the other each has a
 * line of their own, which begins with a hyphen.
 */
export function withLabels(text: string, names: readonly string[]): string {
  const turns = text.split('\n');
  const isShared =
    names.length > 1 && turns.length === names.length && turns.every((turn) => /^[-–]/.test(turn));
  if (!isShared) return `${names.map(labelOf).join(' & ')}: ${text}`;
  return turns.map((turn, i) => turn.replace(/^[-–]\s*/, `- ${labelOf(names[i]!)}: `)).join('\n');
}

function labelOf(name: string): string {
  return name.toUpperCase();
}

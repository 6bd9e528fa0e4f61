import { overlapOf, type Interval } from '../domain/interval.ts';
import type { SoundEvent } from '../domain/sound-event.ts';
import type { SubtitleLine } from '../domain/subtitle-line.ts';

/** A label stays for so long at most, in seconds; a shorter rest of a sound between lines is not told. */
const longest = 4;
const shortest = 1;

/**
 * Lines with the sounds that are heard between them, for those who cannot hear them: each once, where it begins to be
 * heard alone. Lines that tell of sounds by themselves stay as they are.
 */
export function withSounds(lines: readonly SubtitleLine[], sounds: readonly SoundEvent[]): SubtitleLine[] {
  if (lines.some(({ kind }) => kind === 'sound')) return [...lines];
  const told: SubtitleLine[] = [];
  for (const sound of sounds) {
    const rest = firstRest(sound, [...lines, ...told]);
    if (rest) told.push({ ...rest, text: sound.kind, kind: 'sound', speakers: [] });
  }
  return [...lines, ...told].toSorted((a, b) => a.start - b.start);
}

/** The first part of a sound that no line covers and that is long enough; null when there is none. */
function firstRest(sound: Interval, lines: readonly Interval[]): Interval | null {
  let { start } = sound;
  for (const line of lines
    .filter((each) => overlapOf(each, sound) > 0)
    .toSorted((a, b) => a.start - b.start)) {
    if (line.start - start >= shortest) return { start, end: Math.min(line.start, start + longest) };
    start = Math.max(start, line.end);
  }
  return sound.end - start >= shortest ? { start, end: Math.min(sound.end, start + longest) } : null;
}

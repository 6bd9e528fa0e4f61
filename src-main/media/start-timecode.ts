import { timecodeParts } from '../domain/timecode-parts.ts';
import type { FfprobeAnswer, FfprobeStream } from './ffprobe-answer.ts';

/**
 * The timecode that a camera gave a film's first picture, as the file tells it: of the track of pictures, or else of another
 * track (QuickTime's `tmcd`), or else of the whole file. Null when there is none; what is malformed counts as none.
 */
export function startTimecodeOf(
  { streams, format }: FfprobeAnswer,
  picture: FfprobeStream | undefined,
): string | null {
  const told = [picture, ...streams, format].map((part) => timecodeTag(part?.tags)?.trim());
  return told.find((text) => text !== undefined && timecodeParts(text) !== null) ?? null;
}

/** Matroska writes the names of tags in capitals. */
function timecodeTag(tags: Record<string, string> | undefined): string | undefined {
  return Object.entries(tags ?? {}).find(([name]) => name.toLowerCase() === 'timecode')?.[1];
}

import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { UserFacingError } from '../domain/errors.ts';
import type { Interval } from '../domain/interval.ts';
import { writeSrt } from '../media/cues/srt.ts';
import type { CueRow } from '../store/cue-table.ts';
import { checkedOutput } from './output-file.ts';

export interface SubtitleRequest {
  readonly film: { readonly path: string; readonly title: string };
  /** The film's lines in time order, of all its sources. */
  readonly cues: readonly CueRow[];
  readonly output: string;
  /** With it only the lines inside, counted from its start. */
  readonly interval?: Interval | undefined;
}

/**
 * Writes a film's dialogue, or that of an interval, as SubRip. A film with several subtitle files gives the first of them.
 * Throws a {@link UserFacingError} when nothing is known of the film's dialogue.
 */
export async function writeSubtitles({
  film,
  cues,
  output,
  interval,
}: SubtitleRequest): Promise<{ path: string; cues: number }> {
  const source = cues.reduce<CueRow | null>(
    (first, cue) => (first && first.id < cue.id ? first : cue),
    null,
  )?.source;
  if (source === undefined) {
    throw new UserFacingError(
      'not-found',
      `No dialogue of “${film.title}” is known.`,
      'Put a subtitle file (.srt, .vtt or .ass) of the same name beside the film and index it again.',
    );
  }
  const sidecars = new Set(cues.map((cue) => join(dirname(film.path), cue.source)));
  const path = await checkedOutput(output, [film.path, ...sidecars]);
  const chosen = cuesWithin(
    cues.filter((cue) => cue.source === source),
    interval,
  );
  try {
    await writeFileAtomic(path, writeSrt(chosen), 'utf8');
  } catch (error) {
    throw new UserFacingError(
      'unreadable-file',
      `${path} cannot be written.`,
      'Check that you may write there and that the disk is not full.',
      error,
    );
  }
  return { path, cues: chosen.length };
}

/** Lines that touch the interval, cut to it, with its start as time 0. */
export function cuesWithin(
  cues: readonly (Interval & { text: string })[],
  interval?: Interval,
): { start: number; end: number; text: string }[] {
  const { start: from, end: to } = interval ?? { start: 0, end: Infinity };
  return cues
    .filter(({ start, end }) => start < to && end > from)
    .map(({ start, end, text }) => ({
      start: Math.max(0, start - from),
      end: Math.min(end, to) - from,
      text,
    }));
}

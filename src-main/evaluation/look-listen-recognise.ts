import { z } from 'zod';
import type { Interval } from '../domain/interval.ts';
import { broken, fitting, type AnnotationText } from './annotation-file.ts';
import { rowsOf } from './comma-separated.ts';

// Note: the Look-Listen-Recognise layout
// CSV without a heading, one line of dialogue a row: start and end in seconds, the character, the words (Korbar et
// al. 2024). Beside it a cast list, also without a heading: `character,actor`.

const time = z.number().min(0).max(1e7);
const dialogueRow = z.object({ start: time, end: time, speaker: z.string().min(1), text: z.string() });
const castRow = z.object({ character: z.string().min(1), actor: z.string() });

/** A line of dialogue with the character who says it. */
export interface SpokenLine extends Interval {
  readonly speaker: string;
  readonly text: string;
}

export interface CastMember {
  readonly character: string;
  readonly actor: string;
}

/** Reads annotated dialogue. Columns beyond the fourth say nothing. Throws UserFacingError for a row that does not fit. */
export function readDialogue(source: AnnotationText): SpokenLine[] {
  return rowsOf(source).map(({ number, cells }) => {
    const [start = '', end = '', speaker = '', words = ''] = cells;
    const line = fitting(source, number, dialogueRow, {
      start: start.trim() === '' ? NaN : Number(start),
      end: end.trim() === '' ? NaN : Number(end),
      speaker: speaker.trim(),
      text: words,
    });
    if (line.end < line.start) throw broken(source, number, 'the line ends before it starts');
    return line;
  });
}

/** Reads a cast list. Throws UserFacingError for a row that does not fit. */
export function readCastList(source: AnnotationText): CastMember[] {
  return rowsOf(source).map(({ number, cells }) => {
    const [character = '', actor = ''] = cells.map((cell) => cell.trim());
    return fitting(source, number, castRow, { character, actor });
  });
}

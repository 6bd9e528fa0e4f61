import { timeOfFrame } from '../../domain/frame-rate.ts';
import { csvTable } from '../csv-table.ts';
import type { Sequence } from './sequence.ts';

/** A sequence as a table (RFC 4180): each moment's film and times in seconds, and where it stands in the sequence. */
export function writeMomentTable({ edits, rate }: Sequence): string {
  const rows = edits.map(({ film, note, sourceStart, sourceLength, at }, index) => [
    index + 1,
    film.path,
    film.title,
    milliseconds(timeOfFrame(sourceStart, film.rate)),
    milliseconds(timeOfFrame(sourceStart + sourceLength, film.rate)),
    milliseconds(timeOfFrame(at, rate)),
    note,
  ]);
  const header = ['number', 'path', 'title', 'start', 'end', 'sequenceStart', 'note'];
  return csvTable([header, ...rows]);
}

function milliseconds(seconds: number): string {
  return seconds.toFixed(3);
}

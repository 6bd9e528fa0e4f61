import { z } from 'zod';
import { broken, fitting, linesOf, type AnnotationText, type Lined } from './annotation-file.ts';

/** A row of comma-separated values. */
export interface Row {
  readonly number: number;
  readonly cells: readonly string[];
}

/** The rows of a text of comma-separated values. Throws UserFacingError, which names the line, for an open quotation. */
export function rowsOf(source: AnnotationText): Row[] {
  return linesOf(source).map(({ number, text }) => {
    const cells = cellsOf(text);
    if (!cells) throw broken(source, number, 'a quotation mark is not closed');
    return { number, cells };
  });
}

/**
 * Reads comma-separated values whose first row names the columns, in any order; columns that `shape` does not know say
 * nothing, and cells that a short row lacks are empty. Throws UserFacingError for a column that is missing and for a row that
 * does not fit.
 */
export function readTable<Shape extends Readonly<Record<string, z.ZodType>>>(
  source: AnnotationText,
  shape: Shape,
): Lined<z.infer<z.ZodObject<Shape>>>[] {
  const [heading, ...rows] = rowsOf(source);
  const columns = new Map(heading?.cells.map((cell, index) => [cell.trim(), index]));
  const places = Object.entries(shape).map(([name, cell]): [string, number | undefined] => {
    const place = columns.get(name);
    if (place === undefined && !cell.safeParse(undefined).success) {
      throw broken(source, heading?.number ?? null, `there is no column ${name}`);
    }
    return [name, place];
  });
  const row = z.object(shape);
  return rows.map(({ number, cells }) => ({
    line: number,
    value: fitting(
      source,
      number,
      row,
      Object.fromEntries(
        places.map(([name, place]) => [name, place === undefined ? undefined : (cells[place] ?? '').trim()]),
      ),
    ),
  }));
}

/** The cells of a row (RFC 4180, without line breaks in cells); null for an open quotation. */
function cellsOf(row: string): string[] | null {
  const cells: string[] = [];
  let rest = row;
  for (;;) {
    const cell = /^\s*"(?:[^"]|"")*"\s*(?=,|$)/.exec(rest) ?? /^[^",][^,]*|^(?=,|$)/.exec(rest);
    if (!cell) return null;
    const trimmed = cell[0].trim();
    cells.push(trimmed.startsWith('"') ? trimmed.slice(1, -1).replaceAll('""', '"') : cell[0]);
    if (cell[0].length === rest.length) return cells;
    rest = rest.slice(cell[0].length + 1);
  }
}

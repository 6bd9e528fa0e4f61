import Table from 'cli-table3';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Takes the width that the other columns leave, and wraps. At most one column of a table should be so. */
  readonly flexible?: boolean;
}

const narrowestFlexible = 16;

/** Draws rows of plain texts as a table of at most `width` characters, as far as its fixed columns allow. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): string {
  const natural = columns.map(
    (column, index) =>
      Math.max(column.title.length, ...rows.map((row) => [...(row[index] ?? '')].length)) + 2,
  );
  const borders = columns.length + 1;
  const fixed = columns.reduce(
    (sum, column, index) => sum + (column.flexible ? 0 : natural[index]!),
    borders,
  );
  const table = new Table({
    head: columns.map(({ title }) => title),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    // A width of null lets the table measure the column itself, with wide and combined characters counted right.
    colWidths: columns.map((column, index) =>
      column.flexible && natural[index]! > width - fixed ? Math.max(narrowestFlexible, width - fixed) : null,
    ),
    wordWrap: true,
    style: { head: [], border: [] },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}

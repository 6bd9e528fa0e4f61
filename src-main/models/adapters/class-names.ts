import type { ClassList } from '../families/model-description.ts';
import type { ModelFiles } from '../families/model-session.ts';

/** The names of a model's classes, from its description or from the file that it names. */
export async function classNames(classes: ClassList, files: ModelFiles): Promise<readonly string[]> {
  if (!('file' in classes)) return classes;
  return parseClassNames(new TextDecoder().decode(await files.read(classes.file)));
}

/** One name a line; or a CSV whose heading has a column `display_name`, as AudioSet's lists are published. */
export function parseClassNames(text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const column = csvFields(lines[0] ?? '').indexOf('display_name');
  if (column < 0) return lines.map((line) => line.trim());
  return lines.slice(1).map((line) => csvFields(line)[column] ?? '');
}

/** Fields of one line of CSV; quoted ones may hold commas, and quotes doubled. */
function csvFields(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}

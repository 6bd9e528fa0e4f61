import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is written for a machine in a document: a code span, or a line of a fenced block. */
export interface CodeInDocument {
  readonly document: string;
  readonly code: string;
  /** Of a table that lists commands, in its first column: the first code span of the row; else null. */
  readonly command: string | null;
}

const span = /`([^`]+)`/g;

/** All documents of the repository for its readers, by their paths. */
export function documentsIn(root: string): string[] {
  const guides = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', 'THIRD_PARTY.md', 'native-models/README.md', ...guides.map((name) => `docs/${name}`)];
}

/** The code of a document, line by line. */
export function codeIn(root: string, document: string): CodeInDocument[] {
  const found: CodeInDocument[] = [];
  let isFenced = false;
  let listsCommands = false;
  for (const line of readFileSync(join(root, document), 'utf8').split('\n')) {
    if (line.startsWith('```')) {
      isFenced = !isFenced;
    } else if (isFenced) {
      found.push({ document, code: line.replace(/^\$ /, ''), command: null });
    } else {
      if (!line.startsWith('|')) listsCommands = false;
      else if (/^\| command +\| (does|JSON)/.test(line)) listsCommands = true;
      found.push(...spansOf(document, line, listsCommands));
    }
  }
  return found;
}

/** The relative addresses that a document links to, without anchors. */
export function linksIn(root: string, document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8');
  return [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
    .map(([, address]) => address!)
    .filter((address) => !/^[a-z]+:/.test(address));
}

function spansOf(document: string, line: string, listsCommands: boolean): CodeInDocument[] {
  // A pipe inside a cell is written with a backslash.
  const cells = line.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|'));
  const inFirst = [...(cells[1] ?? '').matchAll(span)].map(([, code]) => code!);
  const [command = null] = listsCommands ? inFirst : [];
  const rest = listsCommands ? cells.slice(2).join('|') : cells.join('|');
  const others = [...rest.matchAll(span)].map(([, code]) => ({ document, code: code!, command: null }));
  return [...(listsCommands ? inFirst.map((code) => ({ document, code, command })) : []), ...others];
}

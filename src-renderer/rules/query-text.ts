import { queryText, withoutLooseOperators } from '../../src-main/domain/query-text.ts';
import type { SearchResult } from '../../src-main/api/contract.ts';

export type QueryPart = SearchResult['parts'][number];

/** The `@name` being typed at the caret. */
export interface NameDraft {
  /** Where the `@` stands. */
  readonly at: number;
  /** What follows it, up to the caret. */
  readonly text: string;
}

/** The person's name that the caret stands in, or null. Quoted names (`@"Ada L`) may contain spaces. */
export function nameDraft(query: string, caret: number): NameDraft | null {
  const match = /(?:^|\s)@(?:"([^"]*)|([^\s"@]*))$/u.exec(query.slice(0, caret));
  if (!match) return null;
  const text = match[1] ?? match[2] ?? '';
  return { at: query.slice(0, caret).lastIndexOf('@'), text };
}

/** How a person is written in a query: names with anything but letters, digits and `-'._` are quoted. */
export function nameInQuery(name: string): string {
  return /^[\p{L}\p{M}\p{N}_'.-]+$/u.test(name) ? `@${name}` : `@"${name.replaceAll('"', '')}"`;
}

/** Puts a chosen name where the draft stood; returns the new text and caret. */
export function completeName(
  query: string,
  caret: number,
  draft: NameDraft,
  name: string,
): { query: string; caret: number } {
  const tail = query
    .slice(caret)
    .replace(/^[^\s]*/u, '')
    .replace(/^\s+/, '');
  const head = `${query.slice(0, draft.at)}${nameInQuery(name)} `;
  return { query: head + tail, caret: head.length };
}

/** People whose name has a word that begins with the draft, those whose whole name begins with it first. */
export function namesLike<T extends { readonly name: string }>(
  people: readonly T[],
  text: string,
  limit = 8,
): T[] {
  const wanted = text.toLocaleLowerCase();
  const rank = (name: string): number => {
    const lower = name.toLocaleLowerCase();
    if (lower.startsWith(wanted)) return 0;
    return lower.split(/\s+/).some((word) => word.startsWith(wanted)) ? 1 : 2;
  };
  return people
    .map((person) => ({ person, rank: rank(person.name) }))
    .filter((candidate) => candidate.rank < 2)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map((candidate) => candidate.person);
}

/** Writes the parts of an understood query as text again, so that a chip can be removed or changed by a click. */
export function queryOfParts(parts: readonly QueryPart[]): string {
  return queryText(withoutLooseOperators(parts));
}

/** A query that asks besides for what is like an example. */
export function withExample(query: string, example: string): string {
  return `${query.trim()} like:${example}`.trim();
}

/** Whether a part only joins those beside it. */
export function isOperator({ kind }: QueryPart): boolean {
  return kind === 'then' || kind === 'while' || kind === 'or';
}

/** What a chip says of its part, apart from what its look says. */
export function partText(part: QueryPart): string {
  switch (part.kind) {
    case 'person':
      return part.name;
    case 'said':
      return `${part.name}: ${part.text}`.trimEnd();
    case 'phrase':
    case 'words':
      return part.text;
    case 'like':
      return part.example;
    case 'not':
      return partText(part.part);
    case 'filter':
      return part.value;
    default:
      return '';
  }
}

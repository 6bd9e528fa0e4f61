import type { FilterPart, NotPart, QueryPart, WantedPart } from '../domain/query.ts';
import { queryText } from '../domain/query-text.ts';

/** What a conversation looks for now: a query of the search, and the films in which it is answered. */
export interface ConversationPlan {
  /** As the search takes them. */
  readonly parts: readonly QueryPart[];
  /** The film that is spoken of; null for all films. */
  readonly film: number | null;
  /** Moments and films that the person does not want. */
  readonly hidden: { readonly moments: readonly string[]; readonly films: readonly number[] };
}

export const emptyPlan: ConversationPlan = { parts: [], film: null, hidden: { moments: [], films: [] } };

/** Parts that are looked for besides those before: one that is the same is there once, filters of one kind replace each other. */
export function withParts(parts: readonly QueryPart[], added: readonly QueryPart[]): QueryPart[] {
  const replaced = new Set(added.filter((part) => part.kind === 'filter').map(({ filter }) => filter));
  const kept = parts.filter(
    (part) =>
      !(part.kind === 'filter' && replaced.has(part.filter)) &&
      !added.some((other) => samePart(part, other) || contradicts(part, other)),
  );
  const all = [...kept, ...added];
  return [...all.filter((part) => part.kind !== 'filter'), ...all.filter((part) => part.kind === 'filter')];
}

/** Parts as they must be absent. Operators between them say nothing there; an absent filter is left out. */
export function absentParts(parts: readonly QueryPart[]): NotPart[] {
  return parts.flatMap((part): NotPart[] => {
    if (part.kind === 'not') return [part];
    return isWanted(part) ? [{ kind: 'not', part }] : [];
  });
}

/** The query as the person could have written it. */
export function planText({ parts }: Pick<ConversationPlan, 'parts'>): string {
  return queryText(parts);
}

/** Whether there is something to look for, so that a search can be made. */
export function asksForSomething(parts: readonly QueryPart[]): boolean {
  return parts.some((part) => isWanted(part) || isSight(part));
}

export function isWanted(part: QueryPart): part is WantedPart {
  return !['not', 'then', 'while', 'or', 'filter'].includes(part.kind);
}

/** A filter that is something to look for itself. */
function isSight(part: QueryPart): part is FilterPart {
  return part.kind === 'filter' && (part.filter === 'shot' || part.filter === 'light');
}

function samePart(a: QueryPart, b: QueryPart): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What was wanted and now must be absent, or the other way round. */
function contradicts(a: QueryPart, b: QueryPart): boolean {
  if (a.kind === 'not') return samePart(a.part, b);
  return b.kind === 'not' && samePart(a, b.part);
}

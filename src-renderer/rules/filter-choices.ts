import type { FilterName, FilterPart } from '../../src-main/domain/query.ts';
import type { QueryPart } from './query-text.ts';

/** Folders that are offered at most. */
const mostFolders = 8;

/** Filters that the menu offers, by the name of their string, as queries print them. */
export const filterChoices = [
  { name: 'closeUp', filter: 'shot', value: 'close-up' },
  { name: 'medium', filter: 'shot', value: 'medium' },
  { name: 'wide', filter: 'shot', value: 'wide' },
  { name: 'day', filter: 'light', value: 'day' },
  { name: 'night', filter: 'light', value: 'night' },
  { name: 'unseen', filter: 'seen', value: 'no' },
  { name: 'seen', filter: 'seen', value: 'yes' },
  { name: 'week', filter: 'added', value: '7d' },
  { name: 'month', filter: 'added', value: '30d' },
  { name: 'long', filter: 'duration', value: '3600s..' },
  { name: 'short', filter: 'duration', value: '..600s' },
] as const satisfies readonly { name: string; filter: FilterName; value: string }[];

function isFilter(part: QueryPart, filter: FilterName, value: string): part is FilterPart {
  return part.kind === 'filter' && part.filter === filter && part.value === value;
}

export function hasFilter(parts: readonly QueryPart[], filter: FilterName, value: string): boolean {
  return parts.some((part) => isFilter(part, filter, value));
}

/** The query with the filter, or without it where it had it. */
export function toggledFilter(parts: readonly QueryPart[], filter: FilterName, value: string): QueryPart[] {
  const without = parts.filter((part) => !isFilter(part, filter, value));
  return without.length < parts.length ? without : [...parts, { kind: 'filter', filter, value }];
}

/** Names of the folders that hold films, those with the most first; none where all lie in one. */
export function filmFolders(paths: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const folder = path.split('/').at(-2) ?? '';
    if (folder !== '') counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  if (counts.size < 2) return [];
  return [...counts]
    .toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .slice(0, mostFolders)
    .map(([folder]) => folder);
}

import type { FilterPart, NotPart, QueryPart, WantedPart } from '../domain/query.ts';
import { queryText } from '../domain/query-text.ts';

// Note: the form of a plan
// Queries have no brackets, so that a plan has a fixed depth. From the loosest to the closest: `or` between alternatives,
// `then` between their steps, `while` between the scenes of a step; a scene is what stands side by side.

/** What stands side by side in a query: all of it is demanded of one moment. Holds something that is wanted. */
export type Scene = readonly (WantedPart | NotPart)[];

/** Scenes that are there at the same time. */
export interface Step {
  readonly scenes: readonly Scene[];
  /** At most so many seconds after the step before; null for the usual gap. Null in the first step. */
  readonly within: number | null;
}

/** Steps that follow each other. */
export type Sequence = readonly Step[];

/** What a film, or a shot, must be whatever is looked for. Several of one kind: any of them. */
export type QueryFilter =
  | { readonly kind: 'in'; readonly text: string }
  | { readonly kind: 'year'; readonly from: number | null; readonly to: number | null }
  | { readonly kind: 'shot'; readonly size: ShotSize }
  /** A code of ISO 639: two or three letters, in lower case. */
  | { readonly kind: 'lang'; readonly language: string }
  /** Seconds. */
  | { readonly kind: 'duration'; readonly from: number | null; readonly to: number | null };

export const shotSizes = ['close-up', 'medium', 'wide'] as const;
export type ShotSize = (typeof shotSizes)[number];

/** A query as it is carried out. */
export interface QueryPlan {
  /** Empty when the query asks for nothing. */
  readonly alternatives: readonly Sequence[];
  readonly filters: readonly QueryFilter[];
}

/** The plan as the parts that are shown to the person, filters last. */
export function partsOf({ alternatives, filters }: QueryPlan): QueryPart[] {
  const parts: QueryPart[] = [];
  alternatives.forEach((steps, alternative) => {
    if (alternative > 0) parts.push({ kind: 'or' });
    steps.forEach(({ scenes, within }, step) => {
      if (step > 0) parts.push({ kind: 'then', within });
      scenes.forEach((scene, index) => {
        if (index > 0) parts.push({ kind: 'while' });
        parts.push(...scene);
      });
    });
  });
  return [...parts, ...filters.map(filterPart)];
}

/** Writes a plan as a query that is read as the same plan. */
export function printPlan(plan: QueryPlan): string {
  return queryText(partsOf(plan));
}

function filterPart(filter: QueryFilter): FilterPart {
  const part = (value: string): FilterPart => ({ kind: 'filter', filter: filter.kind, value });
  switch (filter.kind) {
    case 'in':
      return part(filter.text);
    case 'shot':
      return part(filter.size);
    case 'lang':
      return part(filter.language);
    case 'year':
      return part(rangeText(filter.from, filter.to, String));
    case 'duration':
      return part(rangeText(filter.from, filter.to, (seconds) => `${seconds}s`));
  }
}

function rangeText(from: number | null, to: number | null, write: (value: number) => string): string {
  if (from === to && from !== null) return write(from);
  return `${from === null ? '' : write(from)}..${to === null ? '' : write(to)}`;
}

import type { Moment } from '../domain/moment.ts';
import type { LibraryView } from './library-view.ts';

/** So many of the first moments are put in order by a language model. */
export const mostOrdered = 10;

export function idsOf(moments: readonly Moment[]): string[] {
  return moments.map(({ id }) => id);
}

/** Searches whose first moments come in an order that was given to them before. */
export interface KeptOrder {
  readonly library: LibraryView;
  /** Whether the latest search found the same first moments again, so that the order holds. */
  holds(): boolean;
}

/** @param order ids of the first moments, as they are to come; it says nothing of other ones */
export function inKeptOrder(order: readonly string[], library: LibraryView): KeptOrder {
  let holds = false;
  return {
    library: {
      ...library,
      search: async (parts, films, limit, signal) => {
        const found = await library.search(parts, films, limit, signal);
        const first = found.moments.slice(0, mostOrdered);
        holds = first.length === order.length && first.every(({ id }) => order.includes(id));
        if (!holds) return found;
        const sorted = first.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
        return { ...found, moments: [...sorted, ...found.moments.slice(mostOrdered)] };
      },
    },
    holds: () => holds,
  };
}

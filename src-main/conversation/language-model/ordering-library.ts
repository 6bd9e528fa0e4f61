import type { Moment } from '../../domain/moment.ts';
import type { LibraryView } from '../library-view.ts';
import {
  ChatFailure,
  type ChatEndpoint,
  type ChatLimits,
} from '../../models/language-model/chat-endpoint.ts';
import { idsOf, mostOrdered } from '../kept-order.ts';
import { orderMoments } from './order-moments.ts';

/** A library whose searches a language model puts in order, and what has come of that. */
export interface OrderingLibrary {
  readonly library: LibraryView;
  /** Ids of the latest search's first moments, where they are in another order than the library's own; null where they are not. */
  order(): readonly string[] | null;
  /** Whether the model has given no order of use; the library's own stands then. */
  hasFailed(): boolean;
}

/** @param question what the person said, to which the moments are answers */
export function orderingLibrary(
  endpoint: ChatEndpoint,
  question: string,
  library: LibraryView,
  limits?: ChatLimits,
): OrderingLibrary {
  let order: readonly string[] | null = null;
  let hasFailed = false;
  const inOrder = async (moments: readonly Moment[], signal?: AbortSignal): Promise<readonly Moment[]> => {
    order = null;
    if (moments.length < 2) return moments;
    try {
      const ordered = await orderMoments(endpoint, question, moments, library, signal, limits);
      if (ordered.some((moment, at) => moment !== moments[at])) order = idsOf(ordered.slice(0, mostOrdered));
      return ordered;
    } catch (error) {
      if (!(error instanceof ChatFailure)) throw error;
      hasFailed = true;
      return moments;
    }
  };
  return {
    library: {
      ...library,
      search: async (parts, films, limit, signal) => {
        const found = await library.search(parts, films, limit, signal);
        return { ...found, moments: await inOrder(found.moments, signal) };
      },
    },
    order: () => order,
    hasFailed: () => hasFailed,
  };
}

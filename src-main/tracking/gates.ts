import { queryKinds, type QueryKind } from './tracker-settings.ts';

/** How far each query speaks for a candidate, 0..1; queries that have no answer are left out. */
export type Supports = Readonly<Partial<Record<QueryKind, number>>>;

/** Trust in each query where all of them are present. */
const trust: Readonly<Record<QueryKind, number>> = { det: 0.1, id: 0.3, pos: 0.25, both: 0.35 };

/**
 * The weights of collaborative gating: those of absent queries are removed and the rest scaled so that they sum to one
 * (MQT, section 2.3.1, query aggregation). Without any query there are no weights.
 */
export function gatesOf(present: readonly QueryKind[]): Partial<Record<QueryKind, number>> {
  const sum = present.reduce((total, query) => total + trust[query], 0);
  return Object.fromEntries(present.map((query) => [query, trust[query] / sum]));
}

/** One score of what the present queries say, 0..1; 0 when none is present. */
export function aggregated(supports: Supports): number {
  const present = queryKinds.filter((query) => supports[query] !== undefined);
  const gates = gatesOf(present);
  return present.reduce((sum, query) => sum + gates[query]! * supports[query]!, 0);
}

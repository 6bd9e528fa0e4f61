import type { TrackerSettings } from '../../../src-main/tracking/tracker-settings.ts';

/** One row of the ablation tables: what is changed of the whole tracker. */
export interface AblationRow {
  readonly name: string;
  readonly changes: Partial<TrackerSettings>;
}

/**
 * The thesis's tables 2.5a (queries), 2.6a (memory), 2.6b (hypotheses) and 2.11 (backward pass, filled gaps), and what
 * is done beyond it.
 */
export const ablationRows: readonly AblationRow[] = [
  row('queries det', { queries: ['det'] }),
  row('queries id', { queries: ['id'] }),
  row('queries pos', { queries: ['pos'] }),
  row('queries both', { queries: ['both'] }),
  row('queries id, pos, both', { queries: ['id', 'pos', 'both'] }),
  row('queries det, id, pos, both', {}),
  ...([1, 2, 3, 6] as const).map((memory) => row(`memory ${memory}`, { memory })),
  ...[1, 3, 5].map((hypotheses) => row(`hypotheses ${hypotheses}`, { hypotheses })),
  row('without the backward pass', { backwardPass: false }),
  row('without joining', { joining: false }),
  row('without filled gaps', { fillGaps: false }),
  row('without extension', { extension: false }),
  row('without smoothing', { smoothing: false }),
];

function row(name: string, changes: Partial<TrackerSettings>): AblationRow {
  return { name, changes };
}

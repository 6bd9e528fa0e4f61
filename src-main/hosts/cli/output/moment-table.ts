import type { MomentView } from '../../../api/contract.ts';
import { timecode } from './durations.ts';
import { evidenceText } from './evidence-text.ts';
import { printable } from './printable.ts';
import { renderTable } from './table.ts';

/** Moments as a table: film, start, end, score, why, and the id that `kinora clip` takes. */
export function momentTable(
  moments: readonly Pick<MomentView, 'id' | 'title' | 'start' | 'end' | 'score' | 'evidence'>[],
  width: number,
): string {
  return renderTable(
    [
      { title: 'film' },
      { title: 'start', align: 'right' },
      { title: 'end', align: 'right' },
      { title: 'score', align: 'right' },
      { title: 'why', flexible: true },
      { title: 'moment' },
    ],
    moments.map((moment) => [
      printable(moment.title),
      timecode(moment.start),
      timecode(moment.end),
      moment.score.toFixed(2),
      evidenceText(moment.evidence),
      moment.id,
    ]),
    width,
  );
}

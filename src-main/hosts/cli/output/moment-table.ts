import type { MomentView } from '../../../api/contract.ts';
import { timecode } from './durations.ts';
import { evidenceText } from './evidence-text.ts';
import { printable } from './printable.ts';
import { renderTable } from './table.ts';

/** Moments as a table: film, start, end, score, why, and the id that `kinora clip` takes. */
export function momentTable(
  moments: readonly Pick<MomentView, 'id' | 'title' | 'start' | 'end' | 'score' | 'evidence' | 'missing'>[],
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
      whyText(moment),
      moment.id,
    ]),
    width,
  );
}

function whyText({ evidence, missing }: Pick<MomentView, 'evidence' | 'missing'>): string {
  const why = evidenceText(evidence);
  return missing.length > 0 ? `${why} · not: ${missing.map(printable).join(', ')}` : why;
}

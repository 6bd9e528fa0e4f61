import type { SearchResult } from '../../../api/contract.ts';
import { printable } from './printable.ts';
import { renderTable } from './table.ts';

/** How each word of a query is answered, and how to say it otherwise: `coffee^30` asks the picture for 30 % of it. */
export function weightTable(weights: SearchResult['weights']): string {
  return renderTable(
    [
      { title: 'word' },
      { title: 'picture', align: 'right' },
      { title: 'dialogue', align: 'right' },
      { title: 'written' },
    ],
    weights.map(({ word, picture, given }) => {
      if (picture === null) return [printable(word), '-', '-', 'not known'];
      const percent = Math.round(picture * 100);
      return [
        printable(word),
        `${percent} %`,
        `${100 - percent} %`,
        given ? `${printable(word)}^${percent}` : '',
      ];
    }),
    80,
  );
}

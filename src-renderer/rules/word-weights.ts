import type { SearchResult } from '../../src-main/api/contract.ts';
import type { WordWeight } from '../../src-main/domain/query.ts';
import { weighableWords } from '../../src-main/domain/query-syntax.ts';

type Balance = SearchResult['weights'][number];

/** A stretch of a query's words, with how it is answered where that is known. */
export interface WeighedPiece {
  readonly piece: string;
  readonly weight: Balance | null;
}

/** Cuts a text behind each word that has a weight; what stands between two of them is a piece of its own. */
export function weighedPieces(text: string, weights: readonly Balance[]): WeighedPiece[] {
  const known = new Map(weights.map((weight) => [weight.word, weight]));
  const pieces: WeighedPiece[] = [];
  let plain = '';
  let from = 0;
  const flush = (): void => {
    if (plain.trim() !== '') pieces.push({ piece: plain.trim(), weight: null });
    plain = '';
  };
  for (const { word, end } of weighableWords(text)) {
    const weight = known.get(word);
    const piece = text.slice(from, end);
    from = end;
    if (!weight) plain += piece;
    else {
      flush();
      pieces.push({ piece: piece.trim(), weight });
    }
  }
  plain += text.slice(from);
  flush();
  return pieces;
}

/** The weights of some words with another one for one of them; null takes it away. */
export function withWeight(
  weights: readonly WordWeight[],
  word: string,
  picture: number | null,
): WordWeight[] {
  const others = weights.filter((weight) => weight.word !== word);
  return picture === null ? others : [...others, { word, picture }];
}

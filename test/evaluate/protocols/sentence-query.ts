import { queryText } from '../../../src-main/domain/query-text.ts';
import type { QueryPart } from '../../../src-main/domain/query.ts';

/** Words of a sentence, or somebody or something of the library in it. */
export type SentencePiece = { readonly words: string } | { readonly name: string };

/** A data set's sentence as a query: its words mean nothing but themselves. */
export function sentenceQuery(pieces: readonly SentencePiece[]): string {
  const parts = pieces.flatMap((piece): QueryPart[] => {
    if ('name' in piece) return [{ kind: 'person', name: piece.name, known: true }];
    const text = piece.words.trim();
    return text === '' ? [] : [{ kind: 'words', text }];
  });
  return queryText(parts);
}

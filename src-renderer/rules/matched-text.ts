/** A piece of a line of dialogue; `matched` pieces are underlined. */
export interface TextPiece {
  readonly text: string;
  readonly matched: boolean;
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Cuts a line at the words that matched the query. The pieces joined give the line again, letter for letter.
 * Words match whole, whatever their case; longer ones win over shorter ones that begin alike.
 */
export function matchedPieces(line: string, matched: readonly string[]): TextPiece[] {
  const words = matched.filter((word) => word.trim() !== '').toSorted((a, b) => b.length - a.length);
  if (words.length === 0) return line === '' ? [] : [{ text: line, matched: false }];
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(${words.map(escapePattern).join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  return line
    .split(pattern)
    .map((text, index) => ({ text, matched: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

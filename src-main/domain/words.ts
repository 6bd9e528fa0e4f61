const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * The words of a text in their order, as they stand in it; punctuation and spaces left out.
 * Scripts without spaces (Chinese, Japanese, Thai) are divided by dictionary, so that a line and a query meet in the same words.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFKC'))) {
    if (isWordLike) words.push(segment);
  }
  return words;
}

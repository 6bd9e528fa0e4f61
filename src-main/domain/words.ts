const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

// Note: plain text
// Most lines hold letters and digits with spaces and the usual marks between them. Of these the platform's segmenter makes
// what a pattern makes in a tenth of the time; marks that may join what stands around them are left to the segmenter.
const plainText = /^(?:[A-Za-z0-9 \n!?"()-]|(?<=[A-Za-z])'(?=[A-Za-z])|[.,;:](?=[ \n]|$))*$/;
const plainWord = /[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*/g;

/**
 * The words of a text in their order, as they stand in it; punctuation and spaces left out.
 * Scripts without spaces (Chinese, Japanese, Thai) are divided by dictionary, so that a line and a query meet in the same words.
 */
export function wordsOf(text: string): string[] {
  if (plainText.test(text)) return text.match(plainWord) ?? [];
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFKC'))) {
    if (isWordLike) words.push(segment);
  }
  return words;
}

/** The words of a text as {@link weightKey} names them, each with the place behind it. */
export function wordEnds(text: string): { readonly word: string; readonly end: number }[] {
  const words: { word: string; end: number }[] = [];
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (isWordLike) words.push({ word: weightKey(segment), end: index + segment.length });
  }
  return words;
}

/** The name by which a word has its weight, however it is written. */
export function weightKey(word: string): string {
  return word.normalize('NFKC').toLowerCase();
}

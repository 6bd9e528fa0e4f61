import { foldName } from '../domain/person-name.ts';

// Words that say too little to be demanded of a line. Kept small: a line without them is the same line.
const stopWords = new Set(
  [
    'a an the of to in on at for and or but is are was were be been am do does did it its this that',
    'i you he she we they me him her us them my your his our their with as by so if',
    '的 了 是 在 我 你 他 她 它 和 吗 呢 吧 也 就 都',
  ]
    .join(' ')
    .split(' '),
);

/** The words that say something: all but the stop words. */
export function tellingWords(words: readonly string[]): string[] {
  return words.filter((word) => !stopWords.has(foldName(word)));
}

import { numbersWritten } from './number-words.ts';

// Note: the words that are compared
// Word error rates of Whisper's paper (Radford et al. 2022, appendix C) are taken after a normalisation, so that a style of
// writing is no error: what stands in brackets goes, so do fillers, marks, punctuation and case; contractions and titles are
// written out, numbers in digits. These are its rules for English but for its list of British spellings: a word that two
// countries spell differently counts as an error.

const fillers: ReadonlySet<string> = new Set(['hmm', 'mm', 'mhm', 'mmm', 'uh', 'um']);

/** Titles, and contractions that do not say by their ending what they stand for. */
const inFull: Readonly<Record<string, string>> = {
  ...{ mr: 'mister', mrs: 'missus', dr: 'doctor', st: 'saint', prof: 'professor', capt: 'captain' },
  ...{ gov: 'governor', gen: 'general', sen: 'senator', rep: 'representative', rev: 'reverend' },
  ...{ jr: 'junior', sr: 'senior', esq: 'esquire', "ma'am": 'madam' },
  ...{ wanna: 'want to', gotta: 'got to', gonna: 'going to', imma: 'i am going to', "i'ma": 'i am going to' },
  ...{ woulda: 'would have', coulda: 'could have', shoulda: 'should have' },
  ...{ "won't": 'will not', "can't": 'can not', "ain't": 'aint', "let's": 'let us', "y'all": 'you all' },
};

const endings: readonly (readonly [ending: string, word: string])[] = [
  ["n't", 'not'],
  ["'re", 'are'],
  ["'ll", 'will'],
  ["'ve", 'have'],
  ["'m", 'am'],
  ["'t", 'not'],
];
/** Behind these, `'s` is "has" and `'d` is "had"; elsewhere they are "is" and "would". */
const participles: ReadonlySet<string> = new Set(['been', 'gone', 'done', 'got']);

/** The words of a text as they are compared in a word error rate. */
export function comparedWords(text: string): string[] {
  const words = text
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[<[][^>\]]*[>\]]|\([^)]*\)/g, '')
    .replaceAll(/(?<=\d),(?=\d)/g, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/(?<!\d)\.|\.(?!\d)|[^\p{L}\p{N}.'%$£€¢\s]/gu, ' ')
    .replaceAll(/\s+'/g, "'")
    .split(/\s+/)
    .filter((word) => word !== '' && !fillers.has(word));
  const written = words.flatMap((word, index) => writtenOut(word, words[index + 1] ?? ''));
  return numbersWritten(written.flatMap((word) => word.split("'")).filter((word) => word !== ''));
}

function writtenOut(word: string, next: string): string[] {
  if (Object.hasOwn(inFull, word)) return inFull[word]!.split(' ');
  for (const [ending, full] of endings) {
    if (word.endsWith(ending)) return [word.slice(0, -ending.length), full];
  }
  const isPerfect = participles.has(next);
  if (word.endsWith("'s")) return [word.slice(0, -2), isPerfect ? 'has' : 'is'];
  if (word.endsWith("'d")) return [word.slice(0, -2), isPerfect ? 'had' : 'would'];
  return [word];
}

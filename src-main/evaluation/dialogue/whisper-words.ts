import { numbersWritten } from './number-words.ts';

// Note: the words that are compared
// Word error rates of Whisper's paper (Radford et al. 2022, appendix C) are taken after a normalisation, so that a style of
// writing is no error. These are its rules for English: brackets and what is in them go, so do fillers; contractions are
// written out, numbers in digits, titles in full; marks, punctuation and case say nothing. Left out is its list of British
// spellings: a word that two countries spell differently counts as an error.

const fillers = new Set(['hmm', 'mm', 'mhm', 'mmm', 'uh', 'um']);

const contractions: readonly (readonly [pattern: RegExp, full: string])[] = [
  [/\bwon't\b/g, 'will not'],
  [/\bcan't\b/g, 'can not'],
  [/\blet's\b/g, 'let us'],
  [/\bain't\b/g, 'aint'],
  [/\by'all\b/g, 'you all'],
  [/\bwanna\b/g, 'want to'],
  [/\bgotta\b/g, 'got to'],
  [/\bgonna\b/g, 'going to'],
  [/\bi'ma\b/g, 'i am going to'],
  [/\bimma\b/g, 'i am going to'],
  [/\bwoulda\b/g, 'would have'],
  [/\bcoulda\b/g, 'could have'],
  [/\bshoulda\b/g, 'should have'],
  [/\bma'am\b/g, 'madam'],
  [/\bmr\b/g, 'mister'],
  [/\bmrs\b/g, 'missus'],
  [/\bst\b/g, 'saint'],
  [/\bdr\b/g, 'doctor'],
  [/\bprof\b/g, 'professor'],
  [/\bcapt\b/g, 'captain'],
  [/\bgov\b/g, 'governor'],
  [/\bgen\b/g, 'general'],
  [/\bsen\b/g, 'senator'],
  [/\brep\b/g, 'representative'],
  [/\brev\b/g, 'reverend'],
  [/\bjr\b/g, 'junior'],
  [/\bsr\b/g, 'senior'],
  [/\besq\b/g, 'esquire'],
  [/'d been\b/g, ' had been'],
  [/'s been\b/g, ' has been'],
  [/'d gone\b/g, ' had gone'],
  [/'s gone\b/g, ' has gone'],
  [/'d done\b/g, ' had done'],
  [/'s got\b/g, ' has got'],
  [/n't\b/g, ' not'],
  [/'re\b/g, ' are'],
  [/'s\b/g, ' is'],
  [/'d\b/g, ' would'],
  [/'ll\b/g, ' will'],
  [/'t\b/g, ' not'],
  [/'ve\b/g, ' have'],
  [/'m\b/g, ' am'],
];

/** The words of a text as they are compared in a word error rate. */
export function comparedWords(text: string): string[] {
  let plain = text
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[<[][^>\]]*[>\]]/g, '')
    .replaceAll(/\([^)]*\)/g, '')
    .replaceAll(/\s+'/g, "'");
  for (const [pattern, full] of contractions) plain = plain.replaceAll(pattern, full);
  const words = plain
    .replaceAll(/(?<=\d),(?=\d)/g, '')
    .replaceAll(/\.(?!\d)/g, ' ')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/(?<!\d)[.]|[^\p{L}\p{N}.%$£€¢\s]/gu, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && !fillers.has(word));
  return numbersWritten(words);
}

import { spaceBetweenWords } from '../families/speech-recogniser.ts';
import type { SpokenWord } from '../families/speech-recogniser.ts';

/** About when each word of a text is said of which only beginning and end are known: letters take the same time. */
export function spreadWords({ text, start, end }: SpokenWord, language: string): SpokenWord[] {
  const words = spaceBetweenWords(language) === '' ? [...text] : text.split(/\s+/u).filter(Boolean);
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  let at = 0;
  return words.map((word) => {
    const from = at;
    at += word.length;
    const timeOf = (letter: number): number => start + ((end - start) * letter) / letters;
    return { text: word, start: timeOf(from), end: timeOf(at) };
  });
}

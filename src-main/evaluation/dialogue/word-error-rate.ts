import { distance } from 'fastest-levenshtein';
import { UserFacingError } from '../../domain/errors.ts';
import { comparedWords } from './whisper-words.ts';

/** Words are told apart by one UTF-16 code unit each. */
const mostWords = 0xd7ff;

/** Words that are wrong, missing or too many, and the words of the truth. */
export interface WordErrors {
  readonly errors: number;
  readonly words: number;
}

/**
 * The fewest words to change, take away and add that make the truth out of what was recognised, after Whisper's
 * normalisation. Throws UserFacingError for more than 55,295 different words.
 */
export function wordErrors(truth: string, recognised: string): WordErrors {
  const letters = new Map<string, string>();
  const lettersOf = (words: readonly string[]): string =>
    words
      .map((word) => {
        const letter = letters.get(word) ?? String.fromCharCode(letters.size);
        letters.set(word, letter);
        return letter;
      })
      .join('');
  const words = comparedWords(truth);
  const [a, b] = [lettersOf(words), lettersOf(comparedWords(recognised))];
  if (letters.size > mostWords) {
    throw new UserFacingError(
      'bad-input',
      `There are more than ${mostWords} different words.`,
      'Score it in parts.',
    );
  }
  return { errors: distance(a, b), words: words.length };
}

import { createRequire } from 'node:module';
import type lemmatizer from 'wink-lemmatizer';
import type { PartOfSpeech } from './wordnet.ts';

const require = createRequire(import.meta.url);

let opened: typeof lemmatizer | null = null;

/**
 * The form of an English word, in lower case, that a dictionary lists: "mice" to "mouse". A word that it does not know
 * stays as it is. The package holds 150,000 words, so that it is loaded with the first one that is asked for: a library
 * that nobody searches opens without it.
 */
export function baseForm(part: PartOfSpeech, word: string): string {
  opened ??= require('wink-lemmatizer') as typeof lemmatizer;
  switch (part) {
    case 'n':
      return opened.noun(word);
    case 'v':
      return opened.verb(word);
    case 'a':
      return opened.adjective(word);
  }
}

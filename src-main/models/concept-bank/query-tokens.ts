import { wordsOf } from '../../domain/words.ts';
import chineseLexicon from './chinese-lexicon.json' with { type: 'json' };
import { concepts } from './concepts.ts';
import stopWords from './stop-words.json' with { type: 'json' };

/** A word of a text. */
export interface QueryToken {
  /** As it stands in the text. */
  readonly surface: string;
  /** What it is in English, in lower case: one word, or the words of a phrase that a Chinese word means. */
  readonly english: readonly string[];
  /** Whether the word alone says nothing of a picture. */
  readonly stop: boolean;
}

const englishStops = new Set(stopWords.en.split(' '));
const chineseStops = new Set(stopWords.zh.split(' '));
const chinese = new Map<string, string>([
  ...concepts.flatMap(({ id, zh }) => zh.map((name): [string, string] => [name, id])),
  ...Object.entries(chineseLexicon),
]);
const longestChinese = Math.max(...[...chinese.keys()].map((word) => word.length));
const chineseRun = /\p{Script=Han}+/gu;

/**
 * Divides a text into words. Chinese is divided by the bilingual lexicon, the longest word first; what the lexicon does
 * not have is divided by the dictionary of the platform and stands for itself.
 */
export function queryTokens(text: string): QueryToken[] {
  const tokens: QueryToken[] = [];
  let end = 0;
  for (const run of text.matchAll(chineseRun)) {
    tokens.push(...englishTokens(text.slice(end, run.index)), ...chineseTokens(run[0]));
    end = run.index + run[0].length;
  }
  return [...tokens, ...englishTokens(text.slice(end))];
}

function englishTokens(text: string): QueryToken[] {
  return wordsOf(text).map((surface) => {
    const word = surface.toLowerCase().replace(/['’]s?$/, '');
    return { surface, english: [word], stop: englishStops.has(word) || word.length === 0 };
  });
}

function chineseTokens(run: string): QueryToken[] {
  const tokens: QueryToken[] = [];
  let unknown = '';
  const flush = (): void => {
    for (const surface of wordsOf(unknown)) tokens.push({ surface, english: [surface], stop: false });
    unknown = '';
  };
  for (let at = 0; at < run.length;) {
    const word = longestKnown(run.slice(at, at + longestChinese));
    if (word === null) {
      unknown += run[at];
      at += 1;
      continue;
    }
    flush();
    const english = chinese.get(word);
    tokens.push({
      surface: word,
      english: english?.toLowerCase().split(' ') ?? [word],
      stop: english === undefined,
    });
    at += word.length;
  }
  flush();
  return tokens;
}

function longestKnown(start: string): string | null {
  for (let length = start.length; length > 0; length--) {
    const word = start.slice(0, length);
    if (chinese.has(word) || chineseStops.has(word)) return word;
  }
  return null;
}

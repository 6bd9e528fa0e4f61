import type { WordWeight } from '../domain/query.ts';
import { weightKey } from '../domain/words.ts';
import type { WeighedText, WeighedWord } from './text-analysis.ts';

/** How a word is answered, as the person sees it. */
export interface WordBalance {
  readonly word: string;
  /** The picture's share, 0..1; the rest is the dialogue's. Null for a word that neither knows. */
  readonly picture: number | null;
  /** Whether the person has said so. */
  readonly given: boolean;
}

/** In the middle both count fully; towards either end the other counts less, and nothing there. */
function weightsOf(percent: number): { visual: number; dialogue: number } {
  return { visual: Math.min(1, percent / 50), dialogue: Math.min(1, (100 - percent) / 50) };
}

/**
 * Puts the weights that the person has given in the place of the analyser's. Words that only the picture may answer, and
 * words that only the dialogue may, are then asked for apart from the rest of their text.
 */
export function withGivenWeights(texts: readonly WeighedText[], given: readonly WordWeight[]): WeighedText[] {
  const percents = new Map(given.map(({ word, picture }) => [word, picture]));
  return texts.flatMap((text) => {
    const isGiven = ({ word }: WeighedWord): boolean => percents.has(weightKey(word));
    if (!text.words.some(isGiven)) return [text];
    const words = text.words.map((word) =>
      isGiven(word) ? { ...word, ...weightsOf(percents.get(weightKey(word.word))!) } : word,
    );
    const shown = words.filter((word) => isGiven(word) && word.dialogue === 0);
    const said = words.filter((word) => isGiven(word) && word.visual === 0);
    const either = words.filter((word) => !shown.includes(word) && !said.includes(word));
    return [shown, said, either]
      .filter((group) => group.length > 0)
      .map((group) => askedApart(group, text, isGiven));
  });
}

function askedApart(
  words: readonly WeighedWord[],
  { text, words: all, visual, dialogue }: WeighedText,
  isGiven: (word: WeighedWord) => boolean,
): WeighedText {
  const mean = (of: 'visual' | 'dialogue', otherwise: number): number =>
    words.reduce((sum, word) => sum + (isGiven(word) ? word[of] : otherwise), 0) / words.length;
  return {
    text: words.length === all.length ? text : words.map(({ word }) => word).join(' '),
    words,
    visual: mean('visual', visual),
    dialogue: mean('dialogue', dialogue),
  };
}

/** How each word of some texts is answered; the first time counts where a word comes again. */
export function balancesOf(texts: readonly WeighedText[], given: readonly WordWeight[]): WordBalance[] {
  const set = new Set(given.map(({ word }) => word));
  const balances = new Map<string, WordBalance>();
  for (const { word, visual, dialogue } of texts.flatMap(({ words }) => words)) {
    const key = weightKey(word);
    if (balances.has(key)) continue;
    const sum = visual + dialogue;
    balances.set(key, { word: key, picture: sum > 0 ? visual / sum : null, given: set.has(key) });
  }
  return [...balances.values()];
}

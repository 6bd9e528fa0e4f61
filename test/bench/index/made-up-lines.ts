import type { Random } from '../../../src-main/domain/random.ts';

const vocabulary = 30_000;
/** The most frequent words say nothing: searches leave them out, but for phrases. */
const stopWords = 60;
const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');

/** The words of a line: they come as often as Zipf says. */
export function madeUpLine(random: Random): string[] {
  const ranks: number[] = [];
  for (let left = random.whole(3, 10); left > 0; left--) {
    let rank = rankOf(random, 1);
    // Nobody says a word twice in a row, even the most frequent.
    while (rank === ranks.at(-1)) rank = rankOf(random, 1);
    ranks.push(rank);
  }
  return ranks.map(wordOf);
}

/** A word that says something. */
export function tellingWord(random: Random): string {
  return wordOf(rankOf(random, stopWords));
}

/** The n-th most frequent word comes about 1/n times as often as the first. */
function rankOf(random: Random, least: number): number {
  return Math.floor(least * (vocabulary / least) ** random.next());
}

/** Two to four syllables: frequent words are short. */
function wordOf(rank: number): string {
  let word = '';
  for (let left = rank + syllables.length; left > 0; left = Math.floor(left / syllables.length)) {
    word += syllables[left % syllables.length]!;
  }
  return word;
}

import { seededRandom } from '../../domain/random.ts';
import type { WordReach } from './word-reach.ts';
import type { WordNet } from './wordnet.ts';

/**
 * Nouns of one word that are in use and mean something which the concept bank knows, drawn at random, the same on every
 * run. Each noun that is looked at takes some milliseconds: hold no thread up that answers.
 * @param most how many at most
 */
export function bankNouns(wordnet: WordNet, reach: WordReach, most: number): string[] {
  const nouns: string[] = [];
  for (const noun of seededRandom(1).shuffled(wordnet.nounsInUse())) {
    if (nouns.length === most) break;
    if (/^[a-z]+$/.test(noun) && reach.of([noun]) !== null) nouns.push(noun);
  }
  return nouns;
}

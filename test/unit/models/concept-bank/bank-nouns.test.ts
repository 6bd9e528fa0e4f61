import { expect, test } from 'vitest';
import { bankNouns } from '../../../../src-main/models/concept-bank/bank-nouns.ts';
import { WordNet } from '../../../../src-main/models/concept-bank/wordnet.ts';
import { WordReach } from '../../../../src-main/models/concept-bank/word-reach.ts';

test('thousands of nouns are in use, and those that are drawn mean something that the bank knows', () => {
  const wordnet = WordNet.open();
  const inUse = wordnet.nounsInUse();
  expect(inUse.length).toBeGreaterThan(5000);
  for (const noun of ['dog', 'kitchen', 'car', 'teacher']) expect(inUse).toContain(noun);
  const reach = new WordReach(wordnet);
  const drawn = bankNouns(wordnet, reach, 40);
  expect(new Set(drawn).size).toBe(40);
  for (const noun of drawn) expect(reach.of([noun]), noun).not.toBeNull();
  expect(bankNouns(wordnet, reach, 40)).toEqual(drawn);
});

import { expect, it } from 'vitest';
import chineseLexicon from '../../../../src-main/models/concept-bank/chinese-lexicon.json' with { type: 'json' };
import { priors } from '../../../../src-main/models/concept-bank/calibration.ts';
import { concepts, conceptsOf } from '../../../../src-main/models/concept-bank/concepts.ts';
import { placeOf, places } from '../../../../src-main/models/concept-bank/vector-layout.ts';
import { WordNet } from '../../../../src-main/models/concept-bank/wordnet.ts';
import { WordReach } from '../../../../src-main/models/concept-bank/word-reach.ts';

const wordnet = WordNet.open();

it('the bank has the 80 classes of COCO first, and every name once', () => {
  expect(conceptsOf('object')).toHaveLength(80);
  expect(concepts.slice(0, 80).every(({ kind }) => kind === 'object')).toBe(true);
  expect(new Set(places).size).toBe(places.length);
  expect(places.every((name, place) => placeOf(name) === place)).toBe(true);
  expect(priors).toHaveLength(places.length);
});

it('every synset that a concept names is in WordNet', () => {
  const references = concepts.flatMap(({ synsets, related }) => [...synsets, ...related]);
  expect(references.length).toBeGreaterThan(200);
  for (const reference of references) expect(() => wordnet.resolve(reference)).not.toThrow();
});

it('every concept is reached by its own name, most strongly', () => {
  const words = new WordReach(wordnet);
  for (const { id } of concepts) {
    const name = id.split(/[ -]/);
    expect(words.of(name)?.get(id), id).toBe(1);
  }
});

it('every English word of the Chinese lexicon reaches a concept', () => {
  const words = new WordReach(wordnet);
  const numbers = new Set(['two', 'three', 'four', 'five', 'several', 'many', 'group', 'couple']);
  const lost = Object.entries(chineseLexicon).filter(([, english]) => {
    const parts = english.split(' ');
    return !numbers.has(english) && !words.of(parts) && !parts.some((part) => words.of([part]));
  });
  expect(lost).toEqual([]);
});

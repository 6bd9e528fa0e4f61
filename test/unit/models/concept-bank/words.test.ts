import { beforeAll, describe, expect, it } from 'vitest';
import { meaningOf } from '../../../../src-main/models/concept-bank/text-concepts.ts';
import { WordNet } from '../../../../src-main/models/concept-bank/wordnet.ts';
import { WordReach } from '../../../../src-main/models/concept-bank/word-reach.ts';

let wordnet: WordNet;
let words: WordReach;

beforeAll(() => {
  wordnet = WordNet.open();
  words = new WordReach(wordnet);
});

/** What each word of a text reached, strongest first. */
const meanings = (text: string): Record<string, string[]> =>
  Object.fromEntries(meaningOf(text, words).matched.map(({ word, reach }) => [word, [...reach.keys()]]));
const unmatched = (text: string): readonly string[] => meaningOf(text, words).unmatched;
const strongest = (word: string): string | undefined =>
  [...(words.of([word]) ?? new Map<string, number>()).keys()][0];

describe('WordNet', () => {
  it('gives the most frequent sense of a lemma first, and what it is a kind of', () => {
    const [puppy] = wordnet.senses('n', 'puppy');
    expect(wordnet.hypernyms(puppy!)).toContain(wordnet.resolve('n.dog.1'));
  });

  it.each(['', ' ', 'nonesuchword', 'zzzz', '~', '-'])('has no senses of %j', (word) => {
    expect(wordnet.senses('n', word)).toEqual([]);
  });

  it('finds the first and the last lemma of the index', () => {
    expect(wordnet.senses('n', "'hood")).toHaveLength(1);
    expect(wordnet.senses('n', 'zymurgy')).toHaveLength(1);
  });

  it('says which reference it cannot resolve', () => {
    expect(() => wordnet.resolve('n.car.99')).toThrow('n.car.99');
  });
});

describe('a word reaches a concept', () => {
  it.each([
    ['puppy', 'dog'],
    ['seagull', 'bird'],
    ['taxi', 'car'],
    ['kid', 'child'],
    ['women', 'woman'],
    ['mice', 'mouse'],
    ['smiling', 'happy'],
    ['grinned', 'happy'],
    ['weeping', 'sad'],
    ['furious', 'angry'],
    ['sofa', 'couch'],
    ['crimson', 'red'],
    ['forest', 'greenery'],
    ['seated', 'sitting'],
  ])('%s: %s', (word, concept) => {
    expect(strongest(word)).toBe(concept);
  });

  it('as each of its kinds', () => {
    const kinds = [...words.of(['vehicle'])!.keys()];
    expect(kinds).toEqual(expect.arrayContaining(['car', 'truck', 'bus', 'bicycle', 'motorcycle']));
    expect(kinds).not.toContain('dog');
    expect([...words.of(['fruit'])!.keys()].toSorted()).toEqual(['apple', 'banana', 'orange fruit']);
  });

  it('the more strongly the nearer its meaning', () => {
    const weight = (word: string): number => words.of([word])!.get('dog')!;
    expect(weight('dog')).toBe(1);
    expect(weight('puppy')).toBeLessThan(weight('dog'));
    expect(weight('dachshund')).toBeLessThan(weight('puppy'));
  });

  it('through what comes along with it', () => {
    expect([...words.of(['tennis'])!.keys()]).toContain('tennis racket');
    expect([...words.of(['birthday'])!.keys()]).toContain('cake');
  });

  it('but not when it is too general to say anything, or unknown', () => {
    expect(words.of(['thing'])).toBeNull();
    expect(words.of(['xylophone'])).toBeNull();
  });
});

describe('a text', () => {
  it('joins a colour to its object, and does not ask for the colour elsewhere', () => {
    expect(meanings('a red car')).toEqual({ red: ['red car'], car: ['car'] });
    expect(meanings('the car is blue')['blue']).toEqual(['blue car']);
    expect(meanings('a black and white dog')).toMatchObject({ black: ['black dog'], white: ['white dog'] });
    expect(meanings('something red')['red']).toEqual(['red']);
  });

  it('takes orange for the fruit or the colour, unless it colours something', () => {
    expect(meanings('an orange')['orange']).toEqual(expect.arrayContaining(['orange', 'orange fruit']));
    expect(meanings('an orange cat')['orange']).toEqual(['orange cat']);
  });

  it('counts people, and only people', () => {
    expect(meanings('two women')['two']).toEqual(['two people']);
    expect(meanings('a group of young men')['group']).toEqual(['several people']);
    expect(meanings('two dogs')).not.toHaveProperty('two');
    expect(unmatched('two dogs')).toEqual([]);
    expect(meanings('no people')).toEqual({ 'no people': ['nobody'] });
  });

  it('knows names of several words, and does not take them apart', () => {
    expect(meanings('a hot dog')).toEqual({ 'hot dog': ['hot dog'] });
    expect(Object.keys(meanings('fire hydrants in a living room'))).toEqual(['fire hydrants', 'living room']);
    expect(meanings('a close-up')).toEqual({ 'close up': ['close-up'] });
  });

  it('says which words it does not know, and is silent about words that say nothing', () => {
    expect(unmatched('A picture of a dog with a xylophone')).toEqual(['xylophone']);
    expect(unmatched('a dog without a leash')).toContain('without');
    expect(meaningOf('', words)).toEqual({ matched: [], unmatched: [] });
    expect(meaningOf('?!… 🙂', words)).toEqual({ matched: [], unmatched: [] });
  });
});

describe('a Chinese text', () => {
  it('reaches the same concepts as its translation', () => {
    const concepts = (text: string): string[] => Object.values(meanings(text)).flat().toSorted();
    expect(concepts('一辆红色的汽车')).toEqual(concepts('a red car'));
    expect(concepts('两个女人坐在沙发上')).toEqual(concepts('two women sitting on a couch'));
    expect(concepts('交通工具')).toEqual(concepts('vehicle'));
    expect(concepts('微笑')).toEqual(concepts('smile'));
  });

  it('shows the words as they stand in the text, and those that the lexicon lacks', () => {
    expect(meanings('公园里的小狗')['小狗']).toEqual(['dog']);
    expect(unmatched('雕塑旁边的猫')).toEqual(['雕塑']);
  });

  it('may be mixed with English', () => {
    expect(Object.keys(meanings('一只dog和猫'))).toEqual(['dog', '猫']);
  });
});

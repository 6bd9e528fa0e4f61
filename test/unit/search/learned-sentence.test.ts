import { expect, test } from 'vitest';
import type { WantedPart } from '../../../src-main/domain/query.ts';
import { learnedSentence } from '../../../src-main/search/learned-sentence.ts';

const words = (text: string): WantedPart => ({ kind: 'words', text });
const named = (name: string): WantedPart => ({ kind: 'person', name, known: true });
/** Concepts have numbers below 0 among those who are on screen. */
const people = new Map([
  ['Ada', 4],
  ['Chia', -7],
  ['Mug', -8],
]);
const token = Float32Array.of(0.1, 0.2);
const learned = new Map([[7, token]]);

test('the word of a concept stands in the place of its name', () => {
  expect(
    learnedSentence([words('a walk with'), named('Chia'), words('on the beach')], { people }, learned),
  ).toEqual({
    text: 'a photo of a walk with * on the beach',
    tokens: [token],
  });
});

test('people, and concepts without a word, are left to where they are seen', () => {
  const scene = [named('Ada'), named('Mug'), named('Chia'), words('in the kitchen')];
  expect(learnedSentence(scene, { people }, learned)?.text).toBe('a photo of * in the kitchen');
});

test('there is no sentence without a learned word, or with nothing beside it', () => {
  expect(learnedSentence([named('Ada'), words('in the kitchen')], { people }, learned)).toBeNull();
  expect(learnedSentence([named('Chia')], { people }, learned)).toBeNull();
  expect(learnedSentence([named('Chia'), named('Ada')], { people }, learned)).toBeNull();
});

test('a mark that the person writes stands for nothing', () => {
  const sentence = learnedSentence([named('Chia'), words('5 * 3')], { people }, learned);
  expect(sentence?.text.split('*')).toHaveLength(2);
});

import { describe, expect, it } from 'vitest';
import { analyseText, type WordFacts } from '../../../src-main/search/text-analysis.ts';

const shown = new Set('dog car red kitchen women man mug night running beach 狗 厨房 汽车'.split(' '));
const said = new Map([
  ['dog', 4],
  ['mug', 6],
  ['coffee', 3],
  ['silly', 2],
  ['needs', 1],
  ['blame', 1],
  ['杯子', 2],
]);
const facts = (word: string): WordFacts => ({
  seen: shown.has(word.toLowerCase()),
  lines: said.get(word.toLowerCase()) ?? 0,
});
const analyse = (text: string) => analyseText(text, facts);
/** Which modality answers a text: v for the picture, d for the dialogue, in capitals where it counts in full. */
const modalities = (text: string) =>
  analyse(text).map(({ text: part, visual, dialogue }) => {
    const letter = (weight: number, name: string): string =>
      weight === 0 ? '' : weight >= 0.75 ? name.toUpperCase() : name;
    return `${part}: ${letter(visual, 'v')}${letter(dialogue, 'd')}`;
  });

describe('The weights of a text', () => {
  it.each([
    // What can be seen and is said may be either; a description leans to the picture.
    ['dog mug', ['dog mug: VD']],
    ['a dog in the kitchen', ['a dog in the kitchen: Vd']],
    ['dog running', ['dog running: Vd']],
    // What nobody says is hardly dialogue, what no picture shows is.
    ['beach', ['beach: Vd']],
    ['silly coffee', ['silly coffee: D']],
    // Who says "I", "you" or "my", or asks, speaks.
    ['where is my mug', ['where is my mug: vD']],
    ['you silly dog', ['you silly dog: vD']],
    ['is it the dog?', ['is it the dog?: vD']],
    ["don't blame me", ["don't blame me: D"]],
    // Behind a verb of speech stands what is said, before it what is seen.
    ['in the kitchen saying she needs coffee', ['in the kitchen: V', 'she needs coffee: D']],
    ['saying that the dog is silly', ['the dog is silly: D']],
    ['a man shouts that the dog is silly', ['a man: V', 'the dog is silly: D']],
    ['asks about coffee', ['coffee: D']],
    // A verb of speech with nothing behind it, or quoted itself, is a word like others.
    ['what did the man say', ['what did the man say: vD']],
    ['I said the dog is silly', ['I said the dog is silly: vD']],
    ['在厨房说杯子', ['在 厨房: V', '杯子: D']],
    ['狗', ['狗: Vd']],
    ['我的狗', ['我的狗: vD']],
    // A time is no picture.
    ['tomorrow night', ['tomorrow night: Vd']],
  ])('of “%s” are %j', (text, expected) => {
    expect(modalities(text)).toEqual(expected);
  });

  it('are given word by word', () => {
    expect(analyse('red dog coffee zeppelin')[0]!.words).toEqual([
      { word: 'red', visual: 1, dialogue: 0.3 },
      { word: 'dog', visual: 1, dialogue: 0.8 },
      { word: 'coffee', visual: 0, dialogue: 1 },
      { word: 'zeppelin', visual: 0, dialogue: 0 },
    ]);
  });

  it('go to the dialogue alone where no picture is known', () => {
    const blind = analyseText('a dog in the kitchen saying hello', () => ({ seen: false, lines: 1 }));
    expect(blind.map(({ visual, dialogue }) => [visual, dialogue])).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });
});

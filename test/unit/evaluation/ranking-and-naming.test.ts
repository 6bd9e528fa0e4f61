import { describe, expect, test } from 'vitest';
import { characterAccuracy } from '../../../src-main/evaluation/character-accuracy.ts';
import { bCubed } from '../../../src-main/evaluation/clustering.ts';
import { readCastList, readDialogue } from '../../../src-main/evaluation/look-listen-recognise.ts';
import { meanReciprocalRank, ndcgAt, recallAt } from '../../../src-main/evaluation/ranking.ts';
import { annotationText } from './annotation-text.ts';

describe('Ranking', () => {
  test('recall at k counts first right answers up to the k-th', () => {
    expect(recallAt(1, [1, 2, null, 5])).toBe(0.25);
    expect(recallAt(5, [1, 2, null, 5])).toBe(0.75);
  });

  test('the mean reciprocal rank takes a query without a right answer as 0', () => {
    expect(meanReciprocalRank([1, 2, null, 4])).toBeCloseTo((1 + 0.5 + 0 + 0.25) / 4);
  });

  test('NDCG discounts by the logarithm of the rank and compares with the best order', () => {
    // (3 + 0 + 1 / 2) / (3 + 1 / log2(3)): gains 3, 0, 1 at ranks 1 to 3 against 3, 1.
    expect(ndcgAt(3, [2, 0, 1], [1, 2])).toBeCloseTo(3.5 / (3 + 1 / Math.log2(3)));
    expect(ndcgAt(1, [2, 0, 1], [1, 2])).toBe(1);
    expect(ndcgAt(3, [0, 0], [])).toBe(0);
  });
});

describe('B-cubed', () => {
  const items = (pairs: string) => pairs.split(' ').map((pair) => ({ cluster: pair[0]!, truth: pair[1]! }));

  test('is 1 where clusters are the things themselves', () => {
    expect(bCubed(items('1A 1A 2B'))).toEqual({ precision: 1, recall: 1, f1: 1 });
  });

  test('averages purity and completeness over the items', () => {
    // Cluster 1 holds A A B, cluster 2 holds B.
    const { precision, recall, f1 } = bCubed(items('1A 1A 1B 2B'));
    expect(precision).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4);
    expect(recall).toBeCloseTo((1 + 1 + 1 / 2 + 1 / 2) / 4);
    expect(f1).toBeCloseTo((2 * precision * recall) / (precision + recall));
  });

  test('punishes one cluster for everything by precision, one each by recall', () => {
    expect(bCubed(items('1A 1B 1C 1D'))).toMatchObject({ precision: 0.25, recall: 1 });
    expect(bCubed(items('1A 2A 3A 4A'))).toMatchObject({ precision: 1, recall: 0.25 });
  });
});

describe('Character accuracy', () => {
  test('is the share of lines with the right name; no name is wrong', () => {
    expect(
      characterAccuracy([
        { speaker: 'Dr.Cox', named: 'dr.cox ' },
        { speaker: 'J.D.', named: 'Turk' },
        { speaker: 'J.D.', named: null },
        { speaker: 'Carla', named: 'Carla' },
      ]),
    ).toBe(0.5);
  });
});

describe('The Look-Listen-Recognise layout', () => {
  test('quotes cells that hold commas and quotation marks', () => {
    const lines = readDialogue(
      annotationText(
        '\ufeff9.27,11.50,Frasier,"Hello, ""Steven""."\r\n\r\n18.5,21.26, Steven ,it is okay\n1,2,A,\n',
      ),
    );
    expect(lines).toEqual([
      { start: 9.27, end: 11.5, speaker: 'Frasier', text: 'Hello, "Steven".' },
      { start: 18.5, end: 21.26, speaker: 'Steven', text: 'it is okay' },
      { start: 1, end: 2, speaker: 'A', text: '' },
    ]);
  });

  test('names the cast', () => {
    expect(readCastList(annotationText('Elaine,Julia Louis-Dreyfus\nNewman\n'))).toEqual([
      { character: 'Elaine', actor: 'Julia Louis-Dreyfus' },
      { character: 'Newman', actor: '' },
    ]);
  });

  test.each([
    ['an open quotation', '1,2,A,"no end', /line 2: a quotation mark/],
    ['a missing speaker', '1,2,,words', /line 2: speaker/],
    ['a time that is none', ',2,A,words', /line 2: start/],
    ['a line that ends before it starts', '3,2,A,words', /line 2: the line ends/],
  ])('%s is refused with its line', (_what, line, message) => {
    expect(() => readDialogue(annotationText(`1,2,A,b\n${line}`))).toThrow(message);
  });
});

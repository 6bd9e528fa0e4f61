import { describe, expect, it } from 'vitest';
import { spokenSentences } from '../../../../src-main/indexing/speech/spoken-sentences.ts';
import type { SpokenWord } from '../../../../src-main/models/families/speech-recogniser.ts';

/** Words of 0.3 s, one behind the other; a number is a silence. */
function spoken(...parts: (string | number)[]): SpokenWord[] {
  let at = 0;
  return parts.flatMap((part) => {
    if (typeof part === 'number') {
      at += part;
      return [];
    }
    return part.split(' ').map((text) => {
      const start = at;
      at += 0.3;
      return { text, start, end: at };
    });
  });
}

const linesOf = (words: SpokenWord[], language = 'en') =>
  spokenSentences(words, language).map(({ text }) => text);

describe('Lines of what was heard', () => {
  it('end with their sentence, at the times of its words', () => {
    const lines = spokenSentences(spoken('Did you see Mr. Dalton? I did. He was late…', 0.2, 'again.'), 'en');
    expect(lines.map(({ text }) => text)).toEqual([
      'Did you see Mr. Dalton?',
      'I did.',
      'He was late… again.',
    ]);
    expect(lines[1]!.start).toBeCloseTo(1.5, 6);
    expect(lines[1]!.end).toBeCloseTo(2.1, 6);
  });

  it('end behind a word that looks like an abbreviation, and not behind an initial', () => {
    expect(linesOf(spoken('Oh no. So am I. Ask J. Smith.'))).toEqual(['Oh no.', 'So am I.', 'Ask J. Smith.']);
  });

  it('end with a pause, whatever the punctuation says', () => {
    expect(linesOf(spoken('I thought you', 1.5, 'were at home'))).toEqual(['I thought you', 'were at home']);
  });

  it('end with their voice after a short silence, and not in the middle of fluent speech', () => {
    const words = spoken('were you there', 0.5, 'not me');
    const said = (changes: number[]) => spokenSentences(words, 'en', changes).map(({ text }) => text);
    expect(said([])).toEqual(['were you there not me']);
    expect(said([1.2])).toEqual(['were you there', 'not me']);
    expect(said([0.3])).toEqual(['were you there not me']);
  });

  it('are cut behind a clause where they would be too long', () => {
    const long =
      'When the rain had stopped we all went out into the garden, and nobody said a word about the letter';
    const lines = spokenSentences(spoken(long), 'en');
    expect(lines.map(({ text }) => text)).toEqual([
      'When the rain had stopped we all went out into the garden,',
      'and nobody said a word about the letter',
    ]);
    for (const { start, end } of spokenSentences(spoken(`${long} `.repeat(3).trim()), 'en')) {
      expect(end - start).toBeLessThanOrEqual(7.0001);
    }
  });

  it('have no spaces in languages that write none', () => {
    expect(linesOf(spoken('你好 吗 ？', '我 很 好 。'), 'zh')).toEqual(['你好吗？', '我很好。']);
  });

  it('are none where nothing was heard', () => {
    expect(spokenSentences([], 'en')).toEqual([]);
  });
});

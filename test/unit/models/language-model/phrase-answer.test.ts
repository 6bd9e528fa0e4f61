import { describe, expect, it } from 'vitest';
import { isCovered } from '../../../../src-main/models/language-model/phrase-answer.ts';
import type { Answer } from '../../../../src-main/domain/cited-answer.ts';

const answer: Answer = {
  sentences: [{ text: '2 times, in 1 film.', evidence: [0, 1] }],
  evidence: [
    { kind: 'line', videoId: 1, path: '/films/tea.mp4', start: 13, end: 15, text: 'Ada: I wrote a letter.' },
    { kind: 'face', videoId: 1, path: '/films/tea.mp4', start: 2, end: 8, text: 'Bo' },
  ],
};
const isSaid = (text: string, ...evidence: number[]) =>
  isCovered({ text, evidence }, answer, ['Ada', 'Bo', 'Cleo']);

describe('a sentence that a language model wrote', () => {
  it('stays where its names, numbers and quotations are in what it cites', () => {
    expect(isSaid('Ada says that she wrote a letter.', 0)).toBe(true);
    expect(isSaid('At 0:13 somebody says “I wrote a letter.”', 0)).toBe(true);
    expect(isSaid('That happens 2 times.', 0, 1)).toBe(true);
  });

  it('is dropped where it cites nothing, or what is not there', () => {
    expect(isSaid('Ada wrote a letter.')).toBe(false);
    expect(isSaid('Ada wrote a letter.', 7)).toBe(false);
  });

  it('is dropped where it names, counts or quotes what the evidence lacks', () => {
    expect(isSaid('Bo wrote a letter.', 0)).toBe(false);
    expect(isSaid('That happens 3 times.', 0, 1)).toBe(false);
    expect(isSaid('That happens 2 times.', 1)).toBe(false);
    expect(isSaid('She says “I burned it.”', 0)).toBe(false);
  });

  it.each([
    'See https://evil.example/ for more.',
    'www.evil.example',
    '<b>Ada</b>',
    '[Ada](x)',
    'Ada\u0007',
    ' ',
  ])('is dropped where it is no plain sentence: %s', (text) => {
    expect(isSaid(text, 0)).toBe(false);
  });
});

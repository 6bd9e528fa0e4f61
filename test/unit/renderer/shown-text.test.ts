import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchedPieces } from '../../../src-renderer/rules/matched-text.ts';
import { scoreWord } from '../../../src-renderer/rules/score-word.ts';
import { clock, spanParts } from '../../../src-renderer/rules/time-text.ts';

describe('a position as a clock', () => {
  it.each([
    [0, '0:00', '0:00.0'],
    [9.96, '0:09', '0:10.0'],
    [59.99, '0:59', '1:00.0'],
    [61.25, '1:01', '1:01.3'],
    [3600, '1:00:00', '1:00:00.0'],
    [3723.4, '1:02:03', '1:02:03.4'],
    [-3, '0:00', '0:00.0'],
  ])('shows %d seconds', (seconds, whole, tenths) => {
    expect(clock(seconds)).toBe(whole);
    expect(clock(seconds, true)).toBe(tenths);
  });

  it('never shows sixty seconds or minutes', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.boolean(), (seconds, tenths) => {
        expect(clock(seconds, tenths)).toMatch(/^(\d+:)?[0-5]?\d:[0-5]\d(\.\d)?$/);
      }),
    );
  });
});

describe('a stretch of time', () => {
  it.each([
    [2.34, { hours: 0, minutes: 0, seconds: 2.3 }],
    [45.4, { hours: 0, minutes: 0, seconds: 45 }],
    [125, { hours: 0, minutes: 2, seconds: 5 }],
    [1500, { hours: 0, minutes: 25, seconds: 0 }],
    [4320, { hours: 1, minutes: 12, seconds: 0 }],
  ])('of %d seconds is told in its two largest units', (seconds, parts) => {
    expect(spanParts(seconds)).toEqual(parts);
  });
});

describe('the matched words of a line', () => {
  it('are underlined whole, whatever their case', () => {
    expect(matchedPieces('Where is my mug, smug?', ['mug', 'where'])).toEqual([
      { text: 'Where', matched: true },
      { text: ' is my ', matched: false },
      { text: 'mug', matched: true },
      { text: ', smug?', matched: false },
    ]);
  });

  it('may hold signs that mean something in patterns', () => {
    expect(matchedPieces('what? (a.b) axb', ['a.b'])).toEqual([
      { text: 'what? (', matched: false },
      { text: 'a.b', matched: true },
      { text: ') axb', matched: false },
    ]);
  });

  it('leave the line as it was when the pieces are joined', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (line, matched) => {
        expect(
          matchedPieces(line, matched)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(line);
      }),
    );
  });
});

describe('the word for a score', () => {
  it.each([
    [1, 'sure'],
    [0.8, 'sure'],
    [0.79, 'likely'],
    [0.55, 'likely'],
    [0.5, 'maybe'],
    [0, 'maybe'],
  ])('of %d is %s', (score, word) => expect(scoreWord(score)).toBe(word));
});

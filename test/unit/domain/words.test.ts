import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../src-main/domain/words.ts';

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** What the platform divides a text into, whatever stands in it. */
function segments(text: string): string[] {
  return [...segmenter.segment(text.normalize('NFKC'))]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}

describe('The words of a text', () => {
  it('are the platform’s, for plain lines as for any other', () => {
    const pieces = fc.constantFrom(
      ...'aZq09 \'.,;:!?"()-_\n\té中'.split(''),
      'ab',
      "don't",
      '3.14',
      '10,000',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
        expect(wordsOf(parts.join(''))).toEqual(segments(parts.join('')));
      }),
      { numRuns: 2000 },
    );
  });

  it('leave out marks and spaces', () => {
    expect(wordsOf('Where is my mug? - I don\'t know: "There", perhaps.')).toEqual(
      segments('Where is my mug? - I don\'t know: "There", perhaps.'),
    );
    expect(wordsOf('')).toEqual([]);
    expect(wordsOf(' - ')).toEqual([]);
  });
});

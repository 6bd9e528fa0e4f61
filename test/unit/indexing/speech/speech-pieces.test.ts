import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationOf, overlapOf, type Interval } from '../../../../src-main/domain/interval.ts';
import { inFilm, longestPiece, speechPieces } from '../../../../src-main/indexing/speech/speech-pieces.ts';

const lengthOf = (piece: readonly Interval[]): number =>
  piece.reduce((sum, stretch) => sum + durationOf(stretch), 0);

/** Stretches of speech in time order and apart. */
const someSpeech = fc
  .array(fc.tuple(fc.integer({ min: 3, max: 300 }), fc.integer({ min: 1, max: 900 })), { maxLength: 40 })
  .map((parts) => {
    let at = 0;
    return parts.map(([silence, length]) => {
      const start = at + silence / 10;
      at = start + length / 10;
      return { start, end: at };
    });
  });

describe('Pieces of speech', () => {
  it('hold several stretches of speech without the silence between them', () => {
    const speech = [
      { start: 10, end: 14 },
      { start: 100, end: 110 },
      { start: 111, end: 125 },
    ];
    const pieces = speechPieces(speech, []);
    expect(pieces).toHaveLength(2);
    expect(pieces[0]).toEqual([
      { start: 9.8, end: 14.2 },
      { start: 99.8, end: 110.2 },
    ]);
  });

  it('are cut where the voice rests when somebody speaks on and on', () => {
    const voiced = Array.from({ length: 6000 }, (_, i) => i / 100).filter((time) => time < 20 || time > 21);
    const [first, second] = speechPieces([{ start: 0, end: 50 }], voiced);
    expect(first![0]!.end).toBeCloseTo(20.5, 1);
    expect(second![0]!.start).toBe(first![0]!.end);
  });

  it('hold all speech once, and never more than fits', () => {
    fc.assert(
      fc.property(someSpeech, fc.array(fc.double({ min: 0, max: 3000, noNaN: true })), (speech, voiced) => {
        const pieces = speechPieces(
          speech,
          voiced.toSorted((a, b) => a - b),
        );
        const stretches = pieces.flat();
        for (const piece of pieces) expect(lengthOf(piece)).toBeLessThanOrEqual(longestPiece + 1e-6);
        for (const one of speech) {
          const covered = stretches.reduce((sum, stretch) => sum + overlapOf(stretch, one), 0);
          expect(covered).toBeCloseTo(durationOf(one), 6);
        }
        stretches.slice(1).forEach(({ start }, i) => expect(start).toBeGreaterThanOrEqual(stretches[i]!.end));
      }),
    );
  });

  it('give what is heard in them back to the film, each word to one stretch', () => {
    const piece = [
      { start: 10, end: 12 },
      { start: 50, end: 53 },
    ];
    expect(inFilm(piece, { start: 0.5, end: 1 })).toEqual({ start: 10.5, end: 11 });
    expect(inFilm(piece, { start: 1.5, end: 2.2 })).toEqual({ start: 11.5, end: 12 });
    expect(inFilm(piece, { start: 1.9, end: 3 })).toEqual({ start: 50, end: 51 });
    expect(inFilm(piece, { start: 4, end: 9 })).toEqual({ start: 52, end: 53 });
  });
});

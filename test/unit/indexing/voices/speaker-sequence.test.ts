import { describe, expect, it } from 'vitest';
import { speakerSequence } from '../../../../src-main/indexing/voices/speaker-sequence.ts';

const turn = (start: number, ...evidence: number[]) => ({ start, end: start + 2, evidence });

describe('the sequence of speakers', () => {
  it('follows the evidence where it is strong', () => {
    const turns = [turn(0, 9, 0), turn(3, 0, 9), turn(6, 0, 9), turn(9, 9, 0)];
    expect(speakerSequence(turns, 2).map(({ speaker }) => speaker)).toEqual([0, 1, 1, 0]);
  });

  it('expects an answer from the other one of two who talk, where nothing else tells', () => {
    const turns = [turn(0, 9, 0, 0), turn(3, 0, 9, 0), turn(6, 9, 0, 0), turn(9, 0, 0, 0), turn(12, 9, 0, 0)];
    const found = speakerSequence(turns, 3);
    expect(found[3]!.speaker).toBe(1);
    expect(found[3]!.posterior[1]).toBeLessThan(0.95);
  });

  it('gives probabilities that add up to one', () => {
    const turns = [turn(0, 1, 0.5, 0), turn(20, 0, 0, 0), turn(22, -1, 2, 0)];
    for (const { posterior } of speakerSequence(turns, 3)) {
      expect(posterior.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
    }
  });

  it('is empty without turns or speakers', () => {
    expect(speakerSequence([], 3)).toEqual([]);
    expect(speakerSequence([turn(0)], 0)).toEqual([]);
  });
});

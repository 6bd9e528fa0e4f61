import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectEvidence, type Candidate } from '../../../src-main/ask/select-evidence.ts';

const film = (length: number, relevance: (time: number) => number): Candidate[] =>
  Array.from({ length }, (_, time) => ({ time, relevance: relevance(time) }));

describe('Choosing evidence within a budget', () => {
  it('takes everything when there is room', () => {
    expect(
      selectEvidence(
        film(5, () => 0),
        8,
        5,
      ),
    ).toEqual([0, 1, 2, 3, 4]);
  });

  it('takes what is relevant, and some of every part of the film', () => {
    const relevant = (time: number): boolean => time >= 300 && time < 310;
    const chosen = selectEvidence(
      film(1000, (time) => (relevant(time) ? 0.9 : 0)),
      30,
      1000,
    );
    expect(chosen).toHaveLength(30);
    expect(chosen.filter(relevant).length).toBeGreaterThanOrEqual(1);
    for (let part = 0; part < 1000; part += 250) {
      expect(chosen.some((time) => time >= part && time < part + 250)).toBe(true);
    }
  });

  it('finds every one of many short instances, which an even spread misses', () => {
    const instances = [113, 271, 402, 577, 733, 891];
    const chosen = selectEvidence(
      film(1000, (time) => (instances.includes(time) ? 0.8 : 0)),
      16,
      1000,
    );
    for (const time of instances) expect(chosen).toContain(time);
  });

  it('takes different looks rather than the same again', () => {
    const looks = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
    const plain = film(20, () => 0.5);
    const ofTwoLooks = plain.map((one, at) => ({ ...one, vector: looks[at < 15 ? 0 : 1]! }));
    expect(selectEvidence(plain, 2, 20).some((time) => time >= 15)).toBe(false);
    expect(selectEvidence(ofTwoLooks, 2, 20).some((time) => time >= 15)).toBe(true);
  });

  it('is what greed gives, within the budget, ascending and without repeats', () => {
    const candidate = fc.record({
      time: fc.double({ min: 0, max: 200, noNaN: true }),
      relevance: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (some, budget) => {
        const chosen = selectEvidence(some, budget, 200);
        expect(chosen).toHaveLength(Math.min(budget, some.length));
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(chosen).toEqual(chosen.toSorted((a, b) => a - b));
      }),
    );
  });
});

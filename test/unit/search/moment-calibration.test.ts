import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import { noHeads } from '../../../src-main/search/learned-heads.ts';
import { calibrated, sureProbability } from '../../../src-main/search/moment-calibration.ts';
import type { FoundMoment } from '../../../src-main/search/moment-builder.ts';
import { MomentSearch } from '../../../src-main/search/moment-search.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

const picture = { start: 0, end: 1, time: 0, words: [], confidence: 0.5 };
const moment = (score: number, isPictured: boolean, isNear: boolean): FoundMoment => ({
  ...{ videoId: 1, start: 0, end: 1, score, isNear, missing: [], tracks: [], lines: [] },
  pictures: isPictured ? [picture] : [],
});
const score = fc.double({ min: 0, max: 1, noNaN: true });

describe('The probability of a moment', () => {
  it('rises with the score of moments of one kind, and tells what is sure enough', () => {
    fc.assert(
      fc.property(score, score, fc.boolean(), fc.boolean(), (a, b, isPictured, isNear) => {
        const [low, high] = calibrated([
          moment(Math.min(a, b), isPictured, isNear),
          moment(Math.max(a, b), isPictured, isNear),
        ]);
        expect(low!.score).toBeGreaterThanOrEqual(0);
        expect(high!.score).toBeGreaterThanOrEqual(low!.score);
        expect(high!.score).toBeLessThanOrEqual(1);
        // Where people alone are asked for, recognising them has its own bound.
        for (const one of [low!, high!]) {
          expect(one.isNear).toBe(isNear || (isPictured && one.score < sureProbability));
        }
      }),
    );
  });

  it('is lower where pictures must show it than where people and lines do, and lowest for a near miss', () => {
    const [heard, seen, near] = calibrated([
      moment(0.9, false, false),
      moment(0.9, true, false),
      moment(0.9, true, true),
    ]);
    expect(heard!.score).toBeGreaterThan(seen!.score);
    expect(seen!.score).toBeGreaterThan(near!.score);
  });
});

describe('Near misses', () => {
  let library: WrittenLibrary;
  beforeAll(() => {
    library = new WrittenLibrary();
    library.film({ duration: 20, frames: { 10: { dog: 0.95 } } });
    for (const dog of [0.36, 0.4]) library.film({ duration: 20, frames: { 10: { dog } } });
  });
  afterAll(() => library.close());

  it('are shown apart where there are few moments, and never among them', async () => {
    const { moments, nearest } = await new MomentSearch(library.reader, new ConceptWords()).run('dog', 50);
    expect(moments.map(({ videoId }) => videoId)).toEqual([1]);
    expect(nearest.map(({ videoId }) => videoId)).toEqual([3, 2]);
  });

  it('are not shown where there are moments enough', async () => {
    for (let film = 0; film < 9; film++) library.film({ duration: 20, frames: { 10: { dog: 0.95 } } });
    const { moments, nearest } = await new MomentSearch(library.reader, new ConceptWords()).run('dog', 50);
    expect(moments).toHaveLength(10);
    expect(nearest).toEqual([]);
  });

  it('are told by the rules alone where scores are left as they are', async () => {
    const raw = new MomentSearch(library.reader, new ConceptWords(), noHeads, new Set(['calibration']));
    expect((await raw.run('dog', 50)).moments[0]!.score).toBeCloseTo(0.95, 1);
  });
});

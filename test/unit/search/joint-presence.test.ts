import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeIntervals, overlapOf } from '../../../src-main/domain/interval.ts';
import type { Shot } from '../../../src-main/domain/shot.ts';
import { jointPresence, momentGap } from '../../../src-main/search/joint-presence.ts';
import type { IdentifiedTrack } from '../../../src-main/store/presence-queries.ts';

const track = fc
  .record({
    personId: fc.integer({ min: 1, max: 3 }),
    start: fc.integer({ min: 0, max: 300 }),
    length: fc.integer({ min: 1, max: 80 }),
  })
  .map(({ personId, start, length }): IdentifiedTrack => ({
    trackId: 1,
    videoId: 1,
    personId,
    person: `P${personId}`,
    confidence: 0.9,
    seen: 'face',
    start: start / 10,
    end: (start + length) / 10,
  }));
const tracks = fc.array(track, { maxLength: 20 });
const shots = fc.uniqueArray(fc.integer({ min: 1, max: 380 }), { maxLength: 12 }).map((cuts): Shot[] => {
  const bounds = [0, ...cuts.toSorted((a, b) => a - b).map((cut) => cut / 10), 40];
  return bounds.slice(1).map((end, i) => ({ start: bounds[i]!, end, transition: 'cut' }));
});

describe('The stretches that people share', () => {
  it('are sorted, apart by more than the gap of moments, and never empty', () => {
    fc.assert(
      fc.property(tracks, shots, (all, cuts) => {
        const common = jointPresence(all, [1, 2], cuts);
        for (const [i, { start, end }] of common.entries()) {
          expect(end).toBeGreaterThan(start);
          if (i > 0) expect(start - common[i - 1]!.end).toBeGreaterThan(momentGap);
        }
      }),
    );
  });

  it('show each of them: nobody is away longer than the gap at either end', () => {
    fc.assert(
      fc.property(tracks, shots, (all, cuts) => {
        for (const { start, end } of jointPresence(all, [1, 2, 3], cuts)) {
          for (const personId of [1, 2, 3]) {
            const seen = all.filter((one) => one.personId === personId);
            const around = { start: start - momentGap, end: end + momentGap };
            expect(seen.some((one) => overlapOf(one, around) > 0)).toBe(true);
          }
        }
      }),
    );
  });

  it('hold every instant at which all are seen', () => {
    fc.assert(
      fc.property(tracks, shots, fc.integer({ min: 0, max: 400 }), (all, cuts, tenth) => {
        const at = tenth / 10 + 0.05;
        const seen = new Set(
          all.filter(({ start, end }) => start < at && end > at).map((one) => one.personId),
        );
        if (!seen.has(1) || !seen.has(2)) return;
        const common = jointPresence(all, [1, 2], cuts);
        expect(common.some(({ start, end }) => start < at && end > at)).toBe(true);
      }),
    );
  });

  it('of one person are the person’s own, joined over small gaps', () => {
    fc.assert(
      fc.property(tracks, shots, (all, cuts) => {
        const own = all.filter(({ personId }) => personId === 1);
        expect(jointPresence(own, [1], cuts)).toEqual(mergeIntervals(own, momentGap));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Curve, standingOut } from '../../../src-main/search/foreground.ts';
import { frameCoverage } from '../../../src-main/search/frame-coverage.ts';
import { maximalSegments } from '../../../src-main/search/maximal-segments.ts';

const sum = (values: readonly number[], start: number, end: number): number =>
  values.slice(start, end).reduce((total, value) => total + value, 0);
const values = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 30 });

describe('Maximal segments', () => {
  it('hold the run with the greatest sum of all', () => {
    fc.assert(
      fc.property(values, (sequence) => {
        let greatest = 0;
        for (let start = 0; start < sequence.length; start++) {
          for (let end = start + 1; end <= sequence.length; end++) {
            greatest = Math.max(greatest, sum(sequence, start, end));
          }
        }
        const found = maximalSegments(sequence).map((segment) => segment.sum);
        expect(Math.max(0, ...found)).toBe(greatest);
      }),
    );
  });

  it('are apart, in order, sum up what they say, and neither gain by growing nor by shrinking', () => {
    fc.assert(
      fc.property(values, (sequence) => {
        let last = 0;
        for (const { start, end, sum: total } of maximalSegments(sequence)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(total).toBe(sum(sequence, start, end));
          for (let inner = start + 1; inner < end; inner++) {
            expect(sum(sequence, start, inner)).toBeGreaterThan(0);
            expect(sum(sequence, inner, end)).toBeGreaterThan(0);
          }
          last = end;
        }
      }),
    );
  });

  it('leave nothing that counts outside', () => {
    fc.assert(
      fc.property(values, (sequence) => {
        const held = maximalSegments(sequence).flatMap(({ start, end }) =>
          Array.from({ length: end - start }, (_, i) => start + i),
        );
        for (const [at, value] of sequence.entries()) if (value > 0) expect(held).toContain(at);
      }),
    );
  });
});

describe('What stands out of a curve', () => {
  const curve = (duration: number, ...raised: [start: number, end: number, level: number][]): Curve => {
    const made = new Curve(duration);
    made.raise({ start: 0, end: duration }, 0.05);
    for (const [start, end, level] of raised) made.raise({ start, end }, level);
    return made;
  };

  it('goes from where it rises to where it falls', () => {
    expect(standingOut(curve(60, [10, 18, 0.9], [30, 35, 0.7]), [])).toEqual([
      { start: 10, end: 18 },
      { start: 30, end: 35 },
    ]);
  });

  it('goes on over a short fall and ends at a long one', () => {
    expect(standingOut(curve(60, [10, 18, 0.9], [19, 30, 0.9]), [])).toEqual([{ start: 10, end: 30 }]);
    expect(standingOut(curve(60, [10, 14, 0.8], [18, 22, 0.8]), [])).toHaveLength(2);
  });

  it('never goes on over what is missing altogether', () => {
    const divided = curve(60, [10, 30, 0.9]);
    divided.clear({ start: 20, end: 20.5 });
    expect(standingOut(divided, [])).toEqual([
      { start: 10, end: 20 },
      { start: 20.5, end: 30 },
    ]);
  });

  it('moves its edges to cuts that are a second away at most', () => {
    expect(standingOut(curve(60, [10, 18, 0.9]), [9.2, 18.4, 40])).toEqual([{ start: 9.2, end: 18.4 }]);
    expect(standingOut(curve(60, [10, 18, 0.9]), [9.2, 40], [3, 18.4])).toEqual([{ start: 9.2, end: 18.4 }]);
    expect(standingOut(curve(60, [10, 18, 0.9]), [9.2], [9.9])).toEqual([{ start: 9.9, end: 18 }]);
    expect(standingOut(curve(60, [10, 18, 0.9]), [8.9, 19.2])).toEqual([{ start: 10, end: 18 }]);
  });

  it('is the better part where something is there most of the time', () => {
    const usual: [number, number, number][] = [[0, 60, 0.6]];
    expect(standingOut(curve(60, ...usual, [10, 18, 0.95]), [])).toEqual([{ start: 10, end: 18 }]);
    expect(standingOut(curve(60, ...usual, [10, 18, 0.65]), [])).toEqual([{ start: 0, end: 60 }]);
  });

  it('is the best there is where nothing rises high', () => {
    expect(standingOut(curve(60, [10, 18, 0.2]), [])).toEqual([{ start: 10, end: 18 }]);
    expect(standingOut(new Curve(60), [])).toEqual([]);
  });
});

describe('The stretch of a frame', () => {
  it('reaches half the way to its neighbours, to the ends of its shot, and not over a cut', () => {
    const shots = [
      { start: 0, end: 10, transition: 'start' as const },
      { start: 10, end: 30, transition: 'cut' as const },
    ];
    expect(frameCoverage([4, 12, 20], shots, 30)).toEqual([
      { start: 0, end: 10 },
      { start: 10, end: 16 },
      { start: 16, end: 30 },
    ]);
    expect(frameCoverage([4, 12], [], 30)).toEqual([
      { start: 0, end: 8 },
      { start: 8, end: 30 },
    ]);
    expect(frameCoverage([], shots, 30)).toEqual([]);
  });

  it('always holds its frame, and overlaps no other', () => {
    const time = fc.integer({ min: 0, max: 999 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(
        fc.uniqueArray(time, { maxLength: 20 }),
        fc.uniqueArray(time, { maxLength: 8 }),
        (times, cuts) => {
          const frames = times.toSorted((a, b) => a - b);
          const bounds = [0, ...cuts.filter((cut) => cut > 0).toSorted((a, b) => a - b), 100];
          const shots = bounds
            .slice(1)
            .map((end, i) => ({ start: bounds[i]!, end, transition: 'cut' as const }));
          const coverage = frameCoverage(frames, shots, 100);
          coverage.forEach(({ start, end }, i) => {
            expect(start).toBeLessThanOrEqual(frames[i]!);
            expect(end).toBeGreaterThanOrEqual(frames[i]!);
            if (i > 0) expect(start).toBeGreaterThanOrEqual(coverage[i - 1]!.end);
          });
        },
      ),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Curve } from '../../../src-main/search/foreground.ts';
import { learnedSpan, type SpanFacts } from '../../../src-main/search/learned-span.ts';

const factsOf = (duration: number): SpanFacts => ({
  all: new Curve(duration),
  texts: new Curve(duration),
  cuts: [0, duration],
  turns: [],
});

describe('The span that a predictor chooses', () => {
  it('lies within the film, near the stretch, and is never empty, whatever the predictor says', async () => {
    const stretches = fc.record({
      start: fc.double({ min: 0, max: 99, noNaN: true }),
      length: fc.double({ min: 0.4, max: 40, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(
        stretches,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }),
        async ({ start, length }, numbers) => {
          const stretch = { start, end: Math.min(100, start + length) };
          const found = await learnedSpan(stretch, factsOf(100), async (rows) =>
            rows.map((_, at) => [numbers[at % 8]!, numbers[(at + 3) % 8]!]),
          );
          expect(found.end).toBeGreaterThan(found.start);
          expect(found.start).toBeGreaterThanOrEqual(Math.max(0, stretch.start - 8.5));
          expect(found.end).toBeLessThanOrEqual(Math.min(100, stretch.end + 8.5));
        },
      ),
    );
  });

  it('is the stretch itself where there is no answer, or it is too long to ask about', async () => {
    const long = { start: 10, end: 700 };
    expect(await learnedSpan({ start: 3, end: 5 }, factsOf(20), async () => null)).toEqual({
      start: 3,
      end: 5,
    });
    expect(await learnedSpan(long, factsOf(900), async (rows) => rows.map(() => [1, 1]))).toBe(long);
  });
});

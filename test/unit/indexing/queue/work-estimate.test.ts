import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  nextRemaining,
  secondsLeft,
  weightedLeft,
  type WorkLeft,
} from '../../../../src-main/indexing/queue/work-estimate.ts';

const weights = new Map([
  ['sketch', 0.1],
  ['faces', 0.9],
]);
const known = (pass: string, films: number, mediaSeconds: number) => ({
  pass,
  films,
  mediaSeconds,
  unmeasured: 0,
});
const left = (change: Partial<WorkLeft>): WorkLeft => ({
  work: [],
  reached: new Map(),
  speeds: new Map(),
  weights,
  ...change,
});
const speeds = new Map([
  ['sketch', { mediaSeconds: 100, wallSeconds: 1 }],
  ['faces', { mediaSeconds: 100, wallSeconds: 20 }],
]);

describe('The time that is left', () => {
  test('is the sum over the passes of what each has to work through by its own speed', () => {
    const work = [known('sketch', 2, 2000), known('faces', 3, 3000)];
    expect(secondsLeft(left({ work, speeds }))).toBeCloseTo(2000 / 100 + 3000 / 5);
  });

  test('does not count what is already worked through', () => {
    const work = [known('faces', 1, 1000)];
    const reached = new Map([['faces', 600]]);
    expect(secondsLeft(left({ work, speeds, reached }))).toBeCloseTo(400 / 5);
  });

  test('takes films of unknown length for as long as the others are in the mean', () => {
    const work = [{ pass: 'sketch', films: 4, mediaSeconds: 300, unmeasured: 1 }];
    expect(secondsLeft(left({ work, speeds }))).toBeCloseTo(400 / 100);
  });

  test('is not told before there is ground for it', () => {
    const work = [known('sketch', 2, 2000), known('faces', 2, 2000)];
    expect(secondsLeft(left({ work }))).toBeNull();
    const onlySketch = new Map([['sketch', speeds.get('sketch')!]]);
    expect(secondsLeft(left({ work, speeds: onlySketch }))).toBeNull();
    const unmeasured = [{ pass: 'faces', films: 2, mediaSeconds: 0, unmeasured: 2 }];
    expect(secondsLeft(left({ work: unmeasured, speeds }))).toBeNull();
  });

  test('reckons a small pass without a speed from the others, by its weight', () => {
    const work = [known('sketch', 1, 900), known('faces', 1, 900)];
    const onlyFaces = new Map([['faces', speeds.get('faces')!]]);
    expect(secondsLeft(left({ work, speeds: onlyFaces }))).toBeCloseTo(180 + 20);
  });

  test('is nothing when nothing is left', () => {
    expect(secondsLeft(left({}))).toBe(0);
    expect(weightedLeft(left({}))).toBe(0);
  });
});

describe('What is shown of it', () => {
  test('counts down like a clock while the estimate does', () => {
    let shown = nextRemaining(null, 100, 0);
    for (let second = 1; second <= 50; second++) {
      shown = nextRemaining(shown, 100 - second, second * 1000);
      expect(shown.seconds).toBeCloseTo(100 - second);
    }
  });

  test('does not jump with an estimate that does, and has come to it after a minute', () => {
    const shown = nextRemaining({ seconds: 100, atMs: 0 }, 200, 1000);
    expect(shown.seconds).toBeGreaterThan(99);
    expect(shown.seconds).toBeLessThan(110);
    let later = shown;
    for (let second = 2; second <= 60; second++) later = nextRemaining(later, 200, second * 1000);
    expect(later.seconds).toBeGreaterThan(185);
  });

  test('is never negative and never not a number', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.nat(100_000)), { maxLength: 50 }),
        (steps) => {
          let shown = nextRemaining(null, 10, 0);
          let now = 0;
          for (const [estimate, elapsed] of steps) {
            now += elapsed;
            shown = nextRemaining(shown, estimate, now);
            expect(shown.seconds).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });
});

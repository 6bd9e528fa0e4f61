import { expect, it } from 'vitest';
import type { FoundMoment } from '../../../src-main/search/moment-builder.ts';
import { sequenceMoments } from '../../../src-main/search/sequence-search.ts';

const moment = (start: number, end: number, score = 0.9, videoId = 1): FoundMoment => ({
  videoId,
  start,
  end,
  score,
  tracks: [],
  lines: [],
  pictures: [],
  missing: [],
  isNear: false,
});
const spans = (...steps: [moments: FoundMoment[], within?: number][]) =>
  sequenceMoments(steps.map(([moments, within]) => ({ moments, within: within ?? null }))).map(
    ({ start, end }) => [start, end],
  );

it('One step is its own moments', () => {
  expect(spans([[moment(1, 2), moment(5, 6)]])).toEqual([
    [1, 2],
    [5, 6],
  ]);
});

it('Steps follow each other, from the start of the first to the end of the last', () => {
  expect(spans([[moment(0, 5)]], [[moment(10, 12)]], [[moment(20, 25)]])).toEqual([[0, 25]]);
  expect(spans([[moment(10, 12)]], [[moment(0, 5)]])).toEqual([]);
});

it('Steps of different films do not', () => {
  expect(spans([[moment(0, 5, 0.9, 1)]], [[moment(10, 12, 0.9, 2)]])).toEqual([]);
});

it('A step may begin while the one before goes on, but not with it', () => {
  expect(spans([[moment(0, 10)]], [[moment(4, 12)]])).toEqual([[0, 12]]);
  expect(spans([[moment(0, 10)]], [[moment(0.2, 12)]])).toEqual([]);
  expect(spans([[moment(0, 10)]], [[moment(4, 9)]])).toEqual([]);
});

it('No more time than stated lies between two steps, and a minute where none is', () => {
  expect(spans([[moment(0, 5)]], [[moment(10, 12)], 4])).toEqual([]);
  expect(spans([[moment(0, 5)]], [[moment(10, 12)], 5])).toEqual([[0, 12]]);
  expect(spans([[moment(0, 5)]], [[moment(70, 72)]])).toEqual([]);
});

it('A sequence is over with the first of what was to follow', () => {
  expect(spans([[moment(0, 5)]], [[moment(10, 12), moment(20, 22), moment(40, 45)]])).toEqual([[0, 12]]);
});

it('The best chain leads to each last step, and what follows at once comes first', () => {
  const found = sequenceMoments([
    { moments: [moment(0, 5, 0.5), moment(20, 25, 0.9)], within: null },
    { moments: [moment(30, 32)], within: null },
  ]);
  expect(found.map(({ start }) => start)).toEqual([20]);
  const [near] = sequenceMoments([
    { moments: [moment(0, 5)], within: null },
    { moments: [moment(5, 9)], within: 30 },
  ]);
  const [far] = sequenceMoments([
    { moments: [moment(0, 5)], within: null },
    { moments: [moment(30, 34)], within: 30 },
  ]);
  expect(near!.score).toBeCloseTo(0.9, 6);
  expect(far!.score).toBeLessThan(near!.score);
});

it('Hundreds of moments of each step are no matter', () => {
  const many = Array.from({ length: 2000 }, (_, i) => moment(i * 2, i * 2 + 1));
  expect(
    sequenceMoments([
      { moments: many, within: null },
      { moments: many, within: 2 },
    ]).length,
  ).toBeGreaterThan(10);
});

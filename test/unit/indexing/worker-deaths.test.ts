import { expect, test } from 'vitest';
import { WorkerDeaths } from '../../../src-main/indexing/worker-deaths.ts';

test('a worker that dies again and again is started later each time, and at the fifth within a minute no more', () => {
  const deaths = new WorkerDeaths();
  expect([0, 1000, 2000, 3000, 4000].map((at) => deaths.delayAfterDeath(at))).toEqual([
    250,
    500,
    1000,
    2000,
    null,
  ]);
});

test('deaths of long ago are forgotten', () => {
  const deaths = new WorkerDeaths();
  for (let hour = 0; hour < 20; hour++) expect(deaths.delayAfterDeath(hour * 3_600_000)).toBe(250);
});

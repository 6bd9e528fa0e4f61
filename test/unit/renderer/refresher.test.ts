import { expect, it } from 'vitest';
import { Refresher } from '../../../src-renderer/state/refresher.ts';

it('answers a storm of requests with one more read after the one under way', async () => {
  let reads = 0;
  const release: (() => void)[] = [];
  const refresher = new Refresher(() => {
    reads++;
    return new Promise((resolve) => release.push(resolve));
  });
  const first = refresher.refresh();
  for (let i = 0; i < 10; i++) void refresher.refresh();
  expect(reads).toBe(1);
  release.shift()!();
  await Promise.resolve();
  await Promise.resolve();
  expect(reads).toBe(2);
  release.shift()!();
  await first;
  expect(reads).toBe(2);
});

it('reads again after a read that failed', async () => {
  let reads = 0;
  const refresher = new Refresher(() =>
    ++reads === 1 ? Promise.reject(new Error('gone')) : Promise.resolve(),
  );
  await expect(refresher.refresh()).rejects.toThrow('gone');
  await refresher.refresh();
  expect(reads).toBe(2);
});

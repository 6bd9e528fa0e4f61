import { expect, test } from 'vitest';
import { Pace, quietShare } from '../../../../src-main/indexing/queue/pace.ts';
import { PowerWatch } from '../../../../src-main/indexing/queue/power.ts';

const never = new AbortController().signal;

test('at the full pace nothing waits', async () => {
  const pace = new Pace();
  await pace.breathe(never);
  expect([pace.restedMs, pace.share]).toEqual([0, 1]);
});

test('work that is held goes on when it is let go, and what it waited does not count as work', async () => {
  const pace = new Pace();
  pace.set('paused', false);
  let hasBreathed = false;
  const breath = pace.breathe(never).then(() => (hasBreathed = true));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(hasBreathed).toBe(false);
  pace.set('on-battery', false);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(hasBreathed).toBe(false);
  pace.set(null, false);
  await breath;
  expect(pace.restedMs).toBeGreaterThan(30);
});

test('work that is held or rests ends at once when it is to end', async () => {
  for (const hold of ['paused', null] as const) {
    const pace = new Pace();
    pace.set(hold, true);
    pace.begin();
    await new Promise((resolve) => setTimeout(resolve, 30));
    const controller = new AbortController();
    const breath = pace.breathe(controller.signal);
    controller.abort();
    await expect(breath).rejects.toMatchObject({ name: 'AbortError' });
  }
});

test('at the quiet pace work rests the longer the more it did', async () => {
  const pace = new Pace();
  pace.set(null, true);
  pace.begin();
  await new Promise((resolve) => setTimeout(resolve, 20));
  await pace.breathe(never);
  expect(pace.restedMs).toBeGreaterThan(20 * (1 / quietShare - 1) * 0.9);
  expect(pace.share).toBe(quietShare);
});

test('the battery is looked at seldom, and a machine that does not say counts as plugged in', async () => {
  let looks = 0;
  const watch = new PowerWatch(async () => ++looks > 0);
  expect(watch.onBattery).toBe(false);
  await watch.look();
  await watch.look();
  expect([watch.onBattery, looks]).toEqual([true, 1]);
  const silent = new PowerWatch(() => Promise.reject(new Error('no such file')));
  await silent.look();
  expect(silent.onBattery).toBe(false);
});

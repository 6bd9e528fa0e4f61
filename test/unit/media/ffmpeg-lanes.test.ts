import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { backgroundLimit, enterLane, type Urgency } from '../../../src-main/media/ffmpeg-lanes.ts';

const limit = backgroundLimit(availableParallelism());
const enterMany = (urgency: Urgency, count: number) =>
  Promise.all(Array.from({ length: count }, () => enterLane(urgency)));
/** Lets everything that can happen without waiting happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('Runs of ffmpeg', () => {
  it('in the background are half as many as the cores, and one', () => {
    expect([1, 2, 4, 16].map(backgroundLimit)).toEqual([1, 2, 3, 9]);
  });

  it('in the background wait for each other, and hold up nobody who waits at the screen', async () => {
    const running = await enterMany('background', limit);
    let isIn = false;
    const waiting = enterLane('background').then((leave) => {
      isIn = true;
      return leave;
    });
    (await enterLane('now'))();
    (await enterLane('soon'))();
    await settle();
    expect(isIn).toBe(false);
    running.forEach((leave) => leave());
    (await waiting)();
    expect(isIn).toBe(true);
  });

  it('that somebody waits for go before short looks at files', async () => {
    const running = await enterMany('now', 8);
    const order: string[] = [];
    const enter = async (urgency: Urgency): Promise<void> => {
      const leave = await enterLane(urgency);
      order.push(urgency);
      leave();
    };
    const all = [enter('soon'), enter('now'), enter('soon'), enter('now')];
    await settle();
    expect(order).toEqual([]);
    running.forEach((leave) => leave());
    await Promise.all(all);
    expect(order).toEqual(['now', 'now', 'soon', 'soon']);
  });

  it('give up their place when they are called off', async () => {
    const running = await enterMany('background', limit);
    const controller = new AbortController();
    const waiting = enterLane('background', controller.signal);
    controller.abort(new Error('no longer wanted'));
    await expect(waiting).rejects.toThrow('no longer wanted');
    running.forEach((leave) => leave());
    (await enterMany('background', limit)).forEach((leave) => leave());
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Throttle } from '../../../src-main/api/throttle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('A throttle', () => {
  it('passes the first value at once and the last one always', () => {
    const passed: number[] = [];
    const throttle = new Throttle<number>((value) => passed.push(value), 200);
    for (let i = 1; i <= 10; i++) throttle.push(i);
    expect(passed).toEqual([1]);
    vi.advanceTimersByTime(200);
    expect(passed).toEqual([1, 10]);
    throttle.push(11);
    vi.advanceTimersByTime(200);
    expect(passed).toEqual([1, 10, 11]);
  });

  it('passes on what waits when it is asked to', () => {
    const passed: number[] = [];
    const throttle = new Throttle<number>((value) => passed.push(value), 200);
    throttle.push(1);
    throttle.push(2);
    throttle.flush();
    expect(passed).toEqual([1, 2]);
    vi.advanceTimersByTime(1000);
    expect(passed).toEqual([1, 2]);
  });
});

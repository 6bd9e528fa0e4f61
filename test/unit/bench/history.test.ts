import { describe, expect, test } from 'vitest';
import { worseThanRecord, readHistory, type HistoryEntry } from '../../bench/history.ts';

const figure = { bench: 'evaluate retrieval', figure: 'VR R@1', on: '12 films' };
const record = (value: number, interval?: [number, number]): HistoryEntry => ({
  ...{ ...figure, commit: 'abc', value },
  ...(interval ? { interval } : {}),
});

describe('history of figures', () => {
  test('a figure below the interval of its latest record has fallen', () => {
    const history = [record(60, [55, 65]), record(80, [75, 85])];
    expect(worseThanRecord(history, { ...figure, value: 74 })).toBe(history[1]);
    expect(worseThanRecord(history, { ...figure, value: 76 })).toBeNull();
    expect(worseThanRecord(history, { ...figure, value: 90 })).toBeNull();
  });

  test('an error rate above the interval of its latest record has risen', () => {
    const history = [record(20, [15, 25])];
    expect(worseThanRecord(history, { ...figure, value: 26 }, 'lower')).toBe(history[0]);
    expect(worseThanRecord(history, { ...figure, value: 10 }, 'lower')).toBeNull();
  });

  test('a figure of few queries has not fallen while its own interval holds what was recorded', () => {
    const history = [record(100, [100, 100])];
    expect(worseThanRecord(history, { ...figure, value: 87.5, interval: [62.5, 100] })).toBeNull();
    expect(worseThanRecord(history, { ...figure, value: 62.5, interval: [25, 87.5] })).toBe(history[0]);
  });

  test('only records of the same figure on the same films count, and only those with an interval', () => {
    expect(worseThanRecord([record(80)], { ...figure, value: 1 })).toBeNull();
    expect(worseThanRecord([record(80, [75, 85])], { ...figure, on: '200 films', value: 1 })).toBeNull();
  });

  test('what is recorded can be read', () => {
    expect(readHistory().length).toBeGreaterThan(0);
  });
});

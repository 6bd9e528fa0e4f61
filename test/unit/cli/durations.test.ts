import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { about, elapsed, timecode, timesRealtime } from '../../../src-main/hosts/cli/output/durations.ts';

describe('a point in a film', () => {
  test.each([
    [0, '0:00.0'],
    [9.94, '0:09.9'],
    [59.96, '1:00.0'],
    [83.4, '1:23.4'],
    [3599.97, '1:00:00.0'],
    [7384.5, '2:03:04.5'],
  ])('%d seconds read %s', (seconds, text) => expect(timecode(seconds)).toBe(text));

  test('reads back as the same tenth of a second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (tenths) => {
        const back = timecode(tenths / 10)
          .split(':')
          .reduce((sum, part) => sum * 60 + Number(part), 0);
        expect(Math.round(back * 10)).toBe(tenths);
      }),
    );
  });
});

test.each([
  [0.2, 'about 1 s'],
  [42.4, 'about 42 s'],
  [61, 'about 1 min'],
  [2400, 'about 40 min'],
  [5400, 'about 2 h'],
])('%d seconds to go are %s', (seconds, text) => expect(about(seconds)).toBe(text));

test.each([
  [4.23, '4.2 s'],
  [59.97, '1 min 0 s'],
  [725, '12 min 5 s'],
  [7385, '2 h 3 min'],
])('%d seconds of work took %s', (seconds, text) => expect(elapsed(seconds)).toBe(text));

test.each([
  [0.84, '0.8x'],
  [8, '8x'],
  [12.6, '13x'],
])('a speed of %d is written %s', (speed, text) => expect(timesRealtime(speed)).toBe(text));

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SubtitleLine } from '../../../src-main/domain/subtitle-line.ts';
import {
  exactClock,
  mergeLines,
  speakersOf,
  secondsOfClock,
  splitLine,
  typedTimes,
} from '../../../src-renderer/rules/line-changes.ts';

const line = (start: number, end: number, text: string, ...names: string[]): SubtitleLine => ({
  start, end, text, kind: 'speech', speakers: names.map((name) => ({ name, confidence: 1 })),
}); // prettier-ignore

describe('A line that is split', () => {
  it('shares its time by the length of the parts, and its speaker', () => {
    expect(splitLine(line(10, 14, 'It is blue. No.', 'Ada'), 11)).toEqual([
      line(10, 13.143, 'It is blue.', 'Ada'),
      line(13.143, 14, 'No.', 'Ada'),
    ]);
  });

  it('is left whole where a part would be empty', () => {
    expect(splitLine(line(1, 2, 'Hi '), 3)).toBeNull();
    expect(splitLine(line(1, 2, 'Hi'), 0)).toBeNull();
  });
});

describe('Lines that are merged', () => {
  it('are one text of one speaker, and two hyphens of two', () => {
    expect(mergeLines(line(1, 2, 'It is', 'Ada'), line(2, 3, 'blue.'))).toEqual(
      line(1, 3, 'It is\nblue.', 'Ada'),
    );
    expect(mergeLines(line(1, 2, 'Is it\nblue?', 'Ada'), line(2, 3, 'No.', 'Bo'))).toEqual(
      line(1, 3, '- Is it blue?\n- No.', 'Ada', 'Bo'),
    );
  });
});

describe('A clock that is typed', () => {
  it.each([
    ['63.4', 63.4],
    ['1:03,45', 63.45],
    ['1:01:01', 3661],
    ['', null],
    ['1:2:3:4', null],
    ['-1', null],
    ['x', null],
  ])('%s is %s', (text, seconds) => expect(secondsOfClock(text)).toBe(seconds));

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000_000 }), (hundredths) => {
        expect(secondsOfClock(exactClock(hundredths / 100))).toBeCloseTo(hundredths / 100, 3);
      }),
    );
  });
});

describe('Times that are typed', () => {
  it.each([
    ['1:02.5', '1:04', { start: 62.5, end: 64 }],
    ['noon', '1:04', { why: 'unreadable', start: true, end: false }],
    ['', ' ', { why: 'unreadable', start: true, end: true }],
    ['4', '4', { why: 'order', start: false, end: true }],
  ])('%s to %s', (start, end, times) => expect(typedTimes(start, end)).toEqual(times));
});

it('Speakers are listed by how much they say', () => {
  expect(speakersOf([line(1, 2, 'a', 'Bo'), line(2, 3, 'b', 'Ada', 'Bo'), line(4, 5, 'c')])).toEqual([
    'Bo',
    'Ada',
  ]);
});

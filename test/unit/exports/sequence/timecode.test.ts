import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameRateOf } from '../../../../src-main/domain/frame-rate.ts';
import {
  countedFrames,
  firstHourFrame,
  isDropFrame,
  readTimecode,
  sourceTimecode,
  timecodeOf,
} from '../../../../src-main/exports/sequence/timecode.ts';
import { frameOfTimecode } from './read-edl.ts';

const ntsc = frameRateOf(29.97);

describe('A timecode', () => {
  it('counts 24 numbers a second at 23.976, and drops none', () => {
    const rate = frameRateOf(23.976);
    expect(isDropFrame(rate)).toBe(false);
    expect(timecodeOf(24 * 3600, rate)).toBe('01:00:00:00');
  });

  it('leaves out two numbers each minute but the tenth at 29.97', () => {
    expect([1799, 1800, 17_981, 17_982].map((frame) => timecodeOf(frame, ntsc))).toEqual([
      '00:00:59;29',
      '00:01:00;02',
      '00:09:59;29',
      '00:10:00;00',
    ]);
  });

  it('leaves out four at 59.94', () => {
    const rate = frameRateOf(59.94);
    expect([3599, 3600].map((frame) => timecodeOf(frame, rate))).toEqual(['00:00:59;59', '00:01:00;04']);
  });

  it('keeps up with the clock when numbers are dropped', () => {
    const oneHour = Math.round(3600 * (30_000 / 1001));
    expect(timecodeOf(oneHour, ntsc)).toBe('01:00:00;00');
  });

  it.each([23.976, 24, 25, 29.97, 30, 59.94])('begins the first hour where %d says', (perSecond) => {
    const rate = frameRateOf(perSecond);
    expect(timecodeOf(firstHourFrame(rate), rate)).toMatch(/^01:00:00[:;]00$/);
  });

  it('names the frame that it is written for, through the whole day', () => {
    const rates = fc.constantFrom(23.976, 24, 25, 29.97, 30, 47.952, 50, 59.94, 60, 119.88);
    fc.assert(
      fc.property(rates, fc.nat(24 * 3600 * 23), (perSecond, frame) => {
        const rate = frameRateOf(perSecond);
        expect(frameOfTimecode(timecodeOf(frame, rate), rate)).toBe(frame);
      }),
    );
  });

  it('never names a dropped number', () => {
    fc.assert(
      fc.property(fc.nat(2_500_000), (frame) => {
        const [, minutes, seconds, number] = timecodeOf(frame, ntsc).split(/[:;]/).map(Number);
        expect(minutes! % 10 !== 0 && seconds === 0 && number! < 2).toBe(false);
      }),
    );
  });
});

describe('A timecode that is read', () => {
  const countings = fc.constantFrom(
    ...[23.976, 24, 25, 29.97, 30, 50, 59.94, 60, 120].map((perSecond) => ({ perSecond, dropFrame: false })),
    ...[29.97, 59.94, 119.88].map((perSecond) => ({ perSecond, dropFrame: true })),
  );

  it('is the frame that it was written for, through the whole day', () => {
    fc.assert(
      fc.property(countings, fc.nat(86_399), fc.nat(119), ({ perSecond, dropFrame }, second, number) => {
        const rate = frameRateOf(perSecond);
        // Near the end of a day that drops numbers, there are fewer frames than a day counts.
        const frame = (second * countedFrames(rate) + number) % Math.floor(perSecond * 86_400);
        expect(readTimecode(timecodeOf(frame, rate, dropFrame), rate)).toEqual({ frame, dropFrame });
      }),
    );
  });

  it('counts 18 frames fewer in ten minutes where numbers are dropped', () => {
    expect(readTimecode('00:10:00:00', ntsc)).toEqual({ frame: 18_000, dropFrame: false });
    expect(readTimecode('00:10:00;00', ntsc)).toEqual({ frame: 17_982, dropFrame: true });
  });

  it('counts every number where the frame rate has no drop-frame counting', () => {
    expect(readTimecode('01:00:00;00', frameRateOf(25))).toEqual({ frame: 90_000, dropFrame: false });
  });

  it.each([
    '',
    '1:00:00:00',
    '24:00:00:00',
    '00:60:00:00',
    '00:00:60:00',
    '00:00:00:30',
    '00:01:00;01',
    '00:00:00.00',
    '00:00:00:00 and more',
  ])('is none where it names no frame: %j', (text) => {
    expect(readTimecode(text, ntsc)).toBeNull();
  });

  it('is 00:00:00:00 for a film that has none', () => {
    expect(sourceTimecode(null, ntsc)).toEqual({ frame: 0, dropFrame: true });
    expect(sourceTimecode('00:01:00;01', ntsc)).toEqual({ frame: 0, dropFrame: true });
    expect(sourceTimecode('00:00:00:00', ntsc)).toEqual({ frame: 0, dropFrame: false });
  });
});

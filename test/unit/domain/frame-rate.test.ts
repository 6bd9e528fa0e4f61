import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameAt, frameRateOf, timeOfFrame } from '../../../src-main/domain/frame-rate.ts';

const fraction = (perSecond: number) => {
  const { numerator, denominator } = frameRateOf(perSecond);
  return `${numerator}/${denominator}`;
};

describe('A frame rate', () => {
  it.each([
    [23.976023976, '24000/1001'],
    [23.976, '24000/1001'],
    [23.98, '24000/1001'],
    [24, '24/1'],
    [25.0003, '25/1'],
    [29.97, '30000/1001'],
    [30, '30/1'],
    [59.94, '60000/1001'],
    [119.88, '120000/1001'],
    [12.5, '25/2'],
    [17.31, '1731/100'],
  ])('of %d is %s', (perSecond, expected) => expect(fraction(perSecond)).toBe(expected));

  it('that is unknown is 25', () => {
    expect([0, -1, NaN, Infinity, 90_000].map(fraction)).toEqual(Array(5).fill('25/1'));
  });

  it('gives each frame a time at which that frame is found again', () => {
    const rates = fc.constantFrom(23.976, 24, 25, 29.97, 50, 59.94, 17.31);
    fc.assert(
      fc.property(rates, fc.nat(20_000_000), (perSecond, frame) => {
        const rate = frameRateOf(perSecond);
        expect(frameAt(timeOfFrame(frame, rate), rate)).toBe(frame);
      }),
    );
  });
});

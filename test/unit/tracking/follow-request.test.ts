import { expect, test } from 'vitest';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import type { MediaProbe } from '../../../src-main/media/probe.ts';
import { checkedFollow } from '../../../src-main/tracking/follow-request.ts';

const film = { duration: 60, video: { width: 640, height: 360, frameRate: 25 } } as MediaProbe;
const box = { x: 100, y: 100, width: 50, height: 80 };

function refusalOf(request: Partial<Parameters<typeof checkedFollow>[0]>): string {
  try {
    checkedFollow({ probe: film, at: 5, box, ...request });
  } catch (error) {
    if (error instanceof UserFacingError) return `${error.message} ${error.remedy}`;
    throw error;
  }
  throw new Error('It was not refused.');
}

test('a box that leans out of the picture is cut off at its edge', () => {
  expect(checkedFollow({ probe: film, at: 5, box: { ...box, x: -20 } }).box).toEqual({
    ...box,
    x: 0,
    width: 30,
  });
});

test.each([
  ['outside the picture', { box: { ...box, x: 700 } }, /outside the picture, which has 640 × 360 pixels/],
  ['mostly outside', { box: { ...box, x: -45 } }, /outside the picture/],
  ['without size', { box: { ...box, width: 0 } }, /too small .* at least 4 × 4 pixels/],
  ['of no number', { box: { ...box, width: NaN } }, /too small/],
])('a box %s is refused', (_, request, sentence) => {
  expect(refusalOf(request)).toMatch(sentence);
});

test('a time at or after the film’s end is refused with both times', () => {
  expect(refusalOf({ at: 60 })).toContain('The film ends at 60.00 s, and 60.00 s lies after it.');
});

test('a film without pictures is refused', () => {
  expect(refusalOf({ probe: { ...film, video: null } })).toContain('sound but no pictures');
});

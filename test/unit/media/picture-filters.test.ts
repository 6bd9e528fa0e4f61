import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupTimes } from '../../../src-main/media/frame-reader.ts';
import { fitWithin } from '../../../src-main/media/picture-filters.ts';
import { seekTarget } from '../../../src-main/media/seek.ts';
import type { VideoTrack } from '../../../src-main/media/probe.ts';

const film = (width: number, height: number): VideoTrack => ({
  index: 0, codec: 'h264', width, height, rotation: 0, frameRate: 25, pixelFormat: 'yuv420p',
}); // prettier-ignore

test('a picture is fitted into its box, even, and never enlarged', () => {
  expect(fitWithin(film(1920, 1080), 640, 640)).toEqual({ width: 640, height: 360 });
  expect(fitWithin(film(1080, 1920), 640, 640)).toEqual({ width: 360, height: 640 });
  expect(fitWithin(film(320, 180), 640, 640)).toEqual({ width: 320, height: 180 });
  expect(fitWithin(film(4000, 3), 64, 64)).toEqual({ width: 64, height: 2 });
});

test('whatever the sizes, the fitted picture is even and inside the box', () => {
  const side = fc.integer({ min: 2, max: 8192 });
  fc.assert(
    fc.property(side, side, side, side, (width, height, maxWidth, maxHeight) => {
      const fitted = fitWithin(film(width, height), maxWidth, maxHeight);
      expect(fitted.width % 2).toBe(0);
      expect(fitted.height % 2).toBe(0);
      expect(fitted.width).toBeLessThanOrEqual(maxWidth);
      expect(fitted.height).toBeLessThanOrEqual(maxHeight);
    }),
  );
});

test('listed times are sorted, freed of doubles and cut where seeking is faster', () => {
  expect(groupTimes([30, 1, 2, 1, -4])).toEqual([[1, 2], [30]]);
  expect(groupTimes([1, 2, 30], { start: 2, end: 30 })).toEqual([[2]]);
  expect(groupTimes(Array.from({ length: 450 }, (_, i) => i)).map((group) => group.length)).toEqual([
    200, 200, 50,
  ]);
});

test('streams without an index are read from well before the wanted time', () => {
  expect(seekTarget({ container: 'mpegts' }, 60)).toBe(48);
  expect(seekTarget({ container: 'mov,mp4,m4a,3gp,3g2,mj2' }, 60)).toBe(60);
  expect(seekTarget({ container: 'mpegts' }, 3)).toBe(0);
});

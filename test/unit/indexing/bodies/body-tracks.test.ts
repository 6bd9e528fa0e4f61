import { describe, expect, test } from 'vitest';
import type { Shot } from '../../../../src-main/domain/shot.ts';
import { bodyTracksOf, type BodyFrame } from '../../../../src-main/indexing/bodies/body-tracks.ts';
import { headFit, leastFit } from '../../../../src-main/indexing/bodies/head-place.ts';
import { likenessOfViews, viewOf } from '../../../../src-main/indexing/bodies/surroundings.ts';
import { drawnPicture } from './drawn-picture.ts';

const shots: Shot[] = [
  { start: 0, end: 10, transition: 'start' },
  { start: 10, end: 20, transition: 'cut' },
];
const view = new Uint8Array(144);
const looks = [Float32Array.of(1, 0), Float32Array.of(0, 1)];

function frame(time: number, ...bodies: [x: number, look?: number][]): BodyFrame {
  return {
    time,
    view,
    sightings: bodies.map(([x, look = 0]) => ({
      time,
      box: { x, y: 0.2, width: 0.2, height: 0.8 },
      confidence: 0.5,
      look: looks[look]!,
    })),
  };
}

describe('body tracks', () => {
  test('a body that is in all pictures of a shot is there from cut to cut', () => {
    const tracks = bodyTracksOf([frame(1, [0.1]), frame(5, [0.12]), frame(9, [0.14])], shots, 'm');
    expect(tracks).toHaveLength(1);
    expect(tracks[0]).toMatchObject({ start: 0, end: 10, model: 'm' });
    expect(tracks[0]!.samples.map(({ time }) => time)).toEqual([1, 5, 9]);
  });

  test('who comes later and leaves before is there between the pictures beside', () => {
    const [track] = bodyTracksOf([frame(1), frame(3, [0.1]), frame(5, [0.1]), frame(9)], shots, 'm');
    expect(track).toMatchObject({ start: 2, end: 7 });
  });

  test('a body never goes on over a cut', () => {
    const tracks = bodyTracksOf([frame(9, [0.1]), frame(11, [0.1])], shots, 'm');
    expect(tracks.map(({ start, end }) => [start, end])).toEqual([
      [0, 10],
      [10, 20],
    ]);
  });

  test('two who overlap are told apart by their looks', () => {
    const tracks = bodyTracksOf([frame(1, [0.1, 0], [0.2, 1]), frame(5, [0.14, 1], [0.16, 0])], shots, 'm');
    const looked = tracks.map(({ look, samples }) => [...look, samples.length]);
    expect(looked).toEqual([
      [1, 0, 2],
      [0, 1, 2],
    ]);
  });
});

describe('the head of a body', () => {
  const body = { x: 0.4, y: 0.1, width: 0.2, height: 0.8 };

  test('is up in the middle', () => {
    expect(headFit(body, { x: 0.46, y: 0.13, width: 0.08, height: 0.14 })).toBeGreaterThan(0.9);
  });

  test('is neither a face at the knees, nor one far behind, nor one beside', () => {
    expect(headFit(body, { x: 0.46, y: 0.6, width: 0.08, height: 0.14 })).toBe(0);
    expect(headFit(body, { x: 0.49, y: 0.13, width: 0.02, height: 0.03 })).toBe(0);
    expect(headFit(body, { x: 0.62, y: 0.13, width: 0.08, height: 0.14 })).toBeLessThan(leastFit);
  });
});

describe('views', () => {
  test('the same room is alike whatever its light, and another is not', () => {
    const room = (light: number) => viewOf(drawnPicture(160, 90, (x) => light * (0.2 + 0.6 * (x / 160))));
    const other = viewOf(drawnPicture(160, 90, (_, y) => (y > 45 ? 0.8 : 0.2)));
    expect(likenessOfViews(room(1), room(0.6))).toBeGreaterThan(0.95);
    expect(Math.abs(likenessOfViews(room(1), other))).toBeLessThan(0.2);
  });

  test('a picture of one light is like nothing', () => {
    const dark = viewOf(drawnPicture(160, 90, () => 0));
    expect(likenessOfViews(dark, dark)).toBe(0);
  });
});

import { describe, expect, test } from 'vitest';
import type { Frame } from '../../../src-main/domain/image.ts';
import { ShotDetector } from '../../../src-main/media/shot-detector.ts';

const width = 64;
const height = 36;
const rate = 24;

type Paint = (x: number, y: number) => readonly [number, number, number];

/** A place drawn from coarse coloured patches; every seed is another place. */
function place(seed: number): Paint {
  return (x, y) => {
    const patch = Math.floor(x / 9) * 31 + Math.floor(y / 7) * 17 + seed * 101;
    const value = (Math.sin(patch * 12.9898) * 43758.5453) % 1;
    const level = 40 + Math.abs(value) * 170;
    return [level, (level * (3 + (seed % 3))) / 5, 255 - level];
  };
}

function frame(index: number, paint: Paint): Frame {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y++) for (let x = 0; x < width; x++, at += 3) data.set(paint(x, y), at);
  return { time: index / rate, width, height, data };
}

function blend(a: Paint, b: Paint, share: number): Paint {
  return (x, y) => {
    const [from, to] = [a(x, y), b(x, y)];
    return [0, 1, 2].map((i) => from[i]! * (1 - share) + to[i]! * share) as [number, number, number];
  };
}

/** Shows `paintAt` picture by picture and tells the boundaries found. */
function boundaries(
  count: number,
  paintAt: (index: number) => Paint,
): { time: number; transition: string }[] {
  const detector = new ShotDetector();
  for (let i = 0; i < count; i++) detector.push(frame(i, paintAt(i)));
  const shots = detector.finish(count / rate);
  expect(shots[0]).toMatchObject({ start: 0, transition: 'start' });
  expect(shots.at(-1)!.end).toBe(count / rate);
  shots.slice(1).forEach((shot, i) => expect(shot.start).toBe(shots[i]!.end));
  return shots.slice(1).map(({ start, transition }) => ({ time: start, transition }));
}

const black: Paint = () => [0, 0, 0];

describe('shot boundaries', () => {
  test('a cut lies exactly on the first picture of the new shot', () => {
    const found = boundaries(96, (i) => place(i < 31 ? 1 : i < 70 ? 2 : 3));
    expect(found).toEqual([
      { time: 31 / rate, transition: 'cut' },
      { time: 70 / rate, transition: 'cut' },
    ]);
  });

  test('a cut between two views of one still place is found by its small change', () => {
    const person =
      (left: number): Paint =>
      (x, y) =>
        x >= left && x < left + 22 && y > 5 ? [225, 180, 150] : place(1)(x, y);
    expect(boundaries(72, (i) => person(i < 30 ? 4 : 36))).toEqual([{ time: 30 / rate, transition: 'cut' }]);
  });

  test('a still picture, a talking mouth and noise have no boundary', () => {
    const mouth =
      (i: number): Paint =>
      (x, y) =>
        x > 30 && x < 35 && y > 20 && y < 22 + (i % 4) ? [120, 20, 30] : place(4)(x, y);
    const noise =
      (i: number): Paint =>
      (x, y) => {
        const grain = ((x * 7 + y * 13 + i * 29) % 9) - 4;
        return mouth(i)(x, y).map((value) => Math.max(0, Math.min(255, value + grain))) as [
          number,
          number,
          number,
        ];
      };
    expect(boundaries(96, noise)).toEqual([]);
  });

  test('a flash is no cut', () => {
    const white: Paint = () => [250, 250, 245];
    expect(boundaries(96, (i) => (i === 40 || i === 41 ? blend(place(1), white, 0.85) : place(1)))).toEqual(
      [],
    );
  });

  test('a moving camera is no cut', () => {
    expect(boundaries(96, (i) => (x, y) => place(2)(x + i * 2.5, y))).toEqual([]);
  });

  test('a person who walks through is no cut', () => {
    const walker =
      (i: number): Paint =>
      (x, y) =>
        x > i - 14 && x < i && y > 6 ? [200, 60, 50] : place(3)(x, y);
    expect(boundaries(96, walker)).toEqual([]);
  });

  test('a dissolve is bounded once, near its middle', () => {
    const share = (i: number): number => Math.min(1, Math.max(0, (i - 40) / 20));
    const found = boundaries(110, (i) => blend(place(1), place(2), share(i)));
    expect(found).toHaveLength(1);
    expect(found[0]!.transition).toBe('dissolve');
    expect(Math.abs(found[0]!.time - 50 / rate)).toBeLessThanOrEqual(2 / rate);
  });

  test('a fade through black is bounded once, in the dark', () => {
    const found = boundaries(130, (i) => {
      if (i < 60) return blend(place(1), black, Math.max(0, (i - 40) / 20));
      return blend(black, place(2), Math.min(1, (i - 66) / 20 < 0 ? 0 : (i - 66) / 20));
    });
    expect(found).toHaveLength(1);
    expect(found[0]!.transition).toBe('fade');
    expect(found[0]!.time).toBeGreaterThanOrEqual(58 / rate);
    expect(found[0]!.time).toBeLessThanOrEqual(68 / rate);
  });

  test('a film of one picture, and of none, is one shot', () => {
    expect(boundaries(1, () => place(1))).toEqual([]);
    expect(new ShotDetector().finish(5)).toEqual([{ start: 0, end: 5, transition: 'start' }]);
  });
});

import { setImmediate } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { setFlagsFromString } from 'node:v8';
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

/** Shows `paintAt` picture by picture, at the times that `timeOf` gives them, and tells the boundaries found. */
function boundaries(
  count: number,
  paintAt: (index: number) => Paint,
  timeOf: (index: number) => number = (index) => index / rate,
): { time: number; transition: string }[] {
  const detector = new ShotDetector();
  for (let i = 0; i < count; i++) detector.push({ ...frame(i, paintAt(i)), time: timeOf(i) });
  const end = timeOf(count);
  const shots = detector.finish(end);
  expect(shots[0]).toMatchObject({ start: 0, transition: 'start' });
  expect(shots.at(-1)!.end).toBe(end);
  shots.slice(1).forEach((shot, i) => expect(shot.start).toBe(shots[i]!.end));
  return shots.slice(1).map(({ start, transition }) => ({ time: start, transition }));
}

const black: Paint = () => [0, 0, 0];
const white: Paint = () => [255, 255, 255];
const clamp = (share: number): number => Math.min(1, Math.max(0, share));

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

  test('a fade through white is bounded once, in the bright', () => {
    const found = boundaries(130, (i) =>
      i < 60 ? blend(place(1), white, clamp((i - 40) / 20)) : blend(white, place(2), clamp((i - 63) / 20)),
    );
    expect(found.map(({ transition }) => transition)).toEqual(['fade']);
    expect(Math.abs(found[0]!.time - 61.5 / rate)).toBeLessThanOrEqual(4 / rate);
  });

  test('a cut to black and a fade in from it are one boundary', () => {
    const found = boundaries(130, (i) => (i < 50 ? place(1) : blend(black, place(2), clamp((i - 60) / 20))));
    expect(found.map(({ transition }) => transition)).toEqual(['fade']);
  });

  test('an explosion that dies away over the same place is no boundary', () => {
    const found = boundaries(130, (i) => blend(place(1), white, i < 50 ? 0 : clamp((75 - i) / 20)));
    expect(found).toEqual([]);
  });

  test('the black before a film and the black behind it are no boundaries', () => {
    const rise = (i: number): number => clamp((i - 20) / 20);
    expect(boundaries(110, (i) => blend(black, place(1), rise(i)))).toEqual([]);
    expect(boundaries(110, (i) => blend(black, place(1), rise(110 - i)))).toEqual([]);
    expect(boundaries(60, (i) => blend(black, place(1), clamp((60 - i) / 20)))).toEqual([]);
  });

  test('a cut right before a dissolve, and one right behind it, are all told', () => {
    const found = boundaries(130, (i) =>
      i < 30 ? place(3) : i < 90 ? blend(place(1), place(2), clamp((i - 50) / 20)) : place(4),
    );
    expect(found.map(({ transition }) => transition)).toEqual(['cut', 'dissolve', 'cut']);
    expect(found[0]!.time).toBe(30 / rate);
    expect(found[2]!.time).toBe(90 / rate);
  });

  test('lights that are turned down over one place are no dissolve', () => {
    const dimmed: Paint = (x, y) => place(1)(x, y).map((value) => value * 0.5) as [number, number, number];
    expect(boundaries(110, (i) => blend(place(1), dimmed, clamp((i - 40) / 24)))).toEqual([]);
  });

  test('times count, not the number of pictures: a variable frame rate changes nothing', () => {
    const timeOf = (i: number): number => (i + 0.4 * Math.sin(i)) / rate;
    const found = boundaries(
      150,
      (i) => (i < 40 ? place(3) : blend(place(1), place(2), clamp((i - 90) / 20))),
      timeOf,
    );
    expect(found.map(({ transition }) => transition)).toEqual(['cut', 'dissolve']);
    expect(found[0]!.time).toBe(timeOf(40));
    expect(Math.abs(found[1]!.time - timeOf(100))).toBeLessThanOrEqual(2.5 / rate);
  });

  test('what came long before does not matter', () => {
    const scene = (i: number): Paint =>
      i < 40 ? place(3) : i < 100 ? blend(place(1), place(2), clamp((i - 70) / 20)) : place(4);
    const alone = boundaries(150, scene);
    expect(alone).toHaveLength(3);
    const before = 12 * rate;
    const later = boundaries(before + 150, (i) => (i < before ? place(5) : scene(i - before)));
    expect(later[0]).toEqual({ time: 12, transition: 'cut' });
    expect(later.slice(1).map(({ time, transition }) => [time.toFixed(4), transition])).toEqual(
      alone.map(({ time, transition }) => [(time + 12).toFixed(4), transition]),
    );
  });

  test('a picture of another size begins a new shot', () => {
    const detector = new ShotDetector();
    for (let i = 0; i < 60; i++) {
      const { data } = frame(i, place(1));
      detector.push({ time: i / rate, width: i < 30 ? 64 : 48, height: i < 30 ? 36 : 48, data });
    }
    expect(detector.finish(60 / rate).map(({ start }) => start)).toEqual([0, 30 / rate]);
  });

  test('a black film and a white film are one shot', () => {
    expect(boundaries(100, () => black)).toEqual([]);
    expect(boundaries(100, () => white)).toEqual([]);
  });

  test('memory does not grow with the film', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const bytes = async (): Promise<number> => {
      // The memory of pictures is given back some time after their objects are.
      for (let round = 0; round < 4; round++) {
        collect();
        await setImmediate();
      }
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    const detector = new ShotDetector();
    const pictures = [1, 2].map((seed) => {
      const data = Uint8Array.from({ length: 32 * 18 * 3 }, (_, i) => (i * i * seed * 7) % 251);
      return { width: 32, height: 18, data };
    });
    let time = 0;
    const show = (count: number): void => {
      for (let i = 0; i < count; i++, time += 1 / rate) {
        detector.push({ ...pictures[Math.floor(time / 20) % 2]!, time });
      }
    };
    show(600);
    const early = await bytes();
    show(6000);
    // Kept whole, the pictures alone would be 20 MB.
    expect((await bytes()) - early).toBeLessThan(4e6);
    expect(detector.finish(time).length).toBeGreaterThan(10);
  });

  test('a film of two pictures has at most two shots', () => {
    expect(boundaries(2, () => place(1))).toEqual([]);
    expect(boundaries(2, (i) => place(i + 1)).length).toBeLessThanOrEqual(1);
  });

  test('a film of one picture, and of none, is one shot', () => {
    expect(boundaries(1, () => place(1))).toEqual([]);
    expect(new ShotDetector().finish(5)).toEqual([{ start: 0, end: 5, transition: 'start' }]);
  });
});

import { expect, test } from 'vitest';
import { bestRegions, covered } from '../../../../src-main/indexing/concepts/score-film.ts';

const box = { x: 0.1, y: 0.1, width: 0.2, height: 0.2 };
const region = (time: number, value: number) => ({ time, label: '', box, vector: Float32Array.of(value) });

test('a frame is as likely to show a concept as its likeliest region', () => {
  const head = { kind: 'pet' as const, weights: Float32Array.of(10), bias: 0 };
  const [frames] = bestRegions([region(1, -1), region(1, 1), region(1, 0), region(2, -1)], [head]);
  expect(frames!.map(({ time }) => time)).toEqual([1, 2]);
  expect(frames![0]!.likelihood).toBeCloseTo(1, 3);
  expect(frames![1]!.likelihood).toBeCloseTo(0, 3);
});

test('a region that might show either of two concepts shows one of them at most', () => {
  const head = (kind: 'pet' | 'place', bias: number) => ({ kind, weights: Float32Array.of(0), bias });
  const likelihoods = bestRegions([region(1, 1)], [head('pet', 3), head('pet', 2), head('place', 3)]).map(
    ([frame]) => frame!.likelihood,
  );
  expect(likelihoods[0]! + likelihoods[1]!).toBeLessThan(1);
  expect(likelihoods[0]!).toBeGreaterThan(0.5);
  expect(likelihoods[1]!).toBeLessThan(0.5);
  expect(likelihoods[2]!).toBeCloseTo(1 / (1 + Math.exp(-3)), 6);
});

test('a frame stands for the time up to its neighbours, and never for another shot', () => {
  const shots = [
    { start: 0, end: 5, transition: 'start' as const },
    { start: 5, end: 9, transition: 'cut' as const },
  ];
  const frames = [1, 3, 6].map((time) => ({ time, likelihood: 0.9, box }));
  expect(covered(frames, shots, 9).map(({ start, end }) => [start, end])).toEqual([
    [0, 2],
    [2, 5],
    [5, 9],
  ]);
});

test('a frame of a still picture does not stand for minutes', () => {
  const [frame] = covered([{ time: 60, likelihood: 0.9, box }], [], 3600);
  expect(frame).toMatchObject({ start: 52, end: 68 });
});

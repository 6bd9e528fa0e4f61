import { expect, test } from 'vitest';
import { AppearanceMemory } from '../../../src-main/tracking/appearance-memory.ts';

/** Eight appearances that have nothing in common. */
const looks = Array.from({ length: 8 }, (_, i) =>
  Float32Array.from({ length: 8 }, (_, j) => Number(i === j)),
);

function memoryOf(size: 1 | 2 | 3 | 6): AppearanceMemory {
  return looks.slice(1).reduce((memory, look) => memory.with(look), AppearanceMemory.of(looks[0]!, size));
}

test.each([
  [1, [7]],
  [2, [0, 7]],
  [3, [0, 6, 7]],
  [6, [0, 3, 4, 5, 6, 7]],
] as const)('a memory of %i keeps the first and the last appearances', (size, kept) => {
  const memory = memoryOf(size);
  expect(looks.flatMap((look, index) => (memory.likeness(look) === 1 ? [index] : []))).toEqual(kept);
});

test('the nearest of the remembered appearances counts', () => {
  const half = Float32Array.from([Math.SQRT1_2, 0, 0, 0, 0, 0, 0, Math.SQRT1_2]);
  expect(memoryOf(6).likeness(half)).toBeCloseTo(Math.SQRT1_2);
});

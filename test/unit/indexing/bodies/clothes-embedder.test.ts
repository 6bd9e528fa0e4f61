import { describe, expect, test } from 'vitest';
import { dot } from '../../../../src-main/domain/vector.ts';
import { ClothesEmbedder } from '../../../../src-main/models/clothes-embedder.ts';
import { drawnPicture } from './drawn-picture.ts';

const clothes = new ClothesEmbedder();
const red = [0.7, 0.1, 0.1] as const;
const blue = [0.1, 0.2, 0.7] as const;

function person(upper: (y: number) => readonly [number, number, number], width = 60, height = 120) {
  return drawnPicture(width, height, (_, y) => (y < height * 0.25 ? [0.8, 0.6, 0.5] : upper(y / height)));
}

async function look(picture: ReturnType<typeof person>) {
  const { width, height } = picture;
  return clothes.describe(picture, { x: 0, y: 0, width, height });
}

describe('the look of clothes', () => {
  test('does not depend on the size', async () => {
    const [small, large] = [await look(person(() => red)), await look(person(() => red, 180, 360))];
    expect(dot(small, large)).toBeGreaterThan(0.97);
  });

  test('tells colours apart, and stripes from plain', async () => {
    const plain = await look(person(() => red));
    const other = await look(person(() => blue));
    const striped = await look(person((y) => (Math.floor(y * 24) % 2 === 0 ? red : [0.2, 0.02, 0.02])));
    expect(dot(plain, other)).toBeLessThan(0.7);
    expect(dot(plain, striped)).toBeLessThan(0.9);
    expect(dot(plain, striped)).toBeGreaterThan(dot(plain, other));
  });

  test('has length 1 and knows nobody outside of the picture', async () => {
    const own = await look(person(() => blue));
    expect(own).toHaveLength(clothes.dimension);
    expect(dot(own, own)).toBeCloseTo(1, 5);
    await expect(
      clothes.describe(
        person(() => red),
        { x: 100, y: 0, width: 20, height: 50 },
      ),
    ).rejects.toThrow(RangeError);
  });
});

import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../src-main/domain/random.ts';
import { normalised } from '../../../../src-main/domain/vector.ts';
import { probabilityOf, trainHead } from '../../../../src-main/indexing/concepts/head.ts';

const dimension = 24;

/** Vectors around a centre; every vector has the large part that all regions share. */
function around(centre: readonly number[], count: number, seed: number, noise = 0.25): Float32Array[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () =>
    normalised(
      Float32Array.from(
        { length: dimension },
        (_, i) => 1 + (centre[i] ?? 0) + random.between(-noise, noise),
      ),
    ),
  );
}

const mine = [0, 0.9, 0, -0.7, 0.4];
const twin = [0, 0.9, 0, -0.7, -0.4];
const templates = around(mine, 3, 1).map((look, index) => [look, ...around(mine, 3, 10 + index)]);
const background = around([], 60, 2, 0.6);

describe('the head of a concept', () => {
  test('takes new looks of the thing for it, and the background for something else', () => {
    const head = trainHead({ templates, background, rivals: [] });
    for (const look of around(mine, 20, 3)) expect(probabilityOf(head, look)).toBeGreaterThan(0.5);
    const wrong = around([], 60, 4, 0.6).filter((region) => probabilityOf(head, region) >= 0.5);
    expect(wrong.length).toBeLessThanOrEqual(2);
  });

  test('tells it from a rival that differs in little', () => {
    const rivals = around(twin, 4, 5);
    const head = trainHead({ templates, background, rivals });
    const mean = (vectors: readonly Float32Array[]): number =>
      vectors.reduce((sum, vector) => sum + probabilityOf(head, vector), 0) / vectors.length;
    expect(mean(around(mine, 20, 6))).toBeGreaterThan(mean(around(twin, 20, 7)) + 0.3);
  });

  test('can be trained on one picture', () => {
    const head = trainHead({ templates: templates.slice(0, 1), background, rivals: [] });
    expect(probabilityOf(head, around(mine, 1, 8)[0]!)).toBeGreaterThan(0.5);
  });

  test('needs a picture and a background', () => {
    expect(() => trainHead({ templates: [], background, rivals: [] })).toThrow(RangeError);
    expect(() => trainHead({ templates, background: [], rivals: [] })).toThrow(RangeError);
  });
});

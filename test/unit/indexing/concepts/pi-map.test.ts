import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../src-main/domain/random.ts';
import { dot, normalised } from '../../../../src-main/domain/vector.ts';
import { gradientsOf, PiMap } from '../../../../src-main/indexing/concepts/token/pi-map.ts';
import { fitRidge } from '../../../../src-main/indexing/concepts/token/ridge.ts';
import { tokenLoss } from '../../../../src-main/indexing/concepts/token/token-loss.ts';

const random = seededRandom(9);
const vector = (length: number): Float32Array => Float32Array.from({ length }, () => random.between(-1, 1));
const step = 1e-3;

describe('the map from embeddings to tokens', () => {
  const differences = Float32Array.of(0.1, 0.9, 0.3, 0.6, 0.2);

  test('begins with conditioning vectors that leave out the largest, and the second largest, difference', () => {
    const { conditions } = PiMap.blank(differences, 3, 1);
    expect(conditions[0].indexOf(Math.max(...conditions[0]))).toBe(3);
    expect(conditions[1].indexOf(Math.max(...conditions[1]))).toBe(1);
    for (const condition of conditions) {
      expect(condition.reduce((sum, value) => sum + value, 0) / condition.length).toBeCloseTo(1, 5);
    }
  });

  test('knows how its token moves with each of its numbers', () => {
    const blank = PiMap.blank(differences, 3, 1);
    const map = new PiMap(
      blank.residual,
      blank.conditions,
      fitRidge([vector(5), vector(5), vector(5)], [vector(3), vector(3), vector(3)], 0.1),
    );
    const [embedding, slope] = [vector(5), vector(3)];
    const gradients = map.gradients();
    map.passBack(map.pass(embedding), slope, gradients);
    const score = (): number => dot(map.pass(embedding).token, slope);
    map.parameters().forEach((values, index) => {
      for (const at of values.keys()) {
        const before = values[at]!;
        values[at] = before + step;
        const more = score();
        values[at] = before - step;
        const difference = (more - score()) / (2 * step);
        values[at] = before;
        expect(gradientsOf(gradients)[index]![at]).toBeCloseTo(difference, 2);
      }
    });
  });
});

test('ridge regression finds a linear rule, with its offset', () => {
  const inputs = Array.from({ length: 40 }, () => vector(4));
  const rule = (x: Float32Array) => Float32Array.of(2 * x[0]! - x[3]! + 5, x[1]! + x[2]! - 1);
  const layer = fitRidge(inputs, inputs.map(rule), 1e-9);
  const fresh = vector(4);
  layer.forward(fresh).forEach((value, i) => expect(value).toBeCloseTo(rule(fresh)[i]!, 3));
});

describe('the loss of a token', () => {
  const along = (axis: number): Float32Array => new Float32Array(6).fill(1, axis, axis + 1);
  const targets = {
    caption: along(0),
    otherCaptions: [along(1), along(2)],
    picture: along(3),
    otherPictures: [along(4)],
  };

  test('knows how it moves with the vector', () => {
    const at = normalised(vector(6));
    const { gradient } = tokenLoss(at, targets);
    at.forEach((value, i) => {
      const loss = (by: number): number => tokenLoss(at.with(i, value + by), targets).loss;
      expect(gradient[i]).toBeCloseTo((loss(1e-3) - loss(-1e-3)) / 2e-3, 1);
    });
  });

  test('is lower near its caption and its picture than near those of others', () => {
    const near = normalised(targets.caption.map((value, i) => value + targets.picture[i]!));
    expect(tokenLoss(near, targets).loss).toBeLessThan(tokenLoss(targets.otherCaptions[0]!, targets).loss);
    expect(tokenLoss(near, targets).loss).toBeLessThan(tokenLoss(targets.otherPictures[0]!, targets).loss);
  });
});

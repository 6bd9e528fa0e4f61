import { expect, test } from 'vitest';
import { agreeingBoxes, type Candidates } from '../../../../src-main/indexing/concepts/agreeing-regions.ts';
import { normalised } from '../../../../src-main/domain/vector.ts';

const whole = { x: 0, y: 0, width: 1, height: 1 };
const [left, middle, right] = [0.1, 0.4, 0.7].map((x) => ({ x, y: 0.4, width: 0.2, height: 0.2 }));
const thing = [1, 0.2, 0, 0];

/** A picture whose regions look as given, from the left to the right; the whole picture looks like every other. */
function picture(looks: readonly number[][], confidence = 0): Candidates {
  return {
    regions: [
      { label: '', confidence: 0, box: whole },
      ...[left!, middle!, right!].map((box) => ({ label: '', confidence, box })),
    ],
    vectors: [[0.5, 0.5, 0.5, 0.5], ...looks].map((values) => normalised(Float32Array.from(values))),
  };
}

test('the thing is what several pictures have in common, wherever it is', () => {
  const boxes = agreeingBoxes([
    picture([thing, [0, 1, 0, 0.3], [0, 0, 1, 0]]),
    picture([
      [0, 0.2, 0.1, 1],
      [0, 0.5, 0.8, 0],
      [0.9, 0.2, 0.1, 0],
    ]),
    picture([
      [0, 0.1, 0.9, 0.6],
      [1, 0.1, 0, 0.1],
      [0, 0.9, 0.1, 0.8],
    ]),
  ]);
  expect(boxes).toEqual([left, right, middle]);
});

test('a picture whose thing is known shows the others what to look for', () => {
  const known = {
    regions: [{ label: '', confidence: 1, box: middle! }],
    vectors: [normalised(Float32Array.from(thing))],
  };
  const other = picture([[0, 1, 0, 0], [0, 0, 1, 0.2], thing]);
  expect(agreeingBoxes([known, other])).toEqual([middle, right]);
});

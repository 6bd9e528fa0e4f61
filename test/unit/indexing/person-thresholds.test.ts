import { describe, expect, test } from 'vitest';
import { noMarks } from '../../../src-main/indexing/grouping/face-node.ts';
import { identify } from '../../../src-main/indexing/identify.ts';
import { personThresholds } from '../../../src-main/indexing/person-thresholds.ts';

const ada = 1;
const threshold = 0.6;
/** A look at a cosine to Ada's only picture. */
const at = (cosine: number) => Float32Array.of(cosine, Math.sqrt(1 - cosine ** 2));
const templates = [{ personId: ada, embedding: at(1) }];
const looks = new Map([
  [1, at(0.7)],
  [2, at(0.65)],
  [3, at(0.69)],
]);
const embeddingOf = (trackId: number) => looks.get(trackId) ?? null;
const refused = { ...noMarks, not: new Set([ada]) };
const confirmed = { ...noMarks, person: ada };
const thresholds = (marks: [number, typeof noMarks][]) =>
  personThresholds(templates, new Map(marks), embeddingOf, threshold);

describe('the threshold of a person', () => {
  test('lies above the faces that were refused', () => {
    const own = thresholds([
      [1, refused],
      [2, refused],
    ]);
    expect(own.get(ada)).toBeCloseTo(0.72, 5);
    const tracks = [0.71, 0.75].map((cosine, index) => {
      return { trackId: index, videoId: 1, start: index * 10, end: index * 10 + 1, embedding: at(cosine) };
    });
    const rules = { threshold, confidenceOf: () => 1 };
    expect(identify(tracks, templates, rules)).toHaveLength(2);
    expect(identify(tracks, templates, { ...rules, thresholds: own }).map(({ trackId }) => trackId)).toEqual([
      1,
    ]);
  });

  test('never excludes a face that was confirmed', () => {
    const own = thresholds([
      [1, refused],
      [3, confirmed],
    ]);
    expect(own.get(ada)).toBeCloseTo(0.69, 5);
  });

  test('is the model’s own where nothing is known, or only of faces that are unlike anyway', () => {
    expect(thresholds([[3, confirmed]]).size).toBe(0);
    looks.set(4, at(0.1));
    expect(thresholds([[4, refused]]).size).toBe(0);
    expect(thresholds([[99, refused]]).size).toBe(0);
  });
});

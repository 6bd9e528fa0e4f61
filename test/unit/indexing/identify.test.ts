import { describe, expect, test } from 'vitest';
import { identify } from '../../../src-main/indexing/identify.ts';

const rules = { threshold: 0.6, confidenceOf: (cosine: number) => cosine / 2 };

function at(degrees: number): Float32Array {
  const angle = (degrees / 180) * Math.PI;
  return new Float32Array([Math.cos(angle), Math.sin(angle)]);
}

describe('naming tracks', () => {
  const templates = [
    { personId: 1, embedding: at(0) },
    { personId: 1, embedding: at(30) },
    { personId: 2, embedding: at(90) },
  ];

  test('a track shows the person whose nearest picture is nearest', () => {
    const named = identify(
      [
        { trackId: 10, embedding: at(40) },
        { trackId: 11, embedding: at(80) },
      ],
      templates,
      rules,
    );
    expect(named.map(({ trackId, personId }) => [trackId, personId])).toEqual([
      [10, 1],
      [11, 2],
    ]);
    expect(named[0]!.confidence).toBeCloseTo(Math.cos((10 / 180) * Math.PI) / 2);
  });

  test('a track like nobody stays unnamed', () => {
    expect(identify([{ trackId: 12, embedding: at(200) }], templates, rules)).toEqual([]);
  });

  test('without people nobody is named', () => {
    expect(identify([{ trackId: 12, embedding: at(0) }], [], rules)).toEqual([]);
  });
});

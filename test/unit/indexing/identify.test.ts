import { describe, expect, test } from 'vitest';
import { identify } from '../../../src-main/indexing/identify.ts';
import type { TrackEmbedding } from '../../../src-main/store/face-table.ts';

const rules = { threshold: 0.6, confidenceOf: (cosine: number) => cosine / 2 };

function at(degrees: number): Float32Array {
  const angle = (degrees / 180) * Math.PI;
  return new Float32Array([Math.cos(angle), Math.sin(angle)]);
}

function track(trackId: number, degrees: number, start = 0, videoId = 1): TrackEmbedding {
  return { trackId, videoId, start, end: start + 2, embedding: at(degrees) };
}

describe('naming tracks', () => {
  const templates = [
    { personId: 1, embedding: at(0) },
    { personId: 1, embedding: at(30) },
    { personId: 2, embedding: at(90) },
  ];
  const named = (...tracks: TrackEmbedding[]) =>
    identify(tracks, templates, rules).map(({ trackId, personId }) => [trackId, personId]);

  test('a track shows the person whose nearest picture is nearest', () => {
    expect(named(track(10, 40), track(11, 80))).toEqual([
      [10, 1],
      [11, 2],
    ]);
  });

  test('the confidence is the calibrated likeness', () => {
    const [identity] = identify([track(10, 40)], templates, rules);
    expect(identity!.confidence).toBeCloseTo(Math.cos((10 / 180) * Math.PI) / 2);
  });

  test('a track like nobody stays unnamed', () => {
    expect(named(track(12, 200))).toEqual([]);
  });

  test('whoever a cast speaks against must be liker, in that film alone', () => {
    const strict = {
      ...rules,
      isUnbilled: (personId: number, videoId: number) => personId === 2 && videoId === 1,
    };
    const found = identify([track(10, 141), track(11, 141, 0, 2), track(12, 130, 5, 2)], templates, strict);
    expect(found.map(({ trackId }) => trackId)).toEqual([11, 12]);
    expect(identify([track(13, 125)], templates, strict)).toHaveLength(1);
  });

  test('without people nobody is named', () => {
    expect(identify([track(12, 0)], [], rules)).toEqual([]);
  });

  test('of two faces on screen at once only the likest is the person', () => {
    expect(named(track(10, 20), track(11, 29))).toEqual([[11, 1]]);
  });

  test('who looks like a face seen beside the person is not the person either', () => {
    expect(named(track(10, -48, 5))).toEqual([[10, 1]]);
    expect(named(track(10, -48, 5), track(20, 0), track(21, -45))).toEqual([[20, 1]]);
    expect(named(track(10, -20, 5), track(20, 0), track(21, -45))).toEqual([
      [10, 1],
      [20, 1],
    ]);
  });

  test('one after the other, or in another film, both are', () => {
    expect(named(track(10, 20), track(11, 29, 2), track(12, 30, 0, 2))).toEqual([
      [10, 1],
      [11, 1],
      [12, 1],
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import type { FaceChain, FaceObservation } from '../../../src-main/indexing/face-linker.ts';
import { faceTracksOf } from '../../../src-main/indexing/face-tracks.ts';
import type { Shot } from '../../../src-main/domain/shot.ts';

const rules = { model: 'test', sampleSeconds: 0.25, threshold: 0.6 };
const ada = new Float32Array([1, 0]);
const bo = new Float32Array([0, 1]);

function seen(time: number, embedding: Float32Array | null, x = 0.4): FaceObservation {
  return {
    time,
    box: { x, y: 0.3, width: 0.2, height: 0.3 },
    confidence: 0.9,
    light: 120,
    quality: embedding ? 0.8 : 0,
    embedding,
  };
}

function chainOf(...observations: FaceObservation[]): FaceChain {
  return { observations };
}

const oneShot: Shot[] = [{ start: 0, end: 10, transition: 'start' }];

describe('from chains to face tracks', () => {
  test('a cut divides a chain, and each side reaches the cut', () => {
    const shots: Shot[] = [
      { start: 0, end: 0.6, transition: 'start' },
      { start: 0.6, end: 1.2, transition: 'cut' },
    ];
    const chain = chainOf(seen(0, ada), seen(0.25, null), seen(0.5, ada), seen(0.75, bo), seen(1, bo));
    const tracks = faceTracksOf([chain], shots, rules);
    expect(tracks.map(({ start, end }) => [start, end])).toEqual([
      [0, 0.6],
      [0.6, 1.2],
    ]);
    expect(tracks.map(({ embedding }) => [...embedding])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  test('a change of look inside a shot divides a chain', () => {
    const chain = chainOf(seen(2, ada), seen(2.25, ada), seen(2.5, bo), seen(2.75, bo));
    expect(faceTracksOf([chain], oneShot, rules)).toHaveLength(2);
  });

  test('a face that walks in at the edge starts half a step before its first sample', () => {
    const chain = chainOf(seen(0.5, ada, 0.02), seen(0.75, ada, 0.1), seen(1, ada, 0.3));
    expect(faceTracksOf([chain], oneShot, rules)[0]?.start).toBeCloseTo(0.375);
  });

  test('a face that turns to the camera in mid-picture was there since the cut', () => {
    const chain = chainOf(seen(0.5, ada), seen(0.75, ada), seen(1, ada));
    expect(faceTracksOf([chain], oneShot, rules)[0]?.start).toBe(0);
  });

  test('a face that was lost for a moment in its place is one track', () => {
    const before = chainOf(seen(2, ada), seen(2.25, ada));
    const after = chainOf(seen(4, ada, 0.45), seen(4.25, ada, 0.45));
    const [track, ...others] = faceTracksOf([before, after], oneShot, rules);
    expect([track!.samples.length, others.length]).toEqual([4, 0]);
  });

  test('a face that left the picture and came back is two', () => {
    const before = chainOf(seen(2, ada, 0.1), seen(2.25, ada, 0.01));
    const after = chainOf(seen(4, ada, 0.01), seen(4.25, ada, 0.1));
    expect(faceTracksOf([before, after], oneShot, rules)).toHaveLength(2);
  });

  test('two faces one after the other in one place are two', () => {
    const tracks = faceTracksOf(
      [chainOf(seen(2, ada), seen(2.5, ada)), chainOf(seen(3, bo), seen(3.5, bo))],
      oneShot,
      rules,
    );
    expect(tracks).toHaveLength(2);
  });

  test('in a fade a face ends when the picture is half dark', () => {
    const shots: Shot[] = [
      { start: 0, end: 3, transition: 'start' },
      { start: 3, end: 6, transition: 'fade' },
    ];
    const dark = { ...seen(2.75, null), light: 30 };
    const tracks = faceTracksOf(
      [chainOf(seen(2, ada), seen(2.25, null), seen(2.5, ada), dark)],
      shots,
      rules,
    );
    expect(tracks[0]?.end).toBeCloseTo(2.625);
  });

  test('a lone doubtful detection is no track', () => {
    const doubtful = { ...seen(3, ada), confidence: 0.6 };
    expect(faceTracksOf([chainOf(doubtful)], oneShot, rules)).toEqual([]);
  });

  test('a chain nobody looked at closely is no track', () => {
    expect(faceTracksOf([chainOf(seen(3, null), seen(3.25, null))], oneShot, rules)).toEqual([]);
  });

  test('the embedding leans to the looks of better quality', () => {
    const sharp = { ...seen(1, ada), quality: 0.9 };
    const blurred = { ...seen(2, new Float32Array([0.6, 0.8])), quality: 0.1 };
    const [track] = faceTracksOf([chainOf(sharp, blurred)], oneShot, rules);
    expect(track!.embedding[0]).toBeGreaterThan(0.99);
    expect(Math.hypot(...track!.embedding)).toBeCloseTo(1);
  });
});

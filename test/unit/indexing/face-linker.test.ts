import { describe, expect, test } from 'vitest';
import { FaceLinker, type FaceObservation } from '../../../src-main/indexing/face-linker.ts';

function seen(time: number, x: number, size = 0.2): FaceObservation {
  return {
    time,
    box: { x, y: 0.3, width: size, height: size },
    confidence: 0.9,
    light: 120,
    quality: 0,
    embedding: null,
  };
}

function link(samples: readonly FaceObservation[][]) {
  const linker = new FaceLinker();
  for (const faces of samples) if (faces[0]) linker.add(faces[0].time, faces);
  return linker.finish().map((chain) => chain.observations.map(({ time, box }) => [time, box.x]));
}

describe('linking faces from sample to sample', () => {
  test('a face that stays is one chain', () => {
    expect(link([[seen(0, 0.1)], [seen(0.25, 0.11)], [seen(0.5, 0.12)]])).toHaveLength(1);
  });

  test('two faces keep apart although the detector changes their order', () => {
    const chains = link([
      [seen(0, 0.1), seen(0, 0.6)],
      [seen(0.25, 0.6), seen(0.25, 0.1)],
      [seen(0.5, 0.11), seen(0.5, 0.61)],
    ]);
    expect(chains.map((chain) => chain.map(([, x]) => Math.round(x! * 10)))).toEqual([
      [1, 1, 1],
      [6, 6, 6],
    ]);
  });

  test('a moving face is looked for where its motion takes it', () => {
    const walk = [0, 0.25, 0.5, 0.75].map((time, step) => [seen(time, 0.05 + step * 0.14)]);
    expect(link(walk)).toHaveLength(1);
  });

  test('three faces after two start one new chain', () => {
    const chains = link([
      [seen(0, 0.1), seen(0, 0.4)],
      [seen(0.25, 0.1), seen(0.25, 0.4), seen(0.25, 0.75)],
    ]);
    expect(chains.map((chain) => chain.length).toSorted()).toEqual([1, 2, 2]);
  });

  test('one face after two continues the nearer chain', () => {
    const chains = link([[seen(0, 0.1), seen(0, 0.6)], [seen(0.25, 0.58)]]);
    expect(chains.map((chain) => chain.length)).toEqual([1, 2]);
  });

  test('a face elsewhere in the picture is another chain', () => {
    expect(link([[seen(0, 0.1)], [seen(0.25, 0.7)]])).toHaveLength(2);
  });

  test('a chain unseen for over a second is not taken up again', () => {
    expect(link([[seen(0, 0.1)], [seen(1.5, 0.1)]])).toHaveLength(2);
  });
});

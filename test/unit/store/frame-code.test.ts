import { describe, expect, it } from 'vitest';
import { dot, normalised } from '../../../src-main/domain/vector.ts';
import { signCodesOf } from '../../../src-main/domain/sign-code.ts';
import { decodeFrameCodes, encodeFrameCodes } from '../../../src-main/store/frame-code.ts';
import { frameCodes } from '../../../src-main/store/migrations/025-frame-codes.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

const vectors = Array.from({ length: 19 }, (_, row) =>
  Float32Array.from({ length: 100 }, (_value, i) => Math.sin(row * i)),
);
const codes = { times: Float64Array.from(vectors, (_, row) => row / 3), ...signCodesOf(vectors) };

describe('Codes of frames', () => {
  it('come back from their bytes as they were', () => {
    expect(decodeFrameCodes(encodeFrameCodes(codes))).toEqual(codes);
  });

  it('are none when they are cut off, or another thing', () => {
    const bytes = encodeFrameCodes(codes);
    for (const length of [0, 7, 8, bytes.length - 1]) {
      expect(decodeFrameCodes(bytes.subarray(0, length))).toBeNull();
    }
    expect(decodeFrameCodes(Buffer.concat([bytes, bytes]))).toBeNull();
  });

  it('are written of dense vectors alone', () => {
    const library = new WrittenLibrary();
    const film = library.film({ frames: { 1: { dog: 0.9 } } });
    const { frames } = library.store;
    frames.replace(film, 'dense', 'clip', [{ time: 2, vector: vectors[3]! }]);
    expect(frames.codes(film, 'clip')!.times).toEqual(Float64Array.of(2));
    expect(library.db.prepare('SELECT count(*) FROM frame_codes').pluck().get()).toBe(1);
    library.close();
  });

  it('stand for the frames of both passes, in the order of time', () => {
    const library = new WrittenLibrary();
    const film = library.film({});
    const { frames } = library.store;
    frames.replace(film, 'sketch', 'clip', [{ time: 4, vector: vectors[4]! }]);
    frames.replace(film, 'dense', 'clip', [
      { time: 5, vector: vectors[5]! },
      { time: 2, vector: vectors[3]! },
    ]);
    expect(frames.codes(film, 'clip')!.times).toEqual(Float64Array.of(2, 4, 5));
    frames.replace(film, 'sketch', 'clip', []);
    expect(frames.codes(film, 'clip')!.times).toEqual(Float64Array.of(2, 5));
    library.close();
  });

  it('lead to the products with the frames themselves, whether few are asked for or all', () => {
    const library = new WrittenLibrary();
    const film = library.film({});
    const { frames } = library.store;
    const own = vectors.map((vector) => normalised(vector.map((value, i) => value + i / 100)));
    frames.replace(film, 'dense', 'clip', own.map((vector, time) => ({ time, vector })).reverse());
    const products = (times: number[]) =>
      frames.products(own[2]!, [{ videoId: film, model: 'clip', times, all: own.length }]);
    const gone = own.length + 5;
    for (const times of [
      [3, 4, gone],
      [...own.keys(), gone],
    ]) {
      const found = products(times);
      expect(found).toHaveLength(times.length);
      for (const [at, time] of times.entries()) {
        if (time === gone) expect(found[at]).toBeNull();
        else expect(found[at]).toBeCloseTo(dot(own[2]!, own[time]!), 3);
      }
    }
    library.close();
  });

  it('lead to the products with all frames of a film of which one has few places filled', () => {
    const library = new WrittenLibrary();
    const film = library.film({});
    const black = Float32Array.from(vectors[0]!, (_, place) => (place === 0 ? 1 : 0));
    const own = [...vectors.slice(0, 6), black];
    library.store.frames.replace(
      film,
      'dense',
      'clip',
      own.map((vector, time) => ({ time, vector })),
    );
    const times = [...own.keys()];
    const found = library.store.frames.products(black, [
      { videoId: film, model: 'clip', times, all: own.length },
    ]);
    for (const time of times) expect(found[time]).toBeCloseTo(dot(black, own[time]!), 3);
    library.close();
  });

  it('find a place in a library from before', () => {
    const library = new WrittenLibrary();
    library.db.exec('DROP TABLE frame_codes');
    library.db.exec(frameCodes);
    expect(library.store.frames.codes(1, 'clip')).toBeNull();
    library.close();
  });
});

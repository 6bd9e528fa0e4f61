import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../src-main/domain/random.ts';
import { signCodesOf } from '../../../../src-main/domain/sign-code.ts';
import { cosine, dot, normalised } from '../../../../src-main/domain/vector.ts';
import { CodeQuery } from '../../../../src-main/search/coarse/code-query.ts';
import { codeScanWasm } from '../../../../src-main/search/coarse/code-scan-wasm.ts';
import {
  bestByFilm,
  comparedAmong,
  mostCompared,
  nearestFrames,
  type CodedFilm,
  type FramesOfFilm,
} from '../../../../src-main/search/coarse/nearest-frames.ts';
import { Pacer } from '../../../../src-main/search/pacer.ts';
import { compileLoop } from '../../../compile-loops.ts';

const random = seededRandom(7);
const direction = (length: number): Float32Array =>
  normalised(Float32Array.from({ length }, () => random.between(-1, 1)));

/** Films of frames that lie about a middle of their own. */
function madeFilms(films: number, frames: number, length: number): Float32Array[][] {
  return Array.from({ length: films }, () => {
    const middle = direction(length);
    return Array.from({ length: frames }, () => {
      const own = direction(length);
      return normalised(middle.map((value, i) => value + 0.8 * own[i]!));
    });
  });
}

function coded(films: readonly (readonly Float32Array[])[]): CodedFilm[] {
  return films.map((vectors, film) => ({
    videoId: film + 1,
    codes: { times: Float64Array.from(vectors.keys()), ...signCodesOf(vectors) },
  }));
}

it('the inner loop is what its text says', async () => {
  expect(await compileLoop('search/coarse/code-scan.wat')).toBe(codeScanWasm);
});

describe('The product with a coded vector', () => {
  it.each([48, 512, 1024, 1100])('is estimated without a bias, of %d numbers', (length) => {
    const [vectors] = madeFilms(1, 200, length) as [Float32Array[]];
    const query = normalised(vectors[5]!.map((value, i) => value + 0.5 * vectors[60]![i]!));
    const products: number[] = [];
    new CodeQuery(query).above(signCodesOf(vectors), -2, (row, product) => (products[row] = product));
    expect(products).toHaveLength(vectors.length);
    const errors = vectors.map((vector, row) => products[row]! - cosine(vector, query));
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    const spread = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(spread).toBeLessThan(1.2 / Math.sqrt(length));
  });

  it('is told of those alone that exceed a bound', () => {
    const [vectors] = madeFilms(1, 83, 512) as [Float32Array[]];
    const codes = signCodesOf(vectors);
    const query = new CodeQuery(vectors[7]!);
    const rowsAbove = (bound: number) => {
      const rows: [row: number, product: number][] = [];
      query.above(codes, bound, (row, product) => rows.push([row, product]));
      return rows;
    };
    const all = rowsAbove(-2);
    expect(all.map(([row]) => row)).toEqual([...vectors.keys()]);
    const bound = all[40]![1];
    expect(rowsAbove(bound)).toEqual(all.filter(([, product]) => product > bound));
    expect(rowsAbove(2)).toEqual([]);
  });

  it('is refused where the lengths differ', () => {
    const query = new CodeQuery(direction(512));
    expect(() => query.above(signCodesOf([direction(48)]), 0, () => {})).toThrow(RangeError);
  });
});

describe('The nearest frames of many films', () => {
  const films = madeFilms(60, 50, 512);
  const exactly = (query: Float32Array) => (wanted: readonly FramesOfFilm[]) =>
    wanted.flatMap(({ videoId, times }) => times.map((time) => dot(films[videoId - 1]![time]!, query)));

  it('are the true ones, and no other frame is nearer than the last that was compared', async () => {
    const query = normalised(films[3]![4]!.map((value, i) => value + 0.3 * films[8]![9]![i]!));
    const found = await nearestFrames(query, coded(films), exactly(query), new Pacer());
    expect(found.frames).toHaveLength(mostCompared);
    const all = films
      .flatMap((vectors, film) =>
        vectors.map((vector, time) => ({ videoId: film + 1, time, cosine: cosine(vector, query) })),
      )
      .toSorted((a, b) => b.cosine - a.cosine);
    const places = (frames: readonly { videoId: number; time: number }[]) =>
      new Set(frames.slice(0, 100).map(({ videoId, time }) => `${videoId} ${time}`));
    const true100 = places(all);
    expect([...places(found.frames)].filter((place) => true100.has(place)).length).toBeGreaterThanOrEqual(99);
    expect(found.frames[0]).toMatchObject({ videoId: 4, time: 4 });
    expect(bestByFilm(found).get(4)).toBeCloseTo(all[0]!.cosine, 5);
    expect(found.beyond).toBeLessThan(found.frames[100]!.cosine);
  });

  it('are all of them where there are few, and none in no film', async () => {
    const query = films[0]![0]!;
    const few = await nearestFrames(query, coded(films.slice(0, 2)), exactly(query), new Pacer());
    expect(few.frames).toHaveLength(100);
    expect(few.beyond).toBe(-1);
    const none = await nearestFrames(query, [], exactly(query), new Pacer());
    expect(none).toEqual({ frames: [], beyond: -1 });
  });

  it('leave out what has gone meanwhile', async () => {
    const none = (wanted: readonly FramesOfFilm[]) => wanted.flatMap(({ times }) => times.map(() => null));
    const gone = await nearestFrames(films[0]![0]!, coded(films.slice(0, 2)), none, new Pacer());
    expect(gone.frames).toEqual([]);
  });
});

it('More frames are compared exactly among more of them', () => {
  expect(comparedAmong(2000)).toBe(mostCompared);
  expect(comparedAmong(1_000_000)).toBe(mostCompared);
  expect(comparedAmong(4_000_000)).toBe(2 * mostCompared);
});

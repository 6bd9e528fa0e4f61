import { load as loadVectors } from 'sqlite-vec';
import Database from 'better-sqlite3';
import { seededRandom, type Random } from '../../src-main/domain/random.ts';
import { dot, normalised } from '../../src-main/domain/vector.ts';
import { mostCompared, nearestFrames, type CodedFilm } from '../../src-main/search/coarse/nearest-frames.ts';
import { Pacer } from '../../src-main/search/pacer.ts';
import { WrittenLibrary } from '../fixtures/written-library.ts';
import type { FigurePrinter } from './figure.ts';

const dimension = 512;
const framesPerFilm = 1000;
const usualFilms = 1000;
const model = 'made-up';
const queries = 20;
const nearest = 100;
/** Frames of one scene, which are alike. */
const sceneFrames = 10;
/** What each part of a made-up vector weighs: what all pictures share, the film, the scene, the frame. */
const weights = { all: 1, film: 0.6, scene: 0.7, frame: 0.5 };

/**
 * npm run bench -- index [films]
 * The nearest of very many dense vectors of frames: 512 numbers each, 1,000 to a film, made up in clusters. How long it
 * takes beside sqlite-vec, which compares all of them, and how many of the true nearest are found.
 */
export async function benchIndex(
  figures: FigurePrinter,
  [count = String(usualFilms)]: readonly string[],
): Promise<void> {
  const films = Number(count);
  const on = `${films * framesPerFilm} vectors of ${dimension}`;
  const isMillion = films === usualFilms;
  const library = new WrittenLibrary();
  const plain = openPlain();
  try {
    const { all, seconds } = fill(library, plain, films);
    figures.print('vectors written a second, with codes', (films * framesPerFilm) / seconds, on, '>= 20000');
    const before = process.memoryUsage.rss();
    let began = performance.now();
    const coded = library.reader.frames.stamps().flatMap(({ videoId }): CodedFilm[] => {
      const codes = library.reader.frames.codes(videoId, model);
      return codes ? [{ videoId, codes }] : [];
    });
    figures.print('seconds to read all codes', (performance.now() - began) / 1000, on);
    figures.print('MB that codes take', (process.memoryUsage.rss() - before) / 1e6, on);
    const exact = (videoId: number, time: number) => library.reader.frames.at(videoId, model, time);
    const asked = askedVectors(all);
    const [times, plainTimes, oneFilm]: number[][] = [[], [], []];
    let found = 0;
    for (const query of asked) {
      began = performance.now();
      const { frames } = await nearestFrames(query, coded, exact, new Pacer());
      times!.push(performance.now() - began);
      began = performance.now();
      plain.nearest(query);
      plainTimes!.push(performance.now() - began);
      began = performance.now();
      await nearestFrames(query, coded.slice(0, 1), exact, new Pacer());
      oneFilm!.push(performance.now() - began);
      const kept = new Set(frames.slice(0, nearest).map(({ videoId, time }) => `${videoId} ${time}`));
      found += trueNearest(all, query, coded).filter((frame) => kept.has(frame)).length;
    }
    figures.print('nearest 100, p50 ms', quantile(times!, 0.5), on);
    figures.print('nearest 100, p95 ms', quantile(times!, 0.95), on, isMillion ? '<= 60' : undefined);
    figures.print('recall of the nearest 100', found / (queries * nearest), on, '>= 0.99');
    figures.print('in one film of 1,000, p95 ms', quantile(oneFilm!, 0.95), on, '<= 5');
    figures.print('sqlite-vec over all floats, p50 ms', quantile(plainTimes!, 0.5), on);
    const times8 = quantile(plainTimes!, 0.5) / quantile(times!, 0.5);
    figures.print('times as fast as sqlite-vec', times8, `${on}, ${mostCompared} compared`, '>= 8');
  } finally {
    plain.close();
    library.close();
  }
}

interface Filled {
  /** `[films * framesPerFilm, dimension]` */
  readonly all: Float32Array;
  /** That the library needed to write them. */
  readonly seconds: number;
}

function fill(library: WrittenLibrary, plain: PlainVectors, films: number): Filled {
  const random = seededRandom(1);
  const noise = Float32Array.from({ length: 1_000_003 }, () => normal(random));
  const direction = (): Float32Array => {
    const from = random.whole(0, noise.length - dimension - 1);
    return noise.subarray(from, from + dimension);
  };
  const shared = Float32Array.from({ length: dimension }, () => normal(random));
  const all = new Float32Array(films * framesPerFilm * dimension);
  let seconds = 0;
  for (let film = 0; film < films; film++) {
    const own = direction();
    let scene = own;
    const frames = Array.from({ length: framesPerFilm }, (_, frame) => {
      if (frame % sceneFrames === 0) scene = direction();
      const noisy = direction();
      const vector = normalised(
        shared.map(
          (value, i) =>
            weights.all * value +
            weights.film * own[i]! +
            weights.scene * scene[i]! +
            weights.frame * noisy[i]!,
        ),
      );
      all.set(vector, (film * framesPerFilm + frame) * dimension);
      return { time: frame, vector };
    });
    const id = library.film({ duration: framesPerFilm });
    const began = performance.now();
    library.store.transaction(() => library.store.frames.replace(id, 'dense', model, frames));
    seconds += (performance.now() - began) / 1000;
    plain.add(frames.map(({ vector }) => vector));
  }
  return { all, seconds };
}

/** Nearly what some frame shows, as the encoding of a sentence or of another picture of it. */
function askedVectors(all: Float32Array): Float32Array[] {
  const random = seededRandom(2);
  return Array.from({ length: queries }, () => {
    const at = random.whole(0, all.length / dimension - 1) * dimension;
    return normalised(all.subarray(at, at + dimension).map((value) => value + 0.04 * normal(random)));
  });
}

function trueNearest(all: Float32Array, query: Float32Array, films: readonly CodedFilm[]): string[] {
  const products = Float32Array.from({ length: all.length / dimension }, (_, row) =>
    dot(query, all.subarray(row * dimension, (row + 1) * dimension)),
  );
  const least = products.toSorted().at(-nearest)!;
  return [...products.keys()]
    .filter((row) => products[row]! >= least)
    .map((row) => `${films[Math.floor(row / framesPerFilm)]!.videoId} ${row % framesPerFilm}`);
}

interface PlainVectors {
  add(vectors: readonly Float32Array[]): void;
  nearest(query: Float32Array): unknown;
  close(): void;
}

/** All vectors as sqlite-vec compares them: every one, as floats, in memory. */
function openPlain(): PlainVectors {
  const db = new Database(':memory:');
  loadVectors(db);
  db.exec(`CREATE VIRTUAL TABLE plain USING vec0 (embedding FLOAT[${dimension}] distance_metric=cosine)`);
  const insert = db.prepare('INSERT INTO plain (embedding) VALUES (?)');
  const select = db.prepare(
    `SELECT rowid FROM plain WHERE embedding MATCH ? AND k = ${nearest} ORDER BY distance`,
  );
  const bytes = ({ buffer, byteOffset, byteLength }: Float32Array): Buffer =>
    Buffer.from(buffer, byteOffset, byteLength);
  return {
    add: db.transaction((vectors: readonly Float32Array[]) => {
      for (const vector of vectors) insert.run(bytes(vector));
    }),
    nearest: (query) => select.all(bytes(query)),
    close: () => db.close(),
  };
}

function normal(random: Random): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.next();
  return sum;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { comparedAmong } from '../../../src-main/search/coarse/nearest-frames.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';
import type { FigurePrinter } from '../figure.ts';
import { quantile } from '../quantile.ts';
import { dimension, framesPerFilm, MadeUpVectors, TrueNearest, type VectorFilms } from './made-up-vectors.ts';
import { PlainVectors } from './plain-vectors.ts';
import { realFaces } from './real-faces.ts';
import type { Answer, SearchRun } from './search-process.ts';
import { model, SearchedLibrary } from './searched-library.ts';
import { SpreadFaces } from './spread-faces.ts';

const nearest = 100;
const queries = 40;
/** Vectors that are asked for first, and not counted: the bounds are those of a program in use. */
const warming = 10;
/** sqlite-vec takes seconds for each. */
const plainQueries = 10;
/** Beyond this its floats do not fit in the memory of a usual machine. */
const mostPlainFilms = 1000;
const mostFilmsOfFaces = 200;
const searchedEvery = 50;

/** Seeds of what is reported; those for trying settings are others. */
export const reportSeeds = { vectors: 1, queries: 2 };
export const tuningSeeds = { vectors: 11, queries: 12 };

interface Bounds {
  readonly written?: string;
  readonly p95?: string;
  readonly recall?: string;
  readonly inFilm?: string;
  readonly faster?: string;
  readonly memory?: string;
}

const ofAnySize: Bounds = { written: '>= 20000', inFilm: '<= 5', faster: '>= 8' };
const ofSize: Readonly<Record<number, Bounds>> = {
  1000: { p95: '<= 60', recall: '>= 0.99' },
  4000: { p95: '<= 200', recall: '>= 0.98', memory: '<= 1200' },
};
/** Vectors of faces are twice as long as those that the other bounds are for. */
const ofFaces: Bounds = { recall: '>= 0.99' };

/** The nearest of very many dense vectors of frames, made up in clusters: see {@link benchNearest}. */
export async function benchVectors(
  figures: FigurePrinter,
  films: number,
  seeds: typeof reportSeeds,
): Promise<void> {
  const on = `${films * framesPerFilm} vectors of ${dimension}, seed ${seeds.vectors}`;
  await benchNearest(figures, films, new MadeUpVectors(seeds.vectors), seeds.queries, on, {
    ...ofAnySize,
    ...ofSize[films],
  });
}

/**
 * The same of faces as the starter pack's model describes them, in films that were made for trials, spread over many more
 * films: see spread-faces.ts.
 */
export async function benchRealVectors(
  figures: FigurePrinter,
  films: number,
  seeds: typeof reportSeeds,
): Promise<void> {
  const count = Math.min(films, mostFilmsOfFaces);
  const real = await realFaces();
  const faces = real.reduce((sum, { vectors }) => sum + vectors.length, 0);
  const made = new SpreadFaces(seeds.vectors, real);
  const on = `${count * framesPerFilm} vectors of ${made.dimension} about ${faces} real faces, seed ${seeds.vectors}`;
  await benchNearest(figures, count, made, seeds.queries, on, ofFaces);
}

/**
 * How fast vectors are written, how long a search takes beside sqlite-vec, which compares all of them, how many of the
 * true nearest are found, and what memory that takes.
 */
async function benchNearest(
  figures: FigurePrinter,
  films: number,
  made: VectorFilms,
  querySeed: number,
  on: string,
  bounds: Bounds,
): Promise<void> {
  const asked = made.asked(querySeed, warming + queries, films);
  const plain = films <= mostPlainFilms ? new PlainVectors(made.dimension, nearest) : null;
  const library = new WrittenLibrary();
  try {
    const { videoIds, truth, seconds, foundAtOnce } = await fill(library, made, asked, films, plain);
    figures.print(
      'vectors written a second, with codes',
      (films * framesPerFilm) / seconds,
      on,
      bounds.written,
    );
    figures.print('share of what was just written that a search finds', foundAtOnce, on, '>= 1');
    const plainTimes = asked.slice(warming, warming + plainQueries).flatMap(({ vector }) => {
      const began = performance.now();
      return plain?.nearest(vector) ? [performance.now() - began] : [];
    });
    plain?.close();

    const run = await searchInProcess(
      library.folder,
      asked.map(({ film, vector }) => ({ vector, videoId: videoIds[film]! })),
    );
    const { firstAnswer, everywhere, inFilm, residentBytes } = run;
    figures.print('seconds from an unopened library to the first answer', firstAnswer, on);
    figures.print('nearest 100, warm, p50 ms', timeAt(everywhere, 0.5), on);
    figures.print('nearest 100, warm, p95 ms', timeAt(everywhere, 0.95), on, bounds.p95);
    const measured = truth.slice(warming);
    figures.print(
      'recall of the nearest 100',
      recall(
        everywhere,
        measured.map(({ all }) => all),
      ),
      on,
      bounds.recall,
    );
    figures.print('in one film of 1,000, warm, p95 ms', timeAt(inFilm, 0.95), on, bounds.inFilm);
    figures.print(
      'recall in one film of 1,000',
      recall(
        inFilm,
        measured.map(({ own }) => own),
      ),
      on,
      '>= 1',
    );
    figures.print('resident memory, MB', residentBytes / 1e6, on, bounds.memory);
    if (plainTimes.length > 0) {
      figures.print('sqlite-vec over all floats, p50 ms', quantile(plainTimes, 0.5), on);
      const faster = quantile(plainTimes, 0.5) / timeAt(everywhere, 0.5);
      figures.print(
        'times as fast as sqlite-vec',
        faster,
        `${on}, ${comparedAmong(films * framesPerFilm)} compared`,
        bounds.faster,
      );
    }
  } finally {
    plain?.close();
    library.close();
  }
}

interface Filled {
  /** By film. */
  readonly videoIds: readonly number[];
  /** By what is asked for: film and second of the true nearest in the whole library, and in the film that it is like. */
  readonly truth: readonly { readonly all: ReadonlySet<string>; readonly own: ReadonlySet<string> }[];
  /** That the library needed to write them. */
  readonly seconds: number;
  /** Of searches between for a frame just written, how many found it first. */
  readonly foundAtOnce: number;
}

async function fill(
  library: WrittenLibrary,
  made: VectorFilms,
  asked: ReturnType<VectorFilms['asked']>,
  films: number,
  plain: PlainVectors | null,
): Promise<Filled> {
  const truth = asked.map(({ vector }) => ({
    all: new TrueNearest(vector, nearest),
    own: new TrueNearest(vector, nearest),
  }));
  const searched = new SearchedLibrary(library.reader);
  const videoIds: number[] = [];
  let seconds = 0;
  let searches = 0;
  let found = 0;
  for (let film = 0; film < films; film++) {
    const vectors = made.film(film);
    const id = library.film({ duration: framesPerFilm });
    const began = performance.now();
    library.store.transaction(() =>
      library.store.frames.replace(
        id,
        'dense',
        model,
        vectors.map((vector, time) => ({ time, vector })),
      ),
    );
    seconds += (performance.now() - began) / 1000;
    videoIds.push(id);
    plain?.add(vectors);
    for (const [at, { all, own }] of truth.entries()) {
      all.add(id, vectors);
      if (asked[at]!.film === film) own.add(id, vectors);
    }
    if (film % searchedEvery > 0) continue;
    searches++;
    const last = framesPerFilm - 1;
    if ((await searched.nearest(vectors[last]!, 1))[0] === `${id} ${last}`) found++;
  }
  return {
    videoIds,
    seconds,
    foundAtOnce: found / searches,
    truth: truth.map(({ all, own }) => ({ all: all.places(), own: own.places() })),
  };
}

const execute = promisify(execFile);
const searchProcess = fileURLToPath(new URL('./search-process.ts', import.meta.url));

async function searchInProcess(
  folder: string,
  asked: readonly { readonly vector: Float32Array; readonly videoId: number }[],
): Promise<SearchRun> {
  const file = join(folder, 'asked.floats');
  writeFileSync(file, Buffer.concat(asked.map(({ vector }) => Buffer.from(vector.buffer))));
  const films = asked.map(({ videoId }) => videoId).join(',');
  const { stdout } = await execute(
    process.execPath,
    [searchProcess, folder, file, String(asked[0]!.vector.length), films, String(warming), String(nearest)],
    { maxBuffer: 2 ** 26 },
  );
  return JSON.parse(stdout) as SearchRun;
}

function timeAt(answers: readonly Answer[], share: number): number {
  return quantile(
    answers.map(({ milliseconds }) => milliseconds),
    share,
  );
}

function recall(answers: readonly Answer[], truth: readonly ReadonlySet<string>[]): number {
  const shares = answers.map(
    ({ places }, at) => places.filter((place) => truth[at]!.has(place)).length / nearest,
  );
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

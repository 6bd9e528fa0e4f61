import { readFileSync } from 'node:fs';
import { openForReading } from '../../../src-main/store/library-database.ts';
import { LibraryReader } from '../../../src-main/store/library-reader.ts';
import { SearchedLibrary } from './searched-library.ts';

// Opens a library and asks for the nearest of many vectors, in a process of its own, so that its memory and its first
// answer can be measured. Prints one line of JSON: a SearchRun.

/** What a process found, and what it took. */
export interface SearchRun {
  /** From an unopened library to the first answer, in seconds. */
  readonly firstAnswer: number;
  /** By vector, milliseconds and what was found. */
  readonly everywhere: readonly Answer[];
  /** The same, in the vector's film alone. */
  readonly inFilm: readonly Answer[];
  /** At the end. */
  readonly residentBytes: number;
}

export interface Answer {
  readonly milliseconds: number;
  readonly places: readonly string[];
}

const [folder, vectorFile, dimensionOfAll, filmList, warming, count] = process.argv.slice(2);
if (!folder || !vectorFile || !dimensionOfAll || !filmList || !warming || !count) {
  throw new Error(
    'usage: search-process <library folder> <vectors> <dimension> <film of each> <how many warm up> <nearest>',
  );
}
const dimension = Number(dimensionOfAll);
const values = new Float32Array(new Uint8Array(readFileSync(vectorFile)).buffer);
const vectors = Array.from({ length: values.length / dimension }, (_, row) =>
  values.subarray(row * dimension, (row + 1) * dimension),
);
const films = filmList.split(',').map(Number);

const began = performance.now();
const reader = new LibraryReader(openForReading(folder));
const library = new SearchedLibrary(reader);
await library.nearest(vectors[0]!, Number(count));
const firstAnswer = (performance.now() - began) / 1000;

async function answer(vector: Float32Array, film: number | null): Promise<Answer> {
  const started = performance.now();
  const places = await library.nearest(vector, Number(count), film);
  return { milliseconds: performance.now() - started, places };
}

const everywhere: Answer[] = [];
const inFilm: Answer[] = [];
for (const [at, vector] of vectors.entries()) {
  const both = [await answer(vector, null), await answer(vector, films[at]!)] as const;
  if (at < Number(warming)) continue;
  everywhere.push(both[0]);
  inFilm.push(both[1]);
}
reader.close();
const run: SearchRun = { firstAnswer, everywhere, inFilm, residentBytes: process.memoryUsage.rss() };
console.log(JSON.stringify(run));

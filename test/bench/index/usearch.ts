import { statSync } from 'node:fs';
import { join } from 'node:path';
import { WrittenLibrary } from '../../fixtures/written-library.ts';
import type { FigurePrinter } from '../figure.ts';
import { quantile } from '../quantile.ts';
import { HnswGraph, openUsearch, type Usearch } from './hnsw-graph.ts';
import { dimension, framesPerFilm, MadeUpVectors, TrueNearest } from './made-up-vectors.ts';
import { model, SearchedLibrary } from './searched-library.ts';

/** To build the graph of a million takes a quarter of an hour. */
const mostFilms = 100;
const nearest = 100;
const queries = 40;
const warming = 10;
const leastRecall = 0.99;
/** Candidates that a search of the graph follows: the fewest that reach the recall are taken. */
const expansions = [64, 128, 256, 512, 1024, 2048];

/**
 * The nearest of many vectors by Kinora's scan beside usearch's graph (HNSW), where that finds 99 % of them: what each
 * takes to search, to build, on the disk and in memory. Says so and prints nothing where usearch is not installed.
 */
export async function benchUsearch(
  figures: FigurePrinter,
  films: number,
  seeds: { readonly vectors: number; readonly queries: number },
): Promise<void> {
  const usearch = await openUsearch();
  if (!usearch) {
    console.error('usearch is left out: it is not installed. “npm install --no-save usearch” does that.');
    return;
  }
  const count = Math.min(films, mostFilms);
  const on = `${count * framesPerFilm} vectors of ${dimension}, seed ${seeds.vectors}`;
  const made = new MadeUpVectors(seeds.vectors);
  const asked = made.asked(seeds.queries, warming + queries, count).map(({ vector }) => vector);
  const truth = asked.map((vector) => new TrueNearest(vector, nearest));
  const library = new WrittenLibrary();
  try {
    const graph = new HnswGraph(usearch, dimension, expansions[0]!);
    const seconds = { library: 0, graph: 0 };
    for (let film = 0; film < count; film++) {
      const vectors = made.film(film);
      const id = library.film({ duration: framesPerFilm });
      const frames = vectors.map((vector, time) => ({ time, vector }));
      seconds.library += secondsOf(() =>
        library.store.transaction(() => library.store.frames.replace(id, 'dense', model, frames)),
      );
      seconds.graph += secondsOf(() => graph.add(id * framesPerFilm, vectors));
      for (const one of truth) one.add(id, vectors);
    }
    const true100 = truth.map((one) => one.places());
    const file = join(library.folder, 'graph.usearch');
    graph.save(file);

    const own = await searchLibrary(library, asked, true100);
    const theirs = searchGraph(usearch, file, asked, true100);
    // What Kinora keeps beside the vectors themselves, which stay in SQLite either way; it is held in memory as it is.
    const codes = library.db.prepare('SELECT sum(length(codes)) FROM frame_codes').pluck().get() as number;
    const both = `${on}, ${theirs.candidates} candidates`;
    figures.print('Kinora: recall of the nearest 100', own.recall, on, `>= ${leastRecall}`);
    figures.print('usearch: recall of the nearest 100', theirs.recall, both);
    figures.print('Kinora: nearest 100, warm, p50 ms', own.p50, on);
    figures.print('usearch: nearest 100, warm, p50 ms', theirs.p50, both);
    figures.print('usearch / Kinora, time of a search', theirs.p50 / own.p50, both);
    figures.print('usearch / Kinora, time to build', seconds.graph / seconds.library, both);
    figures.print('usearch / Kinora, file', statSync(file).size / codes, both);
    figures.print('usearch / Kinora, memory', theirs.memory / codes, both);
    figures.print('usearch: memory, MB', theirs.memory / 1e6, both);
    figures.print('Kinora: codes in memory, MB', codes / 1e6, on);
  } finally {
    library.close();
  }
}

interface Searched {
  readonly recall: number;
  /** Milliseconds. */
  readonly p50: number;
}

async function searchLibrary(
  library: WrittenLibrary,
  asked: readonly Float32Array[],
  truth: readonly ReadonlySet<string>[],
): Promise<Searched> {
  const searched = new SearchedLibrary(library.reader);
  const found: string[][] = [];
  const times: number[] = [];
  for (const vector of asked) {
    const began = performance.now();
    found.push(await searched.nearest(vector, nearest));
    times.push(performance.now() - began);
  }
  return { p50: quantile(times.slice(warming), 0.5), recall: recallOf(found, truth) };
}

interface SearchedGraph extends Searched {
  readonly candidates: number;
  /** Bytes by which the process grew when it was loaded. */
  readonly memory: number;
}

/** With the fewest candidates that reach the recall, or the most that are tried. */
function searchGraph(
  usearch: Usearch,
  file: string,
  asked: readonly Float32Array[],
  truth: readonly ReadonlySet<string>[],
): SearchedGraph {
  let memory: number | null = null;
  for (const candidates of expansions) {
    const before = process.memoryUsage.rss();
    const graph = new HnswGraph(usearch, dimension, candidates);
    graph.load(file);
    // Of the first that is loaded; later ones may take the room of those before.
    memory ??= process.memoryUsage.rss() - before;
    const times: number[] = [];
    const found = asked.map((vector) => {
      const began = performance.now();
      const rows = graph.nearest(vector, nearest);
      times.push(performance.now() - began);
      return rows.map((row) => `${Math.floor(row / framesPerFilm)} ${row % framesPerFilm}`);
    });
    const recall = recallOf(found, truth);
    if (recall < leastRecall && candidates !== expansions.at(-1)) continue;
    return { candidates, memory, recall, p50: quantile(times.slice(warming), 0.5) };
  }
  throw new Error('No number of candidates is tried.');
}

function recallOf(found: readonly (readonly string[])[], truth: readonly ReadonlySet<string>[]): number {
  const shares = found.map((places, at) => places.filter((place) => truth[at]!.has(place)).length / nearest);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

function secondsOf(work: () => void): number {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
}

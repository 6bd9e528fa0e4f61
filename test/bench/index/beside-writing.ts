import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../../../src-main/domain/random.ts';
import { linesWithAll, wordsClause } from '../../../src-main/search/dialogue-search.ts';
import { closeWriter } from '../../../src-main/store/library-database.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';
import type { FigurePrinter } from '../figure.ts';
import { quantile } from '../quantile.ts';
import { tellingWord } from './made-up-lines.ts';
import { framesPerFilm, MadeUpVectors } from './made-up-vectors.ts';
import { SearchedLibrary } from './searched-library.ts';
import { writeMadeUpFilm } from './write-film.ts';

const mostFilms = 200;
const searches = 60;
/** Milliseconds between searches, as a person takes them at the quickest. */
const pause = 50;
const writeProcess = fileURLToPath(new URL('./write-process.ts', import.meta.url));

/** How much longer a search takes, and how late the thread is, while another process writes film after film. */
export async function benchBesideWriting(
  figures: FigurePrinter,
  films: number,
  seeds: { readonly vectors: number; readonly queries: number },
): Promise<void> {
  const count = Math.min(films, mostFilms);
  const on = `${count * framesPerFilm} vectors, seed ${seeds.vectors}`;
  const made = new MadeUpVectors(seeds.vectors);
  const library = new WrittenLibrary();
  try {
    for (let film = 0; film < count; film++) writeMadeUpFilm(library.store, made, film);
    closeWriter(library.db);
    const asked = made.asked(seeds.queries, searches, count).map(({ vector }) => vector);
    const searched = new SearchedLibrary(library.reader);
    const random = seededRandom(seeds.queries);
    const search = async (vector: Float32Array): Promise<void> => {
      await searched.nearest(vector, 100);
      linesWithAll(library.reader, wordsClause(tellingWord(random), true)!, null);
    };
    for (const vector of asked) await search(vector);
    const idleBefore = await timesOf(search, asked);
    const writer = spawn(
      process.execPath,
      [writeProcess, library.folder, String(seeds.vectors), String(count)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const ended = once(writer, 'exit');
    await once(writer.stdout, 'data');
    const before = library.reader.videos.all().length;
    const began = performance.now();
    const beside = await timesOf(search, asked);
    const written = (library.reader.videos.all().length - before) / ((performance.now() - began) / 1000);
    writer.kill('SIGKILL');
    await ended;
    // The library has grown meanwhile: it is as large as beside writing on the average of both.
    const idle = together(idleBefore, await timesOf(search, asked));
    figures.print('films written a second beside searches', written, on);
    for (const share of [0.5, 0.95]) {
      const name = `p${share * 100}`;
      figures.print(`search, idle, ${name} ms`, quantile(idle.times, share), on);
      figures.print(`search beside writing, ${name} ms`, quantile(beside.times, share), on);
    }
    const slower = quantile(beside.times, 0.5) / quantile(idle.times, 0.5);
    figures.print('search beside writing, times as long', slower, on, '<= 1.5');
    figures.print('search, idle, processor ms', idle.processor, on);
    figures.print('search beside writing, processor ms', beside.processor, on);
    figures.print('longest hold of the thread beside writing, ms', beside.longestHold, on);
  } finally {
    library.close();
  }
}

interface Timed {
  /** Milliseconds. */
  readonly times: readonly number[];
  readonly longestHold: number;
  /** Milliseconds a search, which other work on the machine hardly changes. */
  readonly processor: number;
}

async function timesOf(
  search: (vector: Float32Array) => Promise<void>,
  asked: readonly Float32Array[],
): Promise<Timed> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const times: number[] = [];
  let processor = 0;
  for (const vector of asked) {
    const began = performance.now();
    const before = process.cpuUsage();
    await search(vector);
    const { user, system } = process.cpuUsage(before);
    processor += (user + system) / 1000;
    times.push(performance.now() - began);
    await wait(pause);
  }
  delay.disable();
  return { times, longestHold: delay.max / 1e6, processor: processor / asked.length };
}

function together(one: Timed, other: Timed): Timed {
  return {
    times: [...one.times, ...other.times],
    longestHold: Math.max(one.longestHold, other.longestHold),
    processor: (one.processor + other.processor) / 2,
  };
}

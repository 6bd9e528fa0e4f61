import { fileURLToPath } from 'node:url';
import { seededRandom } from '../../src-main/domain/random.ts';
import { makeFilm } from '../../src-main/film-maker/make-film.ts';
import { sampleScript } from '../../src-main/film-maker/sample-script.ts';
import { ensureFfmpeg } from '../../src-main/media/ffmpeg-install.ts';
import { WrittenLibrary } from '../fixtures/written-library.ts';
import type { FigurePrinter } from './figure.ts';
import { fillLibrary } from './made-up-library.ts';
import { quantile } from './quantile.ts';
import { ServedProcess } from './served-process.ts';

const films = 1000;
const usualClients = 50;
const usualSeconds = 120;
const queries = [
  'a dog in the kitchen',
  '@Ada',
  '@Ada with a dog',
  '"good morning"',
  'the red car then @Ada',
  'umbrella',
];
/** What a player asks for at once, in bytes, and how long a person looks before the next thing, in milliseconds. */
const stretch = 256 * 1024;
const looks = [500, 4000] as const;
const filmCache = fileURLToPath(new URL('../../.cache/films/', import.meta.url));

/**
 * npm run bench -- load [clients] [seconds]
 * Many browsers at one library of a thousand made-up films: each searches, then plays a stretch of the one real film, and
 * so on.
 */
export async function benchLoad(
  figures: FigurePrinter,
  [clients = String(usualClients), seconds = String(usualSeconds)]: readonly string[],
): Promise<void> {
  const library = new WrittenLibrary();
  fillLibrary(library, films);
  library.release();
  const film = await makeFilm(await ensureFfmpeg((line) => console.error(line)), sampleScript(), filmCache);
  const served = await ServedProcess.start(library.folder);
  try {
    await served.call('library.index', { paths: [film.film] });
    // Newest film last: made-up films have the numbers before it.
    const path = `/media/video/${films + 1}`;
    for (const query of queries) await served.call('search.run', { query });
    const before = served.holdings();
    const until = performance.now() + Number(seconds) * 1000;
    const searches: number[] = [];
    const reads: number[] = [];
    const faults: string[] = [];
    const client = async (number: number): Promise<void> => {
      const random = seededRandom(number);
      while (performance.now() < until) {
        await timed(searches, faults, () => served.call('search.run', { query: random.pick(queries) }));
        await look(random.between(...looks));
        const first = random.whole(0, 4) * stretch;
        await timed(reads, faults, () => served.read(path, first, first + stretch - 1));
        await look(random.between(...looks));
      }
    };
    await Promise.all(Array.from({ length: Number(clients) }, (_, number) => client(number + 1)));
    const after = served.holdings();
    const on = `${clients} clients for ${seconds} s, ${films} made-up films`;
    for (const fault of new Set(faults)) console.error(fault);
    figures.print('searches', searches.length, on);
    figures.print('stretches of film', reads.length, on);
    figures.print('errors', faults.length, on, '<= 0');
    figures.print('search, p50 ms', quantile(searches, 0.5), on);
    figures.print('search, p95 ms', quantile(searches, 0.95), on, '<= 1000');
    figures.print('stretch of film, p95 ms', quantile(reads, 0.95), on);
    figures.print('memory before, MB', before.megabytes, on);
    figures.print('memory afterwards, as a share of that', after.megabytes / before.megabytes, on, '<= 1.2');
    figures.print(
      'open files more than before',
      after.files - before.files,
      on,
      `<= ${Number(clients) + 10}`,
    );
  } finally {
    await served.stop();
    library.close();
  }
}

async function timed(times: number[], faults: string[], work: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  try {
    await work();
    times.push(performance.now() - began);
  } catch (error) {
    faults.push(String(error));
  }
}

const look = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

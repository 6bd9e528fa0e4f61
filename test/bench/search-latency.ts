import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { ConceptWords } from '../../src-main/models/concept-bank/concept-words.ts';
import { FilmSights } from '../../src-main/search/film-sights.ts';
import { FrameIndex } from '../../src-main/search/frame-index.ts';
import { LibraryMemory } from '../../src-main/search/library-memory.ts';
import { Pacer } from '../../src-main/search/pacer.ts';
import { seenText } from '../../src-main/search/seen-text.ts';
import { MomentSearch } from '../../src-main/search/moment-search.ts';
import { WrittenLibrary } from '../fixtures/written-library.ts';
import type { FigurePrinter } from './figure.ts';
import { fillLibrary, framesPerFilm, linesPerFilm } from './made-up-library.ts';

const films = Number(process.env['KINORA_BENCH_FILMS'] ?? 1000);

/** Queries of every kind, several of each. */
const queries: Readonly<Record<string, readonly string[]>> = {
  thing: ['a dog', 'giraffe', 'the red car', 'umbrella', 'a green bus'],
  'things together': [
    'a dog in the kitchen',
    'a man with a laptop on the couch',
    'two people on the street with an umbrella',
  ],
  everywhere: ['person', 'a woman', 'outdoors', 'close-up'],
  person: ['@Ada', '@Ada @Bo', '@Ada -@Cleo'],
  'person and thing': ['@Ada with a dog', '@Bo in the kitchen', '@Cleo @Dan car'],
  dialogue: ['"good morning"', 'mug kitchen', 'where is my friend'],
  'person and dialogue': ['@Ada "good morning"', '@Bo saying the mug is in the kitchen'],
  sequence: ['the red car then @Ada', 'dog then within 30s cat', '@Ada then @Bo then a dog'],
  absent: ['kitchen -dog', '@Ada not the red car'],
  alternatives: ['dog or cat', '@Ada or "good morning"'],
  nothing: ['a purple zebra with a toaster', 'xylophone'],
};
const runs = 5;
/** What a person takes for at once. */
const bounds = { p50: '<= 80', p95: '<= 200' };

/** How long a search takes over a large library that was made up, and how long it holds up the thread. */
export async function benchSearchLatency(figures: FigurePrinter): Promise<void> {
  const library = new WrittenLibrary();
  try {
    fillLibrary(library, films);
    const engine = new MomentSearch(library.reader, new ConceptWords());
    const on = `${films} made-up films of ${framesPerFilm} frames and ${linesPerFilm} lines`;
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const began = performance.now();
    await engine.warm();
    figures.print('search, seconds to warm up', (performance.now() - began) / 1000, on);
    figures.print('search, longest hold of the thread while warming, ms', delay.max / 1e6, on);
    delay.reset();
    const all: number[] = [];
    const busy: number[] = [];
    for (const [kind, texts] of Object.entries(queries)) {
      const times: number[] = [];
      for (let run = 0; run < runs; run++) {
        for (const text of texts) {
          const started = performance.now();
          const before = process.cpuUsage();
          await engine.run(text, 50);
          times.push(performance.now() - started);
          const { user, system } = process.cpuUsage(before);
          busy.push((user + system) / 1000);
          await setImmediate();
        }
      }
      printTimes(figures, `search, ${kind}`, times, on);
      all.push(...times);
    }
    printTimes(figures, 'search, all kinds', all, on, films >= 1000 ? bounds : undefined);
    const scan = await secondsToScan(library);
    figures.print('one look at every picture of the library, ms', 1000 * scan, on);
    figures.print(
      'search, all kinds, processor time, p50 as a share of that',
      median(busy) / (1000 * scan),
      on,
    );
    // On a machine that does other things at once, the wall tells less than this.
    printTimes(figures, 'search, all kinds, processor time', busy, on);
    figures.print('search, longest hold of the thread, ms', delay.max / 1e6, on);
    figures.print('resident memory, MB', process.memoryUsage().rss / 1e6, on);
  } finally {
    library.close();
  }
}

/** What comparing a text of three words with every picture takes where none is left out, the pictures being in memory. */
async function secondsToScan(library: WrittenLibrary): Promise<number> {
  const words = new ConceptWords();
  const index = new FrameIndex(library.reader, new LibraryMemory(library.reader), words);
  const pictured = await index.films(new Pacer());
  const text = await seenText(words, 'a dog in the kitchen with an umbrella');
  const before = process.cpuUsage();
  for (const { videoId } of pictured) {
    if (new FilmSights(text, index.framesOf(videoId)).levels.length === 0) throw new Error('No pictures.');
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1]!;
}

function printTimes(
  figures: FigurePrinter,
  name: string,
  times: readonly number[],
  on: string,
  must?: { readonly p50: string; readonly p95: string },
): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  figures.print(`${name}, p50 ms`, at(0.5), on, must?.p50);
  figures.print(`${name}, p95 ms`, at(0.95), on, must?.p95);
}

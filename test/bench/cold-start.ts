import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { WrittenLibrary } from '../fixtures/written-library.ts';
import type { FigurePrinter } from './figure.ts';
import { fillLibrary } from './made-up-library.ts';
import { medianOf } from './scores.ts';

const run = promisify(execFile);
const openCore = fileURLToPath(new URL('./cold-start/open-core.ts', import.meta.url));
const compiled = fileURLToPath(new URL('../../dist/main/src-main/api/core.js', import.meta.url));
const sources = fileURLToPath(new URL('../../src-main/api/core.ts', import.meta.url));

const usualFilms = 1000;
const starts = 7;

/** Milliseconds since the process began. */
interface Start {
  readonly ready: number;
  readonly found: number;
}

/**
 * npm run bench -- cold-start [films]
 * How long a process takes that opens a large library, until the core answers its first call, and its first search. The
 * compiled program is asked, as the desktop app does; without `npm run build` the sources, which takes longer.
 */
export async function benchColdStart(
  figures: FigurePrinter,
  [films = String(usualFilms)]: readonly string[],
): Promise<void> {
  const library = new WrittenLibrary();
  try {
    fillLibrary(library, Number(films));
    library.release();
    const isCompiled = existsSync(compiled);
    const on = `${films} made-up films, ${isCompiled ? 'the compiled program' : 'the sources'}`;
    const took: Start[] = [];
    for (let start = 0; start < starts; start++) {
      const { stdout } = await run(process.execPath, [
        openCore,
        isCompiled ? compiled : sources,
        library.folder,
      ]);
      took.push(JSON.parse(stdout) as Start);
    }
    // What the first start reads is new to this machine, or is not: that cannot be known.
    const [first, ...later] = took;
    figures.print('first start to the first answer, s', first!.ready / 1000, on);
    figures.print(
      'start to the first answer, s',
      medianOf(later.map(({ ready }) => ready)) / 1000,
      on,
      '<= 1.5',
    );
    figures.print('start to the first search, s', medianOf(later.map(({ found }) => found)) / 1000, on);
  } finally {
    library.close();
  }
}

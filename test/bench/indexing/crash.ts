import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { generatedScript } from '../../../src-main/film-maker/generated-script.ts';
import { makeFilm, type MadeFilm } from '../../../src-main/film-maker/make-film.ts';
import { seededRandom } from '../../../src-main/domain/random.ts';
import { ensureFfmpeg } from '../../../src-main/media/ffmpeg-install.ts';
import { askKinora, endOf, startKinora } from '../../integration/cli/kinora-process.ts';
import { dumpOf } from '../../integration/cli/library-dump.ts';
import type { FigurePrinter } from '../figure.ts';

const filmCache = fileURLToPath(new URL('../../../.cache/films/', import.meta.url));
const firstSeed = 1100;
const secondsOfFilm = 5;

export interface CrashSize {
  readonly kills: number;
  readonly films: number;
}

/**
 * Kills the program that indexes a library at random instants, again and again until the library is finished, then
 * compares every row with those of an undisturbed run; as many libraries one after another as the kills need.
 */
export async function benchCrash(
  figures: FigurePrinter,
  { kills, films }: CrashSize = { kills: 100, films: 20 },
): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'kinora-crash-'));
  try {
    const made = await makeFilms(films);
    const paths = made.map(({ film }) => film);
    const undisturbed = await newLibrary(join(home, 'undisturbed'), made[0]!);
    const whole = await indexSeconds(undisturbed, paths);
    const idle = await indexSeconds(undisturbed, paths);
    const expected = dumpOf(undisturbed);

    const random = seededRandom(firstSeed);
    // Long enough on average to get on, short enough to fall into every pass of many films.
    const longestLife = 1.5 * idle + whole / 8;
    const differing = new Set<string>();
    let killed = 0;
    let libraries = 0;
    while (killed < kills) {
      const library = await newLibrary(join(home, `killed-${libraries++}`), made[0]!);
      while (killed < kills && (await killedIndexing(library, paths, random.next() * longestLife))) killed++;
      // What was killed three times over the same pass is set aside until somebody asks for it.
      await askKinora('retry', ['--all'], { library });
      await indexSeconds(library, paths);
      for (const table of differingTables(expected, dumpOf(library))) differing.add(table);
      await rm(library, { recursive: true });
    }
    const on = `${films} films, ${libraries} libraries`;
    figures.print('kills at random instants', killed, on);
    figures.print('tables that differ from an undisturbed run', differing.size, on, '<= 0');
    if (differing.size > 0) console.error(`Differing: ${[...differing].join(', ')}`);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function makeFilms(count: number): Promise<MadeFilm[]> {
  const ffmpeg = await ensureFfmpeg((line) => console.error(line));
  const made: MadeFilm[] = [];
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const script = generatedScript(seed, { duration: secondsOfFilm, castSize: 2 });
    made.push(await makeFilm(ffmpeg, script, filmCache));
  }
  return made;
}

/** A library with the cast of a film enrolled, so that identities are among the rows that must survive. */
async function newLibrary(library: string, { portraits }: MadeFilm): Promise<string> {
  for (const [name, pictures] of Object.entries(portraits)) {
    await askKinora('people add', [name, ...pictures], { library });
  }
  return library;
}

/** Indexes to the end, in a process of its own; gives its wall time. Throws when a film fails. */
async function indexSeconds(library: string, paths: readonly string[]): Promise<number> {
  const started = performance.now();
  const { failed } = await askKinora('index', paths, { library });
  if (failed[0]) throw new Error(failed[0].reason);
  return (performance.now() - started) / 1000;
}

/** Indexes for so many seconds, then kills the process; false when it was done before. */
async function killedIndexing(library: string, paths: readonly string[], seconds: number): Promise<boolean> {
  const child = startKinora(['index', ...paths], { library });
  const ending = endOf(child);
  const done = await Promise.race([ending.then(() => true), wait(seconds * 1000, false)]);
  if (!done) child.kill('SIGKILL');
  return (await ending).code === null;
}

type Dump = Readonly<Record<string, readonly string[]>>;

function differingTables(expected: Dump, found: Dump): string[] {
  return Object.keys(expected).filter(
    (table) => JSON.stringify(expected[table]) !== JSON.stringify(found[table]),
  );
}

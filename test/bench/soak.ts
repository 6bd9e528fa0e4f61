import { copyFile, mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { makeFilm } from '../../src-main/film-maker/make-film.ts';
import { sampleScript } from '../../src-main/film-maker/sample-script.ts';
import { ensureFfmpeg } from '../../src-main/media/ffmpeg-install.ts';
import type { FigurePrinter } from './figure.ts';
import { ServedProcess, type ProcessHoldings } from './served-process.ts';

const usualMinutes = 30;
const queries = ['a dog in the kitchen', 'mug', '"coffee"', 'a woman then a man'];
/** Rounds before anything is weighed: caches fill, and models are loaded. */
const firstRounds = 3;
/** Models that were not used for a minute are unloaded, and what was freed is given back. */
const restMs = 75_000;
const filmCache = fileURLToPath(new URL('../../.cache/films/', import.meta.url));
const found = z.object({ moments: z.array(z.object({ id: z.string() })) });
const kept = z.object({ videos: z.array(z.object({ id: z.number() })) });

/**
 * npm run bench -- soak [minutes]
 * Indexes a film, searches it and writes a clip, over and over for so long: files, child processes and memory of the
 * serving process have to be what they were after the first rounds.
 */
export async function benchSoak(
  figures: FigurePrinter,
  [minutes = String(usualMinutes)]: readonly string[],
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kinora-soak-'));
  const made = await makeFilm(await ensureFfmpeg((line) => console.error(line)), sampleScript(), filmCache);
  const film = join(folder, 'film.mp4');
  await copyFile(made.film, film);
  const served = await ServedProcess.start(join(folder, 'library'));
  try {
    for (let round = 0; round < firstRounds; round++) await oneRound(served, film, folder);
    const before = await atRest(served);
    const until = performance.now() + Number(minutes) * 60_000;
    let rounds = 0;
    for (; performance.now() < until; rounds++) await oneRound(served, film, folder);
    const after = await atRest(served);
    const on = `${rounds} rounds in ${minutes} minutes`;
    figures.print('rounds', rounds, on);
    figures.print('open files more than before', after.files - before.files, on, '<= 2');
    figures.print('child processes more than before', after.children - before.children, on, '<= 0');
    figures.print('memory before, MB', before.megabytes, on);
    figures.print('memory afterwards, as a share of that', after.megabytes / before.megabytes, on, '<= 1.1');
  } finally {
    await served.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The film is indexed wholly anew: it looks changed, and its rows are gone. */
async function oneRound(served: ServedProcess, film: string, folder: string): Promise<void> {
  const now = new Date();
  await utimes(film, now, now);
  await served.call('library.index', { paths: [film] });
  for (const query of queries) await served.call('search.run', { query });
  const { moments } = found.parse(await served.call('search.run', { query: 'person' }));
  const [first] = moments;
  if (first) {
    await served.call('exports.clip', { momentId: first.id, output: join(folder, 'clip.mp4') });
    await rm(join(folder, 'clip.mp4'));
  }
  const { videos } = kept.parse(await served.call('library.videos', {}));
  for (const { id } of videos) await served.call('library.remove', { id });
}

async function atRest(served: ServedProcess): Promise<ProcessHoldings> {
  await new Promise((resolve) => setTimeout(resolve, restMs));
  return served.holdings();
}

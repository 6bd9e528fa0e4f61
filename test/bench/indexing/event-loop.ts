import { fileURLToPath } from 'node:url';
import { generatedScript } from '../../../src-main/film-maker/generated-script.ts';
import { makeFilm } from '../../../src-main/film-maker/make-film.ts';
import { ensureFfmpeg } from '../../../src-main/media/ffmpeg-install.ts';
import type { FigurePrinter } from '../figure.ts';
import { indexInHost } from './index-in-host.ts';

const filmCache = fileURLToPath(new URL('../../../.cache/films/', import.meta.url));
const seed = 1006;

export interface EventLoopSize {
  /** Seconds of film. */
  readonly duration: number;
}

/** How long a host cannot answer while a film is indexed beside it, and how much memory that takes. */
export async function benchEventLoop(
  figures: FigurePrinter,
  { duration }: EventLoopSize = { duration: 60 },
): Promise<void> {
  const ffmpeg = await ensureFfmpeg((line) => console.error(line));
  const { film } = await makeFilm(ffmpeg, generatedScript(seed, { duration }), filmCache);
  const { loopDelayMs, peakMegabytes } = await indexInHost(film);
  const on = `film ${seed}, ${duration} s`;
  figures.print('event-loop delay of the host, p99, ms', loopDelayMs, on, '<= 20');
  figures.print('peak resident memory, MB', peakMegabytes, on, '<= 1500');
}

import { execFile } from 'node:child_process';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generatedScript } from '../../../src-main/film-maker/generated-script.ts';
import { makeFilm } from '../../../src-main/film-maker/make-film.ts';
import { ensureFfmpeg } from '../../../src-main/media/ffmpeg-install.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import { probe } from '../../../src-main/media/probe.ts';
import type { FigurePrinter } from '../figure.ts';
import { indexInHost } from './index-in-host.ts';

const run = promisify(execFile);
const filmCache = fileURLToPath(new URL('../../../.cache/films/', import.meta.url));
const seed = 1007;
const quiet = ['-nostdin', '-hide_banner', '-loglevel', 'error', '-y'];

export interface RepeatedFilmSize {
  readonly hours: number;
}

/** Memory must not grow with a film's length: a minute of a drawn film over and over, small and with few frames. */
export async function benchTenHourFilm(
  figures: FigurePrinter,
  { hours }: RepeatedFilmSize = { hours: 10 },
): Promise<void> {
  const ffmpeg = await ensureFfmpeg((line) => console.error(line));
  const film = await repeatedFilm(ffmpeg, hours);
  const { duration } = await probe(ffmpeg, film);
  const { seconds, peakMegabytes } = await indexInHost(film);
  const on = `${hours} h, 160x90, 2 fps`;
  figures.print('peak resident memory, MB', peakMegabytes, on, '<= 1500');
  figures.print('indexing, x realtime', duration / seconds, on);
}

/** Made once: one minute is encoded, the rest is copied. */
async function repeatedFilm(ffmpeg: FfmpegTools, hours: number): Promise<string> {
  const long = join(filmCache, `repeated-${hours}h.mkv`);
  if (await exists(long)) return long;
  const made = await makeFilm(
    ffmpeg,
    generatedScript(seed, { duration: 60, subtitlesBeside: false }),
    filmCache,
  );
  await mkdir(filmCache, { recursive: true });
  const minute = join(filmCache, `repeated-${process.pid}-part.mkv`);
  const making = join(filmCache, `repeated-${process.pid}-making.mkv`);
  await run(ffmpeg.ffmpeg, [
    ...quiet,
    ...['-i', `file:${made.film}`, '-map', '0:v:0', '-map', '0:a:0'],
    ...['-vf', 'fps=2,scale=160:90', '-c:v', 'libx264', '-preset', 'veryfast', '-g', '20', '-bf', '0'],
    ...['-c:a', 'aac', '-ac', '1', '-ar', '16000', '-b:a', '32k', '-shortest', `file:${minute}`],
  ]);
  const { duration } = await probe(ffmpeg, minute);
  const repeats = Math.ceil((hours * 3600) / duration) - 1;
  await run(ffmpeg.ffmpeg, [
    ...quiet,
    ...['-stream_loop', String(repeats), '-i', `file:${minute}`, '-t', String(hours * 3600)],
    ...['-c', 'copy', `file:${making}`],
  ]);
  await rm(minute);
  await rename(making, long);
  return long;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

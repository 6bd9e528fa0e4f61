import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FilmTruth } from '../../../src-main/film-maker/film-truth.ts';
import { subtitlesOf } from '../../../src-main/film-maker/film-subtitles.ts';
import { generatedDialogue } from '../../../src-main/film-maker/generated-dialogue.ts';
import { makeFilm } from '../../../src-main/film-maker/make-film.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import { probe } from '../../../src-main/media/probe.ts';

const run = promisify(execFile);
const seed = 1306;
const speakers = 6;

/** A drawn dialogue with its subtitles beside it, over and over until it is so long. Made once. */
export async function repeatedDialogue(
  ffmpeg: FfmpegTools,
  minutes: number,
  cacheFolder: string,
): Promise<string> {
  const { script } = generatedDialogue(seed, { speakers, duration: 60 });
  const made = await makeFilm(ffmpeg, script, cacheFolder);
  const truth = JSON.parse(await readFile(made.truth, 'utf8')) as FilmTruth;
  const { duration } = await probe(ffmpeg, made.film);
  const folder = join(cacheFolder, `dialogue-${minutes}-min`);
  await mkdir(folder, { recursive: true });
  const film = join(folder, 'Dialogue.mkv');
  const making = join(folder, `making-${process.pid}.mkv`);
  const seconds = minutes * 60;
  const repeats = Math.ceil(seconds / duration);
  const lines = Array.from({ length: repeats }, (_, time) =>
    truth.speech.map(({ start, end, name, text }) => ({
      ...{ start: start + time * duration, end: end + time * duration },
      ...{ speaker: name, text, shot: 0 },
    })),
  ).flat();
  await writeFile(join(folder, 'Dialogue.srt'), subtitlesOf(lines.filter(({ end }) => end <= seconds)));
  await run(ffmpeg.ffmpeg, [
    ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-y'],
    ...['-stream_loop', String(repeats - 1), '-i', `file:${made.film}`, '-t', String(seconds)],
    ...['-map', '0:v:0', '-map', '0:a:0', '-c', 'copy', `file:${making}`],
  ]);
  await rename(making, film);
  return film;
}

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generatedScript } from '../../../src-main/film-maker/generated-script.ts';
import { makeFilm } from '../../../src-main/film-maker/make-film.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';

const run = promisify(execFile);
const cache = fileURLToPath(new URL('../../../.cache/', import.meta.url));
/** Films that are only ever reported on. */
const seeds = [1001, 1002, 1003, 1004, 1005];

/** Ten minutes of drawn films one after another, 1920 x 1080, H.264 with x264's usual keyframes. Made once and kept. */
export async function tenMinuteFilm(ffmpeg: FfmpegTools): Promise<string> {
  const film = join(cache, 'ten-minutes-1080p.mp4');
  if (existsSync(film)) return film;
  const parts: string[] = [];
  for (const seed of seeds) {
    parts.push((await makeFilm(ffmpeg, generatedScript(seed), join(cache, 'films'))).film);
  }
  await mkdir(cache, { recursive: true });
  const list = join(cache, 'ten-minutes.txt');
  const lines = [...parts, ...parts].map((part) => `file '${part.replaceAll("'", `'\\''`)}'\n`);
  await writeFile(list, lines.join(''));
  const unfinished = join(cache, 'ten-minutes-1080p.part.mp4');
  await run(ffmpeg.ffmpeg, [
    ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-y', '-f', 'concat', '-safe', '0', '-i', list],
    ...[
      '-t',
      '600',
      '-vf',
      'scale=1920:1080,setsar=1',
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-crf',
      '20',
    ],
    ...['-c:a', 'aac', '-b:a', '128k', unfinished],
  ]);
  await rename(unfinished, film);
  return film;
}

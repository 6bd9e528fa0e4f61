import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { generatedScript } from '../../src-main/film-maker/generated-script.ts';
import { makeFilm, type MadeFilm } from '../../src-main/film-maker/make-film.ts';
import { findFfmpeg } from '../../src-main/media/ffmpeg-tools.ts';
import { modelCacheFolder } from '../../src-main/models/model-cache-folder.ts';

/** Twelve seconds with two people whom the library does not know; another seed makes another film. */
export async function makeShortFilm(seed = 20): Promise<MadeFilm> {
  const script = generatedScript(seed, { duration: 12, castSize: 2 });
  return makeFilm(await findFfmpeg(), script, join(modelCacheFolder(), 'films'));
}

/** Lays it into a folder that can be added to a library, beside its subtitles where `subtitles` are wanted. */
export async function layShortFilm(
  folder: string,
  film: string,
  subtitles?: string,
  title = 'Short film',
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await copyFile(film, join(folder, `${title}.mp4`));
  if (subtitles !== undefined) await copyFile(subtitles, join(folder, `${title}.srt`));
}

import { readFile } from 'node:fs/promises';
import { parseScript } from '../../../src-main/film-maker/film-script.ts';
import type { FilmTruth } from '../../../src-main/film-maker/film-truth.ts';
import { makeFilm } from '../../../src-main/film-maker/make-film.ts';
import { sampleScript } from '../../../src-main/film-maker/sample-script.ts';
import { findFfmpeg } from '../../../src-main/media/ffmpeg-tools.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';

export interface ShortFilm {
  readonly path: string;
  readonly truth: FilmTruth;
  readonly portraits: Readonly<Record<string, readonly string[]>>;
}

/** Some ten seconds with two of the sample film's cast: Ada alone, both, Bo alone. Made once and kept in the cache. */
export async function makeShortFilm(): Promise<ShortFilm> {
  const script = parseScript({
    title: 'Short',
    seed: 7,
    cast: sampleScript().cast,
    shots: [
      {
        place: 'kitchen',
        duration: 3,
        people: [{ name: 'Ada', x: 0.5, size: 0.5 }],
        lines: [{ speaker: 'Ada', text: 'Where is my mug?' }],
      },
      {
        place: 'street',
        duration: 3,
        people: [
          { name: 'Ada', x: 0.3, size: 0.42 },
          { name: 'Bo', x: 0.7, size: 0.42 },
        ],
      },
      { place: 'park', duration: 3, people: [{ name: 'Bo', x: 0.5, size: 0.5 }] },
    ],
  });
  const made = await makeFilm(await findFfmpeg(), script, modelCacheFolder());
  const truth = JSON.parse(await readFile(made.truth, 'utf8')) as FilmTruth;
  return { path: made.film, truth, portraits: made.portraits };
}

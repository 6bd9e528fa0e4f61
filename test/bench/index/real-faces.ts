import { fileURLToPath } from 'node:url';
import { generatedScript } from '../../../src-main/film-maker/generated-script.ts';
import { makeFilm } from '../../../src-main/film-maker/make-film.ts';
import { sampleScript } from '../../../src-main/film-maker/sample-script.ts';
import { ensureFfmpeg } from '../../../src-main/media/ffmpeg-install.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import { readFrames } from '../../../src-main/media/frame-reader.ts';
import { probe } from '../../../src-main/media/probe.ts';
import type { ModelSet } from '../../../src-main/models/model-interfaces.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';
import { ensureStarterPack, openModels } from '../../../src-main/models/starter-pack.ts';

const filmCache = fileURLToPath(new URL('../../../.cache/films/', import.meta.url));
/** As the seeds of all films that figures are reported on. */
const seeds = [1001, 1002, 1003];
const secondsBetween = 0.25;
const widest = 960;

/** What the starter pack's model of faces says of every face in a film, four times a second: `[faces][1024]`. */
export interface FilmFaces {
  readonly vectors: readonly Float32Array[];
}

/** The faces of the sample film and of some generated films, which are made where they are not there yet. */
export async function realFaces(): Promise<FilmFaces[]> {
  const ffmpeg = await ensureFfmpeg((line) => console.error(line));
  const folder = modelCacheFolder();
  await ensureStarterPack(folder);
  const models = await openModels(folder);
  try {
    const films: FilmFaces[] = [];
    for (const script of [sampleScript(), ...seeds.map((seed) => generatedScript(seed))]) {
      const { film } = await makeFilm(ffmpeg, script, filmCache);
      films.push({ vectors: await facesOf(ffmpeg, models, film) });
    }
    return films;
  } finally {
    await models.close();
  }
}

async function facesOf(ffmpeg: FfmpegTools, models: ModelSet, film: string): Promise<Float32Array[]> {
  const request = {
    ...{ path: film, probe: await probe(ffmpeg, film), maxWidth: widest, maxHeight: widest },
    sampling: { kind: 'every', seconds: secondsBetween } as const,
  };
  const vectors: Float32Array[] = [];
  for await (const image of readFrames(ffmpeg, request)) {
    for (const face of await models.faceDetector.detect(image)) {
      vectors.push((await models.faceEmbedder.describe(image, face)).embedding);
    }
  }
  return vectors;
}

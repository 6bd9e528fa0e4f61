import sharp from 'sharp';
import { catalogModel, modelsOf, type CatalogModel } from '../../../native-models/catalog.ts';
import { makeModel } from '../../../native-models/make-model.ts';
import { decodeMoveNet } from '../../../src-main/models/movenet-decoder.ts';
import { drawFaces } from '../../integration/models/drawn-face.ts';
import { inputFor, pictureOf } from '../../integration/models/model-input.ts';
import { hasSharedMedia, mediaNames, mediaPath } from '../../integration/models/shared-media.ts';
import {
  humanModel,
  openOnnx,
  openTensorFlow,
  relativeDifference,
  startTensorFlow,
} from '../../integration/models/tensorflow-reference.ts';
import type { FigurePrinter } from '../figure.ts';

/** Values 0..1 of a square picture, `[size, size, channels]`. */
type Picture = (size: number, channels: number) => Promise<Float32Array>;

const pictureCount = 20;
const bound = '<= 0.001';

/**
 * How far the converted graphs are from TensorFlow.js: the largest difference of any output of any picture, as a share of
 * that output's range; and the same of the pose that is read from MoveNet's maps here and by its own graph there.
 */
export async function benchGraphs(figures: FigurePrinter): Promise<void> {
  await startTensorFlow();
  const { pictures, title } = await choosePictures();
  for (const model of modelsOf('starter').filter(({ source }) => source.kind === 'tensorflow-graph')) {
    figures.print(
      `${model.id}: difference from TensorFlow.js`,
      await graphDifference(model, pictures),
      title,
      bound,
    );
  }
  figures.print('movenet: difference of the pose', await poseDifference(pictures), title, bound);
}

async function graphDifference(model: CatalogModel, pictures: readonly Picture[]): Promise<number> {
  const names = model.outputs.map(({ name }) => name);
  return largest(model, names, pictures, (answer) => answer);
}

/** TensorFlow computes the pose in the graph, `[1, 1, 17, 3]` of y, x and certainty. */
async function poseDifference(pictures: readonly Picture[]): Promise<number> {
  const model = catalogModel('movenet');
  const names = model.outputs.map(({ name }) => name);
  return largest(model, ['Identity'], pictures, (answer) => {
    const [centres, regressions, heat, offsets] = names.map((name) => answer[name]!) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const pose = decodeMoveNet({ centres, regressions, heat, offsets });
    return { Identity: Float32Array.from(pose.flatMap(({ x, y, confidence }) => [y, x, confidence])) };
  });
}

type Answer = Readonly<Record<string, Float32Array>>;

async function largest(
  model: CatalogModel,
  names: readonly string[],
  pictures: readonly Picture[],
  finish: (answer: Answer) => Answer,
): Promise<number> {
  const { size, channels } = pictureOf(model);
  const reference = await openTensorFlow(await humanModel(model), names);
  const converted = await openOnnx(await makeModel(model));
  let difference = 0;
  for (const picture of pictures) {
    const input = inputFor(model, await picture(size, channels));
    const expected = await reference.run(input);
    const actual = finish(await converted.run(input));
    for (const name of names) {
      difference = Math.max(difference, relativeDifference(actual[name]!, expected[name]!));
    }
  }
  await Promise.all([reference.close(), converted.close()]);
  return difference;
}

/** Half of them photographs where there are any, the rest drawn heads and noise. */
async function choosePictures(): Promise<{ pictures: Picture[]; title: string }> {
  const photographs: Picture[] = hasSharedMedia
    ? (await photographPaths()).slice(0, pictureCount / 2).map((path) => photograph(path))
    : [];
  const heads = [0.2, 0.3, 0.4, 0.45, 0.5].map((share) => head(share));
  const noises = Array.from({ length: pictureCount - photographs.length - heads.length }, (_, at) =>
    noise(at + 1),
  );
  const title = `${photographs.length} photographs, ${heads.length} drawn heads, ${noises.length} of noise`;
  return { pictures: [...photographs, ...heads, ...noises], title };
}

async function photographPaths(): Promise<string[]> {
  const stills = (await mediaNames('stills')).map((name) => `stills/${name}`);
  const photos = (await mediaNames('photos')).map((name) => `photos/${name}`);
  return [...stills, ...photos];
}

function photograph(path: string): Picture {
  return async (size, channels) => {
    const { data } = await sharp(mediaPath(path))
      .resize(size, size, { fit: 'fill' })
      .removeAlpha()
      .toColourspace(channels === 1 ? 'b-w' : 'srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return Float32Array.from(data, (value) => value / 255);
  };
}

function head(share: number): Picture {
  return async (size, channels) => {
    const { data } = await drawFaces(size, size, [{ x: size / 2, y: size / 2, radius: size * share }]);
    return Float32Array.from(data, (value) => value / 255).filter((_, at) => at % 3 < channels);
  };
}

/** The same noise for the same seed, smoother for larger seeds. */
function noise(seed: number): Picture {
  return (size, channels) => {
    let state = seed * 7919;
    const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    let value = 0.5;
    const keep = 1 - 1 / seed;
    const pixels = Float32Array.from(
      { length: size * size * channels },
      () => (value = keep * value + (1 - keep) * next()),
    );
    return Promise.resolve(pixels);
  };
}

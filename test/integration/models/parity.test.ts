import { beforeAll, describe, expect, it } from 'vitest';
import { drawFaces } from './drawn-face.ts';
import { inputFor, pictureOf } from './model-input.ts';
import {
  humanModel,
  relativeDifference,
  runOnnx,
  runTensorFlow,
  startTensorFlow,
  type ReferenceInput,
} from './tensorflow-reference.ts';
import { catalogModel, modelsOf, type CatalogModel } from '../../../native-models/catalog.ts';
import { makeModel } from '../../../native-models/make-model.ts';
import { decodeMoveNet } from '../../../src-main/models/movenet-decoder.ts';

/** Values of one picture `[size, size, channels]` in 0..1, before the model's own range is applied. */
type Picture = (size: number, channels: number) => Promise<Float32Array>;

/** The same noise on every run. */
function noise(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const pictures: Readonly<Record<string, Picture>> = {
  noise: (size, channels) => {
    const next = noise(20_26);
    return Promise.resolve(Float32Array.from({ length: size * size * channels }, next));
  },
  'a gradient': (size, channels) =>
    Promise.resolve(
      Float32Array.from({ length: size * size * channels }, (_, at) => {
        const pixel = Math.floor(at / channels);
        return ((pixel % size) / size + Math.floor(pixel / size) / size) / 2;
      }),
    ),
  'a drawn face': async (size, channels) => {
    const { data } = await drawFaces(size, size, [{ x: size / 2, y: size / 2, radius: size * 0.36 }]);
    return Float32Array.from(data, (value) => value / 255).filter((_, at) => at % 3 < channels);
  },
  black: (size, channels) => Promise.resolve(new Float32Array(size * size * channels)),
};

beforeAll(startTensorFlow);

const models = modelsOf('starter').filter(({ source }) => source.kind === 'tensorflow-graph');

const inputOf = async (model: CatalogModel, picture: Picture): Promise<ReferenceInput> => {
  const { size, channels } = pictureOf(model);
  return inputFor(model, await picture(size, channels));
};

describe('a converted model answers as TensorFlow.js does, within a thousandth of its output range', () => {
  for (const model of models) {
    const outputs = model.outputs.map(({ name }) => name);
    let made: Promise<Uint8Array> | undefined;
    for (const [title, picture] of Object.entries(pictures)) {
      it(`${model.family} on ${title}`, async () => {
        const input = await inputOf(model, picture);
        const reference = await runTensorFlow(await humanModel(model), input, outputs);
        const converted = await runOnnx(await (made ??= makeModel(model)), input);
        for (const name of outputs) {
          expect(relativeDifference(converted[name]!, reference[name]!), name).toBeLessThanOrEqual(1e-3);
        }
      });
    }
  }
});

describe('what the tail of MoveNet computes in TensorFlow is computed from the maps', () => {
  const model = catalogModel('movenet');
  for (const [title, picture] of Object.entries(pictures)) {
    it(`places and certainties of 17 keypoints on ${title}`, async () => {
      const input = await inputOf(model, picture);
      const files = await humanModel(model);
      const reference = await runTensorFlow(files, input, ['Identity']);
      const maps = await runOnnx(await makeModel(model), input);
      const [centres, regressions, heat, offsets] = model.outputs.map(({ name }) => maps[name]!) as [
        Float32Array,
        Float32Array,
        Float32Array,
        Float32Array,
      ];
      const keypoints = decodeMoveNet({ centres, regressions, heat, offsets });
      const flat = keypoints.flatMap(({ x, y, confidence }) => [y, x, confidence]);
      expect(relativeDifference(Float32Array.from(flat), reference['Identity']!)).toBeLessThanOrEqual(1e-3);
    });
  }
});

it('a comparison with nonsense fails', () => {
  expect(relativeDifference(Float32Array.of(1, Number.NaN), Float32Array.of(1, 2))).toBeNaN();
  expect(relativeDifference(Float32Array.of(1, 2.1), Float32Array.of(1, 2))).toBeGreaterThan(0.05);
});

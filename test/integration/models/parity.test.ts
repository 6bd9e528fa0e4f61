import { beforeAll, describe, expect, it } from 'vitest';
import { drawFaces } from './drawn-face.ts';
import {
  humanModel,
  relativeDifference,
  runOnnx,
  runTensorFlow,
  startTensorFlow,
} from './tensorflow-reference.ts';
import { modelsOf } from '../../../native-models/catalog.ts';
import { convertGraph } from '../../../native-models/convert/convert-graph.ts';
import { makeModel } from '../../../native-models/make-model.ts';
import { parseGraphModel } from '../../../native-models/tensorflow/graph-model.ts';

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

/** How each model wants values 0..1. */
const ranges: Readonly<Record<string, (value: number) => number>> = {
  blazeface: (value) => value * 2 - 1,
  facemesh: (value) => value,
  faceres: (value) => value * 255,
  emotion: (value) => value,
};

beforeAll(startTensorFlow);

describe('a converted model answers as TensorFlow.js does, within a thousandth of its output range', () => {
  for (const model of modelsOf('starter').filter(({ source }) => source.kind === 'tensorflow-graph')) {
    const size = model.inputs[0]!.shape[1] as number;
    const outputs = model.outputs.map(({ name }) => name);
    let made: Promise<Uint8Array> | undefined;
    for (const [title, picture] of Object.entries(pictures)) {
      it(`${model.family} on ${title}`, async () => {
        const values = (await picture(size, 3)).map(ranges[model.id]!);
        const input = { values, shape: [1, size, size, 3] };
        const reference = await runTensorFlow(await humanModel(model.id), input, outputs);
        const converted = await runOnnx(await (made ??= makeModel(model)), input);
        for (const name of outputs) {
          expect(relativeDifference(converted[name]!, reference[name]!), name).toBeLessThanOrEqual(1e-3);
        }
      });
    }
  }

  it('a model of another family (emotion: separable convolutions, mean, softmax)', async () => {
    const files = await humanModel('emotion');
    const bytes = convertGraph(parseGraphModel(files.json, files.weights), 'emotion', ['Identity']);
    const input = { values: await pictures['a drawn face']!(64, 1), shape: [1, 64, 64, 1] };
    const reference = await runTensorFlow(files, input, ['Identity']);
    const converted = await runOnnx(bytes, input);
    expect(relativeDifference(converted['Identity']!, reference['Identity']!)).toBeLessThanOrEqual(1e-3);
  });

  it('the heads of a detector with resizing and squeeze-and-excite (CenterNet), cut off its unsupported tail', async () => {
    const files = await humanModel('centernet');
    const heads = ['tower_0/wh', 'tower_0/keypoints'];
    const bytes = convertGraph(parseGraphModel(files.json, files.weights), 'centernet', heads);
    const values = (await pictures['a drawn face']!(512, 3)).map((value) => value * 255);
    const input = { values, shape: [1, 512, 512, 3] };
    const reference = await runTensorFlow(files, input, heads);
    const converted = await runOnnx(bytes, input);
    for (const name of heads) {
      expect(relativeDifference(converted[name]!, reference[name]!), name).toBeLessThanOrEqual(1e-3);
    }
  });
});

it('a comparison with nonsense fails', () => {
  expect(relativeDifference(Float32Array.of(1, Number.NaN), Float32Array.of(1, 2))).toBeNaN();
  expect(relativeDifference(Float32Array.of(1, 2.1), Float32Array.of(1, 2))).toBeGreaterThan(0.05);
});

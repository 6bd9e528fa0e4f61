import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  mobileNetV2,
  osnet,
  scrfd,
  yamnet,
  yoloxNano,
  yunet,
  mobileFaceNetFoamliu,
} from '../../fixtures/shared-model-descriptions.ts';
import {
  hasSharedModels,
  modelFilesIn,
  sharedModelFiles,
  sharedModelPath,
  sharedPicture,
} from '../../fixtures/shared-models.ts';
import { OnnxGraphWriter } from '../../../native-models/onnx/onnx-graph-writer.ts';
import { downloads } from '../../../native-models/downloads.ts';
import { cosine } from '../../../src-main/domain/vector.ts';
import { describeDownload } from '../../../src-main/models/describe-download.ts';
import {
  openAudioEventDetector,
  openFaceDetector,
  openFaceEmbedder,
  openObjectDetector,
  openPersonEmbedder,
  openSceneClassifier,
} from '../../../src-main/models/open-family.ts';
import type { RgbImage } from '../../../src-main/domain/image.ts';
import type { ObjectDetectorDescription } from '../../../src-main/models/families/model-description.ts';

const int = (value: number): { int: number } => ({ int: value });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-family-'));
});
afterAll(() => rm(folder, { recursive: true }));

const grey = (width: number, height: number, value: number): RgbImage => ({
  width,
  height,
  data: new Uint8Array(width * height * 3).fill(value),
});

describe.skipIf(!hasSharedModels)('a model that is data', () => {
  it('is opened by its family and does its work', async () => {
    const picture = await sharedPicture('stills/bbt1.jpg');
    const faces = await (await openFaceDetector(scrfd('500m'), sharedModelFiles)).detect(picture);
    expect(faces.length).toBe(
      (await (await openFaceDetector(yunet, sharedModelFiles)).detect(picture)).length,
    );
    const embedder = await openFaceEmbedder(mobileFaceNetFoamliu, sharedModelFiles);
    expect((await embedder.describe(picture, faces[0]!)).embedding.length).toBe(embedder.dimension);
    const things = await (await openObjectDetector(yoloxNano, sharedModelFiles)).detect(picture);
    expect(things[0]!.label).toBe('person');
    const figure = await (
      await openPersonEmbedder(osnet, sharedModelFiles)
    ).describe(picture, things[0]!.box);
    expect(figure.length).toBe(512);
    const scene = await (await openSceneClassifier(mobileNetV2, sharedModelFiles)).classify(picture);
    expect(scene.probabilities.length).toBe(1001);
    const sound = await (
      await openAudioEventDetector(yamnet, sharedModelFiles)
    ).detect(new Float32Array(20_000));
    expect(sound[0]!.scores.length).toBe(521);
  });

  it('has the classes of COCO in the order of its detectors', async () => {
    const names = (await readFile(sharedModelPath('coco80.txt'), 'utf8')).trim().split('\n');
    const description = describeDownload(
      downloads.find(({ id }) => id === 'yolox-s')!,
    ) as ObjectDetectorDescription;
    // Orange alone is a colour among the concepts.
    expect(description.classes).toEqual(names.map((name) => (name === 'orange' ? 'orange fruit' : name)));
  });

  it('finds the same faces with SCRFD when its outputs are numbered at will', async () => {
    const picture = await sharedPicture('stills/bbt3.jpg');
    const unnamed = { ...scrfd('2.5g'), file: 'rows.onnx', grids: { strides: [8, 16, 32] } };
    const files = {
      ...sharedModelFiles,
      open: async () => asRows(await sharedModelFiles.open(scrfd('2.5g').file)),
    };
    const faces = await (await openFaceDetector(unnamed, files)).detect(picture);
    const reference = await (await openFaceDetector(scrfd('2.5g'), sharedModelFiles)).detect(picture);
    expect(faces).toEqual(reference);
  });
});

type Session = Awaited<ReturnType<typeof sharedModelFiles.open>>;

/** SCRFD's planes as insightface's own exports give them: a row for each claim, outputs named by numbers. */
function asRows(session: Session): Session {
  return {
    close: () => session.close(),
    run: async (inputs) => {
      const outputs = Object.values(await session.run(inputs));
      return Object.fromEntries(
        outputs.map((tensor, index) => {
          const [, channels, rows, columns] = tensor.dims as [number, number, number, number];
          const values = channels / 2;
          const cells = rows * columns;
          const planes = tensor.data as Float32Array;
          const data = Float32Array.from({ length: planes.length }, (_, at) => {
            const claim = Math.floor(at / values);
            const plane = (claim % 2) * values + (at % values);
            return planes[plane * cells + Math.floor(claim / 2)]!;
          });
          const Tensor = tensor.constructor as new (
            type: 'float32',
            data: Float32Array,
            dims: number[],
          ) => typeof tensor;
          return [String(900 - index), new Tensor('float32', data, [cells * 2, values])];
        }),
      );
    },
  };
}

describe('D-FINE', () => {
  const dFine = describeDownload(downloads.find(({ id }) => id === 'd-fine-n')!) as ObjectDetectorDescription;

  /** The contract of D-FINE: the brighter the picture, the surer the third question is of a dog (class 16). */
  async function brightDog(): Promise<void> {
    const graph = new OnnxGraphWriter('d-fine');
    graph.addInput('pixel_values', 'float32', ['batch', 3, 640, 640]);
    const axes = graph.addConstant(BigInt64Array.of(1n, 2n, 3n), [3], 'axes');
    const mean = graph.addNode('ReduceMean', ['pixel_values', axes], { keepdims: int(0) });
    const weights = new Float32Array(300 * 80);
    weights[2 * 80 + 16] = 12;
    const all = graph.addNode('Sub', [
      graph.addNode('Mul', [graph.addConstant(weights, [1, 300, 80], 'weights'), mean]),
      graph.addConstant(Float32Array.of(6), [1], 'six'),
    ]);
    graph.addNode('Identity', [all], {}, 'logits');
    graph.addOutput('logits', 'float32', [1, 300, 80]);
    const boxes = new Float32Array(300 * 4).fill(0.5);
    boxes.set([0.5, 0.25, 0.2, 0.5], 2 * 4);
    graph.addNode('Identity', [graph.addConstant(boxes, [1, 300, 4], 'boxes')], {}, 'pred_boxes');
    graph.addOutput('pred_boxes', 'float32', [1, 300, 4]);
    await writeFile(join(folder, 'd-fine.onnx'), graph.toBytes());
  }

  it('claims a thing with its box in the picture, as sure as its logit says', async () => {
    await brightDog();
    const detector = await openObjectDetector({ ...dFine, file: 'd-fine.onnx' }, modelFilesIn(folder));
    const [dog, ...others] = await detector.detect(grey(200, 100, 255));
    expect(others).toEqual([]);
    expect(dog!.label).toBe('dog');
    expect(dog!.confidence).toBeCloseTo(1 / (1 + Math.exp(-6)), 4);
    expect(dog!.box.x).toBeCloseTo(80, 3);
    expect(dog!.box.y).toBeCloseTo(0, 3);
    expect(dog!.box.width).toBeCloseTo(40, 3);
    expect(dog!.box.height).toBeCloseTo(50, 3);
    expect(await detector.detect(grey(200, 100, 20))).toEqual([]);
  });
});

it('a person model of a fixed number of people at once describes one of them', async () => {
  const graph = new OnnxGraphWriter('people');
  graph.addInput('input', 'float32', [16, 3, 256, 128]);
  const axes = graph.addConstant(BigInt64Array.of(2n, 3n), [2], 'axes');
  graph.addNode('ReduceMean', ['input', axes], { keepdims: int(0) }, 'any name');
  graph.addOutput('any name', 'float32', [16, 3]);
  await writeFile(join(folder, 'people.onnx'), graph.toBytes());
  const { id, adapter, input } = osnet;
  const unnamed = { id, adapter, input, file: 'people.onnx', dimension: 3, batch: 16 };
  const embedder = await openPersonEmbedder(unnamed, modelFilesIn(folder));
  const vector = await embedder.describe(grey(50, 80, 255), { x: 5, y: 5, width: 30, height: 60 });
  const white = Float32Array.of(2.2489, 2.4286, 2.64);
  expect(cosine(vector, white)).toBeGreaterThan(0.9999);
});

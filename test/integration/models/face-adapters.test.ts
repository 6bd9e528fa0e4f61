import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  expectedAnswers,
  hasSharedModels,
  openGraph,
  pictureAt,
  sharedModelFiles,
  sharedModelPath,
  sharedPicture,
} from '../../fixtures/shared-models.ts';
import {
  mobileFaceNetFoamliu,
  mobileFaceNetInsightface,
  scrfd,
  yunet,
} from '../../fixtures/shared-model-descriptions.ts';
import { boxIou, type Box } from '../../../src-main/domain/box.ts';
import { cosine } from '../../../src-main/domain/vector.ts';
import { AlignedFaceEmbedder } from '../../../src-main/models/adapters/aligned-face-embedder.ts';
import { GridFaceDetector } from '../../../src-main/models/adapters/grid-face-detector.ts';
import { alignedFaceMap } from '../../../src-main/models/face-alignment.ts';
import { sampleAffine } from '../../../src-main/models/affine-sampler.ts';
import type { DetectedFace } from '../../../src-main/domain/face.ts';
import type { FaceDetectorDescription } from '../../../src-main/models/families/model-description.ts';

interface ExpectedFaces {
  readonly images: Readonly<
    Record<
      string,
      readonly { score: number; box: [number, number, number, number]; landmarks: [number, number][] }[]
    >
  >;
}

const openDetector = async (description: FaceDetectorDescription): Promise<GridFaceDetector> =>
  new GridFaceDetector(description, await sharedModelFiles.open(description.file));

const boxOf = ([x, y, width, height]: readonly [number, number, number, number]): Box => ({
  x,
  y,
  width,
  height,
});

describe.skipIf(!hasSharedModels)('YuNet', () => {
  it('finds the faces that it is known to find, with their landmarks', async () => {
    const { images } = await expectedAnswers<ExpectedFaces>('yunet_n_dynamic');
    const detector = await openDetector(yunet);
    for (const [path, expected] of Object.entries(images)) {
      const faces = await detector.detect(await sharedPicture(path));
      expect(faces.length, path).toBe(expected.length);
      for (const face of expected) {
        const iou = (found: DetectedFace): number => boxIou(found.box, boxOf(face.box));
        const found = faces.toSorted((a, b) => iou(b) - iou(a))[0]!;
        expect(iou(found), path).toBeGreaterThanOrEqual(0.98);
        expect(found.confidence, path).toBeCloseTo(face.score, 1);
        const [rightEye, leftEye, nose] = found.keypoints;
        const points = [rightEye!, leftEye!, nose!, ...found.mouthCorners!];
        points.forEach((point, index) => {
          const [x, y] = face.landmarks[index]!;
          expect(Math.hypot(point.x - x, point.y - y), path).toBeLessThan(0.03 * face.box[2]);
        });
      }
    }
  });

  it('finds the same faces in a picture that it has to make smaller', async () => {
    const picture = await sharedPicture('stills/bbt1.jpg');
    const whole = await (await openDetector(yunet)).detect(picture);
    const small = {
      ...yunet,
      input: { ...yunet.input, size: { kind: 'any', multiple: 32, maxSide: 800 } as const },
    };
    const faces = await (await openDetector(small)).detect(picture);
    expect(faces.length).toBe(whole.length);
    for (const face of whole)
      expect(Math.max(...faces.map((found) => boxIou(found.box, face.box)))).toBeGreaterThan(0.8);
  });

  it('finds nothing in a picture without faces, of any shape', async () => {
    const detector = await openDetector(yunet);
    for (const [width, height] of [
      [1, 1],
      [33, 500],
      [640, 2],
    ] as const) {
      expect(await detector.detect({ width, height, data: new Uint8Array(width * height * 3) })).toEqual([]);
    }
  });
});

describe.skipIf(!hasSharedModels)('SCRFD', () => {
  for (const size of ['500m', '2.5g'] as const) {
    it(`finds the faces of group pictures with ${size}, where YuNet sees them too`, async () => {
      const { images } = await expectedAnswers<ExpectedFaces>('yunet_n_dynamic');
      const detector = await openDetector(scrfd(size));
      let seen = 0;
      let expectedFaces = 0;
      for (const [path, expected] of Object.entries(images)) {
        const faces = await detector.detect(await sharedPicture(path));
        for (const { box, landmarks } of expected) {
          expectedFaces++;
          const found = faces.find((face) => boxIou(face.box, boxOf(box)) > 0.5);
          if (!found) continue;
          seen++;
          const [rightEye, leftEye] = found.keypoints;
          const far = 0.12 * box[2];
          expect(Math.hypot(rightEye!.x - landmarks[0]![0], rightEye!.y - landmarks[0]![1])).toBeLessThan(
            far,
          );
          expect(Math.hypot(leftEye!.x - landmarks[1]![0], leftEye!.y - landmarks[1]![1])).toBeLessThan(far);
        }
      }
      expect(seen / expectedFaces).toBeGreaterThan(0.9);
    });
  }
});

interface ExpectedEmbeddings {
  readonly embeddings: Readonly<Record<string, readonly number[]>>;
}

describe.skipIf(!hasSharedModels)('an embedder on aligned faces', () => {
  for (const description of [mobileFaceNetFoamliu, mobileFaceNetInsightface]) {
    it(`describes a face that is aligned already as ${description.id} is known to`, async () => {
      const { embeddings } = await expectedAnswers<ExpectedEmbeddings>(basename(description.file, '.onnx'));
      const embedder = new AlignedFaceEmbedder(description, await sharedModelFiles.open(description.file));
      for (const [name, expected] of Object.entries(embeddings)) {
        const embedding = await embedder.describeAligned(
          await pictureAt(sharedModelPath(`expected/aligned/${name}`)),
        );
        expect(cosine(embedding, Float32Array.from(expected)), name).toBeGreaterThanOrEqual(0.999);
      }
    });

    it(`knows eight people from their portraits with ${description.id}, found and aligned here`, async () => {
      const { embeddings } = await expectedAnswers<ExpectedEmbeddings>(basename(description.file, '.onnx'));
      const detector = await openDetector(yunet);
      const embedder = new AlignedFaceEmbedder(description, await sharedModelFiles.open(description.file));
      const known: { person: string; vector: Float32Array; reference: number }[] = [];
      for (const name of Object.keys(embeddings)) {
        const [person, file] = name.split('__') as [string, string];
        const picture = await sharedPicture(`portraits/${person}/${file}`);
        const [face] = await detector.detect(picture);
        const { embedding } = await embedder.describe(picture, face!);
        const reference = cosine(embedding, Float32Array.from(embeddings[name]!));
        known.push({ person, vector: embedding, reference });
      }
      const right = known.filter(({ person, vector }, index) => {
        const others = known.filter((_, other) => other !== index);
        return (
          others.toSorted((a, b) => cosine(b.vector, vector) - cosine(a.vector, vector))[0]!.person === person
        );
      });
      expect(right.length).toBe(known.length);
      expect(Math.min(...known.map(({ reference }) => reference))).toBeGreaterThan(0.99);
    });
  }
});

it.skipIf(!hasSharedModels)('aligns a found face as the reference crops are aligned', async () => {
  const { images } = await expectedAnswers<ExpectedFaces>('yunet_n_dynamic');
  const differences: number[] = [];
  for (const [path, [face]] of Object.entries(images).filter(([name]) => name.startsWith('portraits/'))) {
    const picture = await sharedPicture(path);
    const [, person, file] = path.split('/') as [string, string, string];
    const reference = await pictureAt(sharedModelPath(`expected/aligned/${person}__${file}`));
    const points = face!.landmarks.map(([x, y]) => ({ x, y }));
    const map = alignedFaceMap({
      box: boxOf(face!.box),
      confidence: 1,
      keypoints: [points[0]!, points[1]!, points[2]!, points[3]!],
      mouthCorners: [points[3]!, points[4]!],
    });
    const aligned = sampleAffine(picture, map, 112, 112, { scale: 1, offset: 0 });
    differences.push(
      aligned.reduce((sum, value, at) => sum + Math.abs(value - reference.data[at]!), 0) / aligned.length,
    );
  }
  expect(Math.max(...differences)).toBeLessThan(3);
});

it('tells which model gave what it did not promise', async () => {
  const { OnnxGraphWriter } = await import('../../../native-models/onnx/onnx-graph-writer.ts');
  const graph = new OnnxGraphWriter('short');
  graph.addInput('input', 'float32', [1, 3, 112, 112]);
  graph.addNode(
    'ReduceMean',
    ['input', graph.addConstant(BigInt64Array.of(2n, 3n), [2], 'axes')],
    { keepdims: { int: 0 } },
    'out',
  );
  graph.addOutput('out', 'float32', [1, 3]);
  const session = await openGraph('short', graph.toBytes());
  const embedder = new AlignedFaceEmbedder(
    {
      ...mobileFaceNetFoamliu,
      id: 'short',
      input: { ...mobileFaceNetFoamliu.input, name: 'input' },
      output: 'out',
    },
    session,
  );
  const picture = { width: 112, height: 112, data: new Uint8Array(112 * 112 * 3) };
  await expect(embedder.describeAligned(picture)).rejects.toThrow('short gave 3 values instead of 128');
});

import { basename } from 'node:path';
import {
  mobileFaceNetFoamliu,
  mobileFaceNetInsightface,
  mobileNetV2,
  scrfd,
  yoloxNano,
  yunet,
} from '../../fixtures/shared-model-descriptions.ts';
import {
  expectedAnswers,
  hasSharedModels,
  pictureAt,
  sharedModelFiles,
  sharedModelPath,
  sharedPicture,
} from '../../fixtures/shared-models.ts';
import { boxIou, type Box } from '../../../src-main/domain/box.ts';
import { cosine } from '../../../src-main/domain/vector.ts';
import { AlignedFaceEmbedder } from '../../../src-main/models/adapters/aligned-face-embedder.ts';
import {
  openFaceDetector,
  openObjectDetector,
  openSceneClassifier,
} from '../../../src-main/models/open-family.ts';
import type { FigurePrinter } from '../figure.ts';

type Corners = readonly [number, number, number, number];

interface Expected<T> {
  readonly images: Readonly<Record<string, readonly T[]>>;
}

const boxOf = ([x, y, width, height]: Corners): Box => ({ x, y, width, height });

/** Adapters on the real models beside the checkout, against what those are known to answer. */
export async function benchAdapters(figures: FigurePrinter): Promise<void> {
  if (!hasSharedModels) return;
  await benchFaces(figures);
  await benchEmbedders(figures);
  await benchThings(figures);
  await benchScenes(figures);
}

async function benchFaces(figures: FigurePrinter): Promise<void> {
  const { images } = await expectedAnswers<Expected<{ box: Corners }>>('yunet_n_dynamic');
  for (const description of [yunet, scrfd('500m'), scrfd('2.5g')]) {
    const detector = await openFaceDetector(description, sharedModelFiles);
    const ious: number[] = [];
    let claims = 0;
    for (const [path, faces] of Object.entries(images)) {
      const found = await detector.detect(await sharedPicture(path));
      claims += found.length;
      ious.push(...faces.map(({ box }) => Math.max(0, ...found.map((face) => boxIou(face.box, boxOf(box))))));
    }
    const on = `${ious.length} faces in ${Object.keys(images).length} pictures`;
    if (description.adapter === 'yunet') {
      figures.print(`${description.id}: least IoU with the expected box`, Math.min(...ious), on, '>= 0.98');
      figures.print(`${description.id}: faces that are not expected`, claims - ious.length, on, '<= 0');
    } else {
      const seen = ious.filter((iou) => iou > 0.5).length;
      figures.print(`${description.id}: share of the faces of YuNet`, seen / ious.length, on);
    }
  }
}

async function benchEmbedders(figures: FigurePrinter): Promise<void> {
  const detector = await openFaceDetector(yunet, sharedModelFiles);
  for (const description of [mobileFaceNetFoamliu, mobileFaceNetInsightface]) {
    const { embeddings } = await expectedAnswers<{ embeddings: Record<string, number[]> }>(
      basename(description.file, '.onnx'),
    );
    const embedder = new AlignedFaceEmbedder(description, await sharedModelFiles.open(description.file));
    const given: number[] = [];
    const own: number[] = [];
    for (const [name, values] of Object.entries(embeddings)) {
      const expected = Float32Array.from(values);
      const crop = await pictureAt(sharedModelPath(`expected/aligned/${name}`));
      given.push(cosine(await embedder.describeAligned(crop), expected));
      const picture = await sharedPicture(`portraits/${name.replace('__', '/')}`);
      const [face] = await detector.detect(picture);
      own.push(face ? cosine((await embedder.describe(picture, face)).embedding, expected) : 0);
    }
    const on = `${given.length} portraits`;
    figures.print(`${description.id}: least cosine on given crops`, Math.min(...given), on, '>= 0.999');
    figures.print(`${description.id}: least cosine, found and aligned here`, Math.min(...own), on);
  }
}

async function benchThings(figures: FigurePrinter): Promise<void> {
  const { images } = await expectedAnswers<Expected<{ label: string; box: Corners }>>('yolox-nano');
  // A little below the reference's threshold of 0.3: its last claims lie on it.
  const detector = await openObjectDetector({ ...yoloxNano, minConfidence: 0.27 }, sharedModelFiles);
  const ious: number[] = [];
  for (const [path, things] of Object.entries(images)) {
    const found = await detector.detect(await sharedPicture(path));
    for (const { label, box } of things) {
      const same = found.filter((thing) => thing.label === label);
      ious.push(Math.max(0, ...same.map((thing) => boxIou(thing.box, boxOf(box)))));
    }
  }
  const on = `${ious.length} things in ${Object.keys(images).length} pictures`;
  figures.print('yolox-nano: least IoU with the expected box', Math.min(...ious), on, '>= 0.98');
}

async function benchScenes(figures: FigurePrinter): Promise<void> {
  const { images } = await expectedAnswers<Expected<{ label: string }>>('mobilenet_v2_tf2');
  const classifier = await openSceneClassifier(mobileNetV2, sharedModelFiles);
  let same = 0;
  for (const [path, [best]] of Object.entries(images)) {
    const { probabilities } = await classifier.classify(await sharedPicture(path));
    const top = classifier.classes[probabilities.indexOf(Math.max(...probabilities))];
    if (top === best?.label) same++;
  }
  const count = Object.keys(images).length;
  figures.print('mobilenet-v2: share of expected first classes', same / count, `${count} pictures`, '>= 1');
}

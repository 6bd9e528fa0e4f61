import { describe, expect, it } from 'vitest';
import { mobileNetV2, osnet, yoloxNano } from '../../fixtures/shared-model-descriptions.ts';
import {
  expectedAnswers,
  hasSharedModels,
  sharedModelFiles,
  sharedPicture,
} from '../../fixtures/shared-models.ts';
import { boxIou } from '../../../src-main/domain/box.ts';
import { cosine } from '../../../src-main/domain/vector.ts';
import { classNames } from '../../../src-main/models/adapters/class-names.ts';
import { PersonCropEmbedder } from '../../../src-main/models/adapters/person-crop-embedder.ts';
import { SceneClassClassifier } from '../../../src-main/models/adapters/scene-class-classifier.ts';
import { YoloxDetector } from '../../../src-main/models/adapters/yolox-detector.ts';

interface ExpectedObjects {
  readonly images: Readonly<
    Record<string, readonly { label: string; score: number; box: [number, number, number, number] }[]>
  >;
}

interface ExpectedClasses {
  readonly images: Readonly<Record<string, readonly { label: string; score: number }[]>>;
}

it.skipIf(!hasSharedModels)('YOLOX finds the things that it is known to find', async () => {
  const { images } = await expectedAnswers<ExpectedObjects>('yolox-nano');
  const classes = await classNames(yoloxNano.classes, sharedModelFiles);
  // A little below the reference's threshold: the last claims lie on it.
  const detector = new YoloxDetector(
    { ...yoloxNano, minConfidence: 0.27 },
    classes,
    await sharedModelFiles.open(yoloxNano.file),
  );
  for (const [path, expected] of Object.entries(images)) {
    const found = await detector.detect(await sharedPicture(path));
    for (const { label, score, box } of expected) {
      const [x, y, width, height] = box;
      const same = found.filter((thing) => thing.label === label);
      const ious = same.map((thing) => boxIou(thing.box, { x, y, width, height }));
      expect(Math.max(...ious), `${path}: ${label}`).toBeGreaterThanOrEqual(0.98);
      const { confidence } = same[ious.indexOf(Math.max(...ious))]!;
      expect(Math.abs(confidence - score), `${path}: ${label}`).toBeLessThan(0.03);
    }
    expect(found.filter(({ confidence }) => confidence >= 0.34).length).toBeLessThanOrEqual(expected.length);
  }
});

describe.skipIf(!hasSharedModels)('MobileNet', () => {
  it('names what a photograph shows as it is known to', async () => {
    const { images } = await expectedAnswers<ExpectedClasses>('mobilenet_v2_tf2');
    const classes = await classNames(mobileNetV2.classes, sharedModelFiles);
    const classifier = new SceneClassClassifier(
      mobileNetV2,
      classes,
      await sharedModelFiles.open(mobileNetV2.file),
    );
    for (const [path, [best]] of Object.entries(images)) {
      const { probabilities, embedding } = await classifier.classify(await sharedPicture(path));
      const top = probabilities.indexOf(Math.max(...probabilities));
      expect(classes[top], path).toBe(best!.label);
      expect(Math.abs(probabilities[top]! - best!.score), path).toBeLessThan(0.03);
      expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4);
      expect(embedding?.length).toBe(1280);
    }
  });
});

describe.skipIf(!hasSharedModels)('OSNet', () => {
  it('finds two views of one figure more alike than two figures', async () => {
    const picture = await sharedPicture('stills/bbt1.jpg');
    const embedder = new PersonCropEmbedder(osnet, await sharedModelFiles.open(osnet.file));
    const people = [
      { x: 55, y: 82, width: 361, height: 617 },
      { x: 375, y: 115, width: 293, height: 529 },
      { x: 901, y: 43, width: 350, height: 740 },
      { x: 650, y: 74, width: 276, height: 567 },
    ];
    const whole = await Promise.all(people.map((box) => embedder.describe(picture, box)));
    const closer = await Promise.all(
      people.map(({ x, y, width, height }) =>
        embedder.describe(picture, {
          x: x + 0.05 * width,
          y: y + 0.02 * height,
          width: 0.9 * width,
          height: 0.9 * height,
        }),
      ),
    );
    whole.forEach((vector, index) => {
      expect(vector.length).toBe(512);
      const likeness = closer.map((other) => cosine(vector, other));
      expect(likeness.indexOf(Math.max(...likeness))).toBe(index);
    });
  });
});

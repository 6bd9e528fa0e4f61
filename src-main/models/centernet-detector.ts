import { sampleAffine } from './affine-sampler.ts';
import { centerNetInput, decodeCenterNet } from './centernet-decoder.ts';
import { conceptsOf } from './concept-bank/concepts.ts';
import { FloatBuffers } from './float-buffers.ts';
import { floatsOf, floatTensor, type OnnxSession } from './onnx-session.ts';
import { boxIou } from '../domain/box.ts';
import type { RgbImage } from '../domain/image.ts';
import type { DetectedObject, ObjectDetector } from './families/object-detector.ts';

/** From here on a claim is worth reading; the concept bank's calibration weighs it further. */
const minConfidence = 0.1;
/** Two claims of one class that overlap by so much are one object. */
const sameObjectIou = 0.5;

/** CenterNet on MobileNetV3: the 80 classes of COCO. The whole picture is stretched to a square. */
export class CenterNetDetector implements ObjectDetector {
  readonly modelId: string;
  readonly classes: readonly string[] = conceptsOf('object').map(({ id }) => id);
  readonly #session: OnnxSession;
  readonly #buffers = new FloatBuffers(centerNetInput * centerNetInput * 3);

  constructor(session: OnnxSession) {
    this.modelId = session.model.id;
    this.#session = session;
  }

  async detect(image: RgbImage): Promise<DetectedObject[]> {
    const stretch = {
      a: image.width / centerNetInput,
      b: 0,
      tx: 0,
      c: 0,
      d: image.height / centerNetInput,
      ty: 0,
    };
    const outputs = await this.#buffers.lend((buffer) => {
      const range = { scale: 1, offset: 0 };
      const pixels = sampleAffine(image, stretch, centerNetInput, centerNetInput, range, buffer);
      return this.#session.run({
        'tower_0/images': floatTensor(pixels, [1, centerNetInput, centerNetInput, 3]),
      });
    });
    const peaks = decodeCenterNet(
      { heat: floatsOf(outputs, 'tower_0/keypoints'), sides: floatsOf(outputs, 'tower_0/wh') },
      minConfidence,
    );
    const objects: DetectedObject[] = [];
    for (const { classIndex, confidence, box } of peaks) {
      const object = {
        label: this.classes[classIndex]!,
        confidence,
        box: {
          x: box.x * image.width,
          y: box.y * image.height,
          width: box.width * image.width,
          height: box.height * image.height,
        },
      };
      const isAgain = objects.some(
        (other) => other.label === object.label && boxIou(other.box, object.box) >= sameObjectIou,
      );
      if (!isAgain) objects.push(object);
    }
    return objects;
  }
}

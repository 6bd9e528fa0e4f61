import { sampleAffine } from './affine-sampler.ts';
import { centerNetInput, decodeCenterNet } from './centernet-decoder.ts';
import { conceptsOf } from './concept-bank/concepts.ts';
import type { FeatureMap } from './ellipse-pooling.ts';
import { FloatBuffers } from './float-buffers.ts';
import { remembered } from './once-per-picture.ts';
import { floatsOf, floatTensor, type OnnxSession } from './onnx-session.ts';
import { boxIou } from '../domain/box.ts';
import type { RgbImage } from '../domain/image.ts';
import type { DetectedObject, ObjectDetector } from './families/object-detector.ts';
import type { Region } from './families/region-encoder.ts';

/** From here on a claim of an object is worth reading; the concept bank's calibration weighs it further. */
const minConfidence = 0.1;
/** Fainter claims tell where something might be. */
const faintest = 0.03;
/** Two claims of one class that overlap by so much are one object. */
const sameObjectIou = 0.5;

const fineMap = { name: 'tower_0/MobilenetV3/expanded_conv_5/project/BatchNorm/FusedBatchNorm', side: 64 };
const coarseMap = { name: 'tower_0/MobilenetV3/expanded_conv_11/squeeze_excite/mul', side: 32 };
const channels = { fine: 32, coarse: 528 };

/** Everything that one look at a picture tells. */
export interface CenterNetLook {
  /** Every local maximum of every class, best first. */
  readonly claims: readonly Region[];
  readonly fine: FeatureMap;
  readonly coarse: FeatureMap;
}

/**
 * CenterNet on MobileNetV3: the 80 classes of COCO. The whole picture is stretched to a square, and looked at once however
 * often it is asked about.
 */
export class CenterNetDetector implements ObjectDetector {
  readonly modelId: string;
  readonly classes: readonly string[] = conceptsOf('object').map(({ id }) => id);
  /** Channels of the maps that {@link look} gives. */
  readonly mapChannels = channels;
  readonly #session: OnnxSession;
  readonly #buffers = new FloatBuffers(centerNetInput * centerNetInput * 3);
  readonly #known = new WeakMap<RgbImage, Promise<CenterNetLook>>();

  constructor(session: OnnxSession) {
    this.modelId = session.model.id;
    this.#session = session;
  }

  look(image: RgbImage): Promise<CenterNetLook> {
    return remembered(this.#known, image, () => this.#look(image));
  }

  async detect(image: RgbImage): Promise<DetectedObject[]> {
    const { claims } = await this.look(image);
    const objects: DetectedObject[] = [];
    for (const { label, confidence, box } of claims) {
      if (confidence < minConfidence) break;
      const object = {
        label,
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

  async #look(image: RgbImage): Promise<CenterNetLook> {
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
      faintest,
    );
    return {
      claims: peaks.map(({ classIndex, confidence, box }) => ({
        label: this.classes[classIndex]!,
        confidence,
        box,
      })),
      fine: { values: floatsOf(outputs, fineMap.name), side: fineMap.side, channels: channels.fine },
      coarse: { values: floatsOf(outputs, coarseMap.name), side: coarseMap.side, channels: channels.coarse },
    };
  }
}

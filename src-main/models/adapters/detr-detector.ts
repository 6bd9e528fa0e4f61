import { fitPicture } from './picture-input.ts';
import { sigmoid } from './model-outputs.ts';
import { scaledBox } from './yolox-detector.ts';
import { floatsOf, floatTensor } from '../onnx-session.ts';
import type { RgbImage } from '../../domain/image.ts';
import type { ObjectDetectorDescription } from '../families/model-description.ts';
import type { ModelSession } from '../families/model-session.ts';
import type { DetectedObject, ObjectDetector } from '../families/object-detector.ts';

/** Detectors that ask a fixed number of questions of the whole picture, each claiming its own thing: D-FINE, RT-DETR. */
export class DetrDetector implements ObjectDetector {
  readonly modelId: string;
  readonly classes: readonly string[];
  readonly #description: ObjectDetectorDescription;
  readonly #session: ModelSession;

  constructor(description: ObjectDetectorDescription, classes: readonly string[], session: ModelSession) {
    this.modelId = description.id;
    this.classes = classes;
    this.#description = description;
    this.#session = session;
  }

  async detect(image: RgbImage): Promise<DetectedObject[]> {
    const { input, output, boxes, minConfidence } = this.#description;
    if (!boxes) throw new Error(`The description of ${this.modelId} names no output of boxes.`);
    const { values, scaleX, scaleY } = await fitPicture(image, input);
    const outputs = await this.#session.run({
      [input.name]: floatTensor(values, [1, 3, input.height, input.width]),
    });
    const logits = floatsOf(outputs, output);
    const places = floatsOf(outputs, boxes);
    const count = this.classes.length;
    if (logits.length !== (places.length / 4) * count) {
      throw new Error(`The model ${this.modelId} does not score ${count} classes.`);
    }
    const found: DetectedObject[] = [];
    for (let at = 0; at < logits.length; at++) {
      const confidence = sigmoid(logits[at]!);
      if (confidence < minConfidence) continue;
      const [x, y, width, height] = places.subarray(Math.floor(at / count) * 4);
      const box = {
        x: (x! - width! / 2) * input.width,
        y: (y! - height! / 2) * input.height,
        width: width! * input.width,
        height: height! * input.height,
      };
      found.push({
        label: this.classes[at % count]!,
        confidence,
        box: scaledBox(box, scaleX, scaleY),
      });
    }
    return found.toSorted((a, b) => b.confidence - a.confidence);
  }
}

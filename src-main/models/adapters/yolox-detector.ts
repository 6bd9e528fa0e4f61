import { fitPicture } from './picture-input.ts';
import { suppressOverlaps } from './suppress-overlaps.ts';
import { floatsOf, floatTensor } from '../onnx-session.ts';
import type { Box } from '../../domain/box.ts';
import type { RgbImage } from '../../domain/image.ts';
import type { ObjectDetectorDescription } from '../families/model-description.ts';
import type { ModelSession } from '../families/model-session.ts';
import type { DetectedObject, ObjectDetector } from '../families/object-detector.ts';

/** YOLOX of any size: one claim a cell on grids of several strides, all in one output. */
export class YoloxDetector implements ObjectDetector {
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
    const { input, output, strides = [], minConfidence, sameObjectIou } = this.#description;
    const { values, scaleX, scaleY } = await fitPicture(image, input);
    const outputs = await this.#session.run({
      [input.name]: floatTensor(values, [1, 3, input.height, input.width]),
    });
    const claims = decodeYolox(floatsOf(outputs, output), this.classes, input, strides, minConfidence);
    const byClass = Map.groupBy(claims, ({ label }) => label);
    return [...byClass.values()]
      .flatMap((same) => suppressOverlaps(same, sameObjectIou))
      .toSorted((a, b) => b.confidence - a.confidence)
      .map((found) => ({ ...found, box: scaledBox(found.box, scaleX, scaleY) }));
  }
}

/**
 * Claims of at least `minConfidence`, in pixels of the model's picture. `values` is `[cells, 5 + classes]`, grids in the
 * order of `strides`: centre beside the cell's corner in strides, logarithms of the size in strides, certainty that there
 * is something, certainty of each class.
 */
export function decodeYolox(
  values: Float32Array,
  classes: readonly string[],
  size: { readonly width: number; readonly height: number },
  strides: readonly number[],
  minConfidence: number,
): DetectedObject[] {
  const width = 5 + classes.length;
  const grids = strides.map((stride) => ({
    stride,
    columns: Math.floor(size.width / stride),
    rows: Math.floor(size.height / stride),
  }));
  const cells = grids.reduce((sum, { columns, rows }) => sum + columns * rows, 0);
  if (values.length !== cells * width) {
    throw new Error(
      `An object detector gave ${values.length} values where ${cells} x ${width} were expected.`,
    );
  }
  const found: DetectedObject[] = [];
  let at = 0;
  for (const { stride, columns, rows } of grids) {
    for (let cell = 0; cell < columns * rows; cell++, at += width) {
      const there = values[at + 4]!;
      if (there < minConfidence) continue;
      let best = 0;
      for (let index = 1; index < classes.length; index++) {
        if (values[at + 5 + index]! > values[at + 5 + best]!) best = index;
      }
      const confidence = there * values[at + 5 + best]!;
      if (confidence < minConfidence) continue;
      const across = Math.exp(values[at + 2]!) * stride;
      const down = Math.exp(values[at + 3]!) * stride;
      const x = (values[at]! + (cell % columns)) * stride - across / 2;
      const y = (values[at + 1]! + Math.floor(cell / columns)) * stride - down / 2;
      found.push({ label: classes[best]!, confidence, box: { x, y, width: across, height: down } });
    }
  }
  return found;
}

/** A box of the model's picture in the original. */
export function scaledBox({ x, y, width, height }: Box, scaleX: number, scaleY: number): Box {
  return { x: x * scaleX, y: y * scaleY, width: width * scaleX, height: height * scaleY };
}

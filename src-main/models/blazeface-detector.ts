import { sampleAffine, type AffineMap } from './affine-sampler.ts';
import { coarseGrid, decodeGrid, fineGrid, inputSize } from './blazeface-decoder.ts';
import { mapPoint } from './face-crop.ts';
import { mergeDetections } from './merge-detections.ts';
import { floatsOf, floatTensor, type OnnxSession } from './onnx-session.ts';
import type { DetectedFace } from '../domain/face.ts';
import type { RgbImage } from '../domain/image.ts';
import type { FaceDetector } from './model-interfaces.ts';

/** Claims below this certainty are not looked at. */
const minConfidence = 0.5;
/** Claims that overlap by this much are one face. */
const mergeIou = 0.3;

/** BlazeFace on the whole picture, brought to the model's square with its aspect kept and black bars added. */
export class BlazeFaceDetector implements FaceDetector {
  readonly modelId: string;
  readonly #session: OnnxSession;

  constructor(session: OnnxSession) {
    this.modelId = session.model.id;
    this.#session = session;
  }

  async detect(image: RgbImage): Promise<DetectedFace[]> {
    const map = letterbox(image);
    const pixels = sampleAffine(image, map, inputSize, inputSize, { scale: 1 / 127.5, offset: -1 });
    const outputs = await this.#session.run({ input: floatTensor(pixels, [1, inputSize, inputSize, 3]) });
    const claims = [
      ...decodeGrid(fineGrid, floatsOf(outputs, 'Identity'), floatsOf(outputs, 'Identity_2'), minConfidence),
      ...decodeGrid(
        coarseGrid,
        floatsOf(outputs, 'Identity_1'),
        floatsOf(outputs, 'Identity_3'),
        minConfidence,
      ),
    ];
    return mergeDetections(claims, mergeIou).map((face) => toPicture(face, map));
  }
}

/** Fits the whole picture into the middle of the model's square. */
function letterbox({ width, height }: RgbImage): AffineMap {
  const step = Math.max(width, height) / inputSize;
  return {
    a: step,
    b: 0,
    tx: (width - step * inputSize) / 2,
    c: 0,
    d: step,
    ty: (height - step * inputSize) / 2,
  };
}

function toPicture({ box, confidence, keypoints }: DetectedFace, map: AffineMap): DetectedFace {
  return {
    box: { ...mapPoint(map, box.x, box.y), width: box.width * map.a, height: box.height * map.d },
    confidence,
    keypoints: keypoints.map(({ x, y }) => mapPoint(map, x, y)),
  };
}

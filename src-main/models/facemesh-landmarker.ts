import { sampleAffine } from './affine-sampler.ts';
import { faceCrop, mapPoint, type CropShape } from './face-crop.ts';
import { FloatBuffers } from './float-buffers.ts';
import { floatsOf, floatTensor, type OnnxSession } from './onnx-session.ts';
import type { DetectedFace } from '../domain/face.ts';
import type { RgbImage } from '../domain/image.ts';
import type { FaceLandmarker, FaceMesh } from './model-interfaces.ts';

/** The square that the mesh model was trained on: half as large again as the detected face, upright. */
const crop: CropShape = { pixels: 192, enlarge: 1.5, shift: 0 };

/** MediaPipe's face mesh on an upright crop around the detected face. */
export class FaceMeshLandmarker implements FaceLandmarker {
  readonly modelId: string;
  readonly #session: OnnxSession;
  readonly #buffers = new FloatBuffers(crop.pixels * crop.pixels * 3);

  constructor(session: OnnxSession) {
    this.modelId = session.model.id;
    this.#session = session;
  }

  async landmarks(image: RgbImage, face: DetectedFace): Promise<FaceMesh> {
    const map = faceCrop(face, crop);
    const outputs = await this.#buffers.lend((buffer) => {
      const pixels = sampleAffine(
        image,
        map,
        crop.pixels,
        crop.pixels,
        { scale: 1 / 255, offset: 0 },
        buffer,
      );
      return this.#session.run({ input_1: floatTensor(pixels, [1, crop.pixels, crop.pixels, 3]) });
    });
    const raw = floatsOf(outputs, 'Identity_2');
    const depthScale = Math.hypot(map.a, map.c);
    const points = new Float32Array(raw.length);
    for (let at = 0; at < raw.length; at += 3) {
      const { x, y } = mapPoint(map, raw[at]!, raw[at + 1]!);
      points[at] = x;
      points[at + 1] = y;
      points[at + 2] = raw[at + 2]! * depthScale;
    }
    return { points, confidence: floatsOf(outputs, 'Identity_1')[0]! };
  }
}

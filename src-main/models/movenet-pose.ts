import { sampleAffine } from './affine-sampler.ts';
import { decodeMoveNet, inputSize, type Keypoint } from './movenet-decoder.ts';
import { FloatBuffers } from './float-buffers.ts';
import { floatsOf, floatTensor, type OnnxSession } from './onnx-session.ts';
import { centreOf, type Box } from '../domain/box.ts';
import type { RgbImage } from '../domain/image.ts';

/** How much of the surroundings belongs to the crop, as a multiple of the person's longer side. */
const enlarge = 1.25;

/** MoveNet Lightning on a square around one person: where the body's 17 keypoints are. */
export class MoveNetPose {
  readonly modelId: string;
  readonly #session: OnnxSession;
  readonly #buffers = new FloatBuffers(inputSize * inputSize * 3);

  constructor(session: OnnxSession) {
    this.modelId = session.model.id;
    this.#session = session;
  }

  /**
   * The pose of the person in a box.
   * @param person in pixels of the picture
   * @returns keypoints in pixels of the picture
   */
  async pose(image: RgbImage, person: Box): Promise<Keypoint[]> {
    const side = Math.max(person.width, person.height) * enlarge;
    const { x, y } = centreOf(person);
    const step = side / inputSize;
    const map = { a: step, b: 0, tx: x - side / 2, c: 0, d: step, ty: y - side / 2 };
    const outputs = await this.#buffers.lend((buffer) => {
      const pixels = sampleAffine(image, map, inputSize, inputSize, { scale: 1, offset: 0 }, buffer);
      return this.#session.run({ input: floatTensor(pixels, [1, inputSize, inputSize, 3]) });
    });
    const keypoints = decodeMoveNet({
      centres: floatsOf(outputs, 'StatefulPartitionedCall/truediv_2'),
      regressions: floatsOf(outputs, 'StatefulPartitionedCall/kpt_regress_0/conv2d_6/BiasAdd'),
      heat: floatsOf(outputs, 'StatefulPartitionedCall/Sigmoid'),
      offsets: floatsOf(outputs, 'StatefulPartitionedCall/kpt_offset_0/conv2d_7/BiasAdd'),
    });
    return keypoints.map((point) => ({
      ...point,
      x: map.tx + point.x * side,
      y: map.ty + point.y * side,
    }));
  }
}

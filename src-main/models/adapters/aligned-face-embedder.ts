import { outputFloats } from './model-outputs.ts';
import { toPlanes } from './picture-input.ts';
import { sampleAffine } from '../affine-sampler.ts';
import { alignedFaceMap } from '../face-alignment.ts';
import { floatTensor } from '../onnx-session.ts';
import { normalised } from '../../domain/vector.ts';
import type { DetectedFace } from '../../domain/face.ts';
import type { RgbImage } from '../../domain/image.ts';
import type { FaceEmbedderDescription } from '../families/model-description.ts';
import type { ModelSession } from '../families/model-session.ts';
import type { FaceDescription, FaceEmbedder } from '../model-interfaces.ts';

/** Embedders of the ArcFace kind on a face aligned by five points: ArcFace, SFace, MobileFaceNet. */
export class AlignedFaceEmbedder implements FaceEmbedder {
  readonly modelId: string;
  readonly dimension: number;
  readonly threshold: number;
  readonly #description: FaceEmbedderDescription;
  readonly #session: ModelSession;

  constructor(description: FaceEmbedderDescription, session: ModelSession) {
    this.modelId = description.id;
    this.dimension = description.dimension;
    this.threshold = description.threshold;
    this.#description = description;
    this.#session = session;
  }

  async describe(image: RgbImage, face: DetectedFace): Promise<FaceDescription> {
    const { width, height } = this.#description.input;
    const map = alignedFaceMap(face, width);
    const data = sampleAffine(image, map, width, height, { scale: 1, offset: 0 });
    return { embedding: await this.#embed({ width, height, data }), age: null, female: null };
  }

  /** Describes a face that is aligned already, in the model's size. Throws a RangeError for another size. */
  async describeAligned(image: RgbImage): Promise<Float32Array> {
    const { width, height } = this.#description.input;
    if (image.width !== width || image.height !== height) {
      throw new RangeError(`An aligned face is ${width} x ${height}, not ${image.width} x ${image.height}.`);
    }
    return this.#embed(image);
  }

  async #embed(aligned: Parameters<typeof toPlanes>[0]): Promise<Float32Array> {
    const { input, output, dimension } = this.#description;
    const values = toPlanes(aligned, { left: 0, top: 0 }, input, input, 0);
    const outputs = await this.#session.run({
      [input.name]: floatTensor(values, [1, 3, input.height, input.width]),
    });
    const embedding = outputFloats(outputs, output);
    if (embedding.length !== dimension) {
      throw new Error(`The model ${this.modelId} gave ${embedding.length} values instead of ${dimension}.`);
    }
    return normalised(embedding);
  }
}

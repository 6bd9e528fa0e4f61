import { outputFloats } from './model-outputs.ts';
import { toPlanes } from './picture-input.ts';
import { sampleAffine } from '../affine-sampler.ts';
import { floatTensor } from '../onnx-session.ts';
import { normalised } from '../../domain/vector.ts';
import type { Box } from '../../domain/box.ts';
import type { RgbImage } from '../../domain/image.ts';
import type { PersonEmbedderDescription } from '../families/model-description.ts';
import type { ModelSession } from '../families/model-session.ts';
import type { PersonEmbedder } from '../families/person-embedder.ts';

/** Re-identification models on the person's box squeezed into their size: OSNet. */
export class PersonCropEmbedder implements PersonEmbedder {
  readonly modelId: string;
  readonly dimension: number;
  readonly #description: PersonEmbedderDescription;
  readonly #session: ModelSession;

  constructor(description: PersonEmbedderDescription, session: ModelSession) {
    this.modelId = description.id;
    this.dimension = description.dimension;
    this.#description = description;
    this.#session = session;
  }

  async describe(image: RgbImage, person: Box): Promise<Float32Array> {
    if (!(person.width > 0 && person.height > 0))
      throw new RangeError('A person without size cannot be described.');
    const { input, output, dimension, batch = 1 } = this.#description;
    const { width, height } = input;
    const map = {
      a: person.width / width,
      b: 0,
      tx: person.x,
      c: 0,
      d: person.height / height,
      ty: person.y,
    };
    const data = sampleAffine(image, map, width, height, { scale: 1, offset: 0 });
    const one = toPlanes({ width, height, data }, { left: 0, top: 0 }, input, input, 0);
    // Some exports take so many people at once and no other number: the rest of the batch stays empty.
    const values = new Float32Array(one.length * batch);
    values.set(one);
    const outputs = await this.#session.run({ [input.name]: floatTensor(values, [batch, 3, height, width]) });
    return normalised(outputFloats(outputs, output).slice(0, dimension));
  }
}

import { fitPicture } from './picture-input.ts';
import { TwoTowerMatcher, vectorsOf, type TextTower } from './two-tower-matcher.ts';
import { floatsOf, floatTensor } from '../onnx-session.ts';
import type { RgbImage } from '../../domain/image.ts';
import type { VisualTextDescription } from '../families/model-description.ts';
import type { ModelSession } from '../families/model-session.ts';
import type { VisualTextEncoder } from '../families/visual-text-encoder.ts';

/** Pictures that go through the image tower together. */
const batchSize = 8;

/** CLIP and SigLIP: one graph for pictures, one for texts, and a tokenizer. */
export class TwoTowerEncoder extends TwoTowerMatcher implements VisualTextEncoder {
  readonly #description: VisualTextDescription;
  readonly #images: ModelSession;

  constructor(
    description: VisualTextDescription,
    { images, ...tower }: TextTower & { readonly images: ModelSession },
  ) {
    super(description, tower);
    this.#description = description;
    this.#images = images;
  }

  async encodeImages(images: readonly RgbImage[]): Promise<Float32Array[]> {
    const { input, output } = this.#description.image;
    const size = 3 * input.width * input.height;
    const result: Float32Array[] = [];
    for (let first = 0; first < images.length; first += batchSize) {
      const batch = images.slice(first, first + batchSize);
      const values = new Float32Array(batch.length * size);
      for (const [index, image] of batch.entries()) {
        values.set((await fitPicture(image, input)).values, index * size);
      }
      const outputs = await this.#images.run({
        [input.name]: floatTensor(values, [batch.length, 3, input.height, input.width]),
      });
      result.push(...vectorsOf(this.#description, floatsOf(outputs, output), batch.length));
    }
    return result;
  }
}

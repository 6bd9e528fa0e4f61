import { sigmoid } from './model-outputs.ts';
import { fitPicture } from './picture-input.ts';
import { wholeNumbers, type TextTokens } from './text-tokens.ts';
import { floatsOf, floatTensor } from '../onnx-session.ts';
import { cosine, dot, normalised } from '../../domain/vector.ts';
import type { VectorColumns } from '../../domain/vector-columns.ts';
import type { RgbImage } from '../../domain/image.ts';
import type { VisualTextDescription } from '../families/model-description.ts';
import type { ModelSession } from '../families/model-session.ts';
import type {
  PictureMatch,
  TextEncoding,
  TextMatches,
  VisualTextEncoder,
} from '../families/visual-text-encoder.ts';

/** Pictures that go through the image tower together. */
const batchSize = 8;

/** Of the cosine of two pictures, even at 0.75; set by hand, not measured for any model. */
const pictureCurve = { scale: 18, bias: -13.5 };

/** CLIP and SigLIP: one graph for pictures, one for texts, and a tokenizer. */
export class TwoTowerEncoder implements VisualTextEncoder {
  readonly tellsWords = false;
  readonly modelId: string;
  readonly dimension: number;
  readonly #description: VisualTextDescription;
  readonly #images: ModelSession;
  readonly #texts: ModelSession;
  readonly #tokens: TextTokens;

  constructor(
    description: VisualTextDescription,
    { images, texts, tokens }: { images: ModelSession; texts: ModelSession; tokens: TextTokens },
  ) {
    this.modelId = description.id;
    this.dimension = description.dimension;
    this.#description = description;
    this.#images = images;
    this.#texts = texts;
    this.#tokens = tokens;
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
      result.push(...this.#vectors(floatsOf(outputs, output), batch.length));
    }
    return result;
  }

  async encodeText(text: string): Promise<TextEncoding> {
    const { input, mask, output, maxTokens, padding, lowerCase } = this.#description.text;
    const ids = this.#tokens.encode(lowerCase ? text.toLowerCase() : text, maxTokens);
    const filled = padding ? [...ids, ...Array<number>(maxTokens - ids.length).fill(padding.token)] : ids;
    const outputs = await this.#texts.run({
      [input]: wholeNumbers([filled], 0),
      ...(mask ? { [mask]: wholeNumbers([filled.map((_, at) => (at < ids.length ? 1 : 0))], 0) } : {}),
    });
    const [vector] = this.#vectors(floatsOf(outputs, output), 1);
    return { vector: vector!, matched: [], unmatched: [] };
  }

  reads(modelId: string): boolean {
    return modelId === this.modelId;
  }

  /** Likeness goes by direction: no single vector is at least as near to everything as several are. */
  envelope(): null {
    return null;
  }

  likeness(image: Float32Array, text: TextEncoding): number {
    const { scale, bias } = this.#description.likeness;
    return sigmoid(scale * cosine(image, text.vector) + bias);
  }

  likenessTo(text: TextEncoding): (image: Float32Array) => number {
    return (image) => this.likeness(image, text);
  }

  matchesTo(text: TextEncoding): (pictures: VectorColumns) => TextMatches {
    const { scale, bias } = this.#description.likeness;
    return (pictures) => {
      const cosines = cosinesTo(text.vector, pictures);
      return { words: [], whole: (picture) => sigmoid(scale * cosines[picture]! + bias) };
    };
  }

  /** Changes are left to the words themselves: a direction has no part that stands for the light. */
  likenessToPicture(example: Float32Array): PictureMatch {
    return {
      likeness: (picture) => sigmoid(pictureCurve.scale * cosine(picture, example) + pictureCurve.bias),
      likenesses: (pictures) =>
        cosinesTo(example, pictures).map((value) => sigmoid(pictureCurve.scale * value + pictureCurve.bias)),
      bound: () => 1,
    };
  }

  #vectors(values: Float32Array, count: number): Float32Array[] {
    const { dimension } = this;
    if (values.length !== count * dimension) {
      throw new Error(
        `The model ${this.modelId} gave ${values.length} values instead of ${count} x ${dimension}.`,
      );
    }
    return Array.from({ length: count }, (_, i) =>
      normalised(values.slice(i * dimension, (i + 1) * dimension)),
    );
  }
}

/** The cosines of many vectors with one. */
function cosinesTo(vector: Float32Array, pictures: VectorColumns): Float32Array {
  const sums = new Float32Array(pictures.count);
  const squares = new Float32Array(pictures.count);
  for (let place = 0; place < pictures.dimension; place++) {
    const { rows, values } = pictures.column(place);
    const own = vector[place]!;
    for (let at = 0; at < rows.length; at++) {
      sums[rows[at]!]! += own * values[at]!;
      squares[rows[at]!]! += values[at]! ** 2;
    }
  }
  const length = Math.sqrt(dot(vector, vector));
  return sums.map((sum, row) => (sum === 0 ? 0 : sum / (length * Math.sqrt(squares[row]!))));
}

import { sigmoid } from './model-outputs.ts';
import { wholeNumbers, type TextTokens } from './text-tokens.ts';
import { floatsOf } from '../onnx-session.ts';
import { cosine, dot, normalised } from '../../domain/vector.ts';
import type { VectorColumns } from '../../domain/vector-columns.ts';
import type { VisualTextDescription } from '../families/model-description.ts';
import type { ModelSession } from '../families/model-session.ts';
import type { TokenEncoder, TokenText } from '../families/token-encoder.ts';
import type {
  Direction,
  LearnedTexts,
  PictureMatch,
  TextEncoding,
  TextMatcher,
  TextMatches,
} from '../families/visual-text-encoder.ts';

/** Of the cosine of two pictures, even at 0.75; set by hand, not measured for any model. */
const pictureCurve = { scale: 18, bias: -13.5 };

/** What a text tower is read with. */
export interface TextTower {
  readonly texts: ModelSession;
  readonly tokens: TextTokens;
  /** The tower for learned words; left out where nobody asks for them. */
  readonly learned?: () => Promise<TokenEncoder>;
}

/** The half of CLIP and SigLIP that reads texts: one graph and a tokenizer. */
export class TwoTowerMatcher implements TextMatcher {
  readonly tellsWords = false;
  readonly modelId: string;
  readonly dimension: number;
  readonly learned: LearnedTexts | null;
  readonly #description: VisualTextDescription;
  readonly #texts: ModelSession;
  readonly #tokens: TextTokens;

  constructor(description: VisualTextDescription, { texts, tokens, learned }: TextTower) {
    this.modelId = description.id;
    this.dimension = description.dimension;
    this.#description = description;
    this.#texts = texts;
    this.#tokens = tokens;
    this.learned = learned ? { modelId: this.modelId, encode: (text) => encodedBy(learned, text) } : null;
  }

  async encodeText(text: string): Promise<TextEncoding> {
    const { input, mask, output, maxTokens, padding, lowerCase } = this.#description.text;
    const ids = this.#tokens.encode(lowerCase ? text.toLowerCase() : text, maxTokens);
    const filled = padding ? [...ids, ...Array<number>(maxTokens - ids.length).fill(padding.token)] : ids;
    const outputs = await this.#texts.run({
      [input]: wholeNumbers([filled], 0),
      ...(mask ? { [mask]: wholeNumbers([filled.map((_, at) => (at < ids.length ? 1 : 0))], 0) } : {}),
    });
    const [vector] = vectorsOf(this.#description, floatsOf(outputs, output), 1);
    return { vector: vector!, matched: [], unmatched: [] };
  }

  reads(modelId: string): boolean {
    return modelId === this.modelId;
  }

  /** Likeness goes by direction: no single vector is at least as near to everything as several are. */
  envelope(): null {
    return null;
  }

  direction({ vector }: TextEncoding): Direction {
    const { scale, bias } = this.#description.likeness;
    return { vector, level: (value) => sigmoid(scale * value + bias) };
  }

  likeness(image: Float32Array, text: TextEncoding): number {
    return this.direction(text).level(cosine(image, text.vector));
  }

  likenessTo(text: TextEncoding): (image: Float32Array) => number {
    return (image) => this.likeness(image, text);
  }

  matchesTo(text: TextEncoding): (pictures: VectorColumns) => TextMatches {
    const { vector, level } = this.direction(text);
    return (pictures) => {
      const cosines = cosinesTo(vector, pictures);
      return { words: [], whole: (picture) => level(cosines[picture]!) };
    };
  }

  /** Changes are left to the words themselves: a direction has no part that stands for the light. */
  likenessToPicture(example: Float32Array): PictureMatch {
    const level = (value: number): number => sigmoid(pictureCurve.scale * value + pictureCurve.bias);
    return {
      likeness: (picture) => level(cosine(picture, example)),
      likenesses: (pictures) => cosinesTo(example, pictures).map(level),
      bound: () => 1,
      direction: { vector: example, level },
    };
  }
}

/** The vectors that a tower gives for so many pictures or texts, of length 1. */
export function vectorsOf(
  { id, dimension }: Pick<VisualTextDescription, 'id' | 'dimension'>,
  values: Float32Array,
  count: number,
): Float32Array[] {
  if (values.length !== count * dimension) {
    throw new Error(`The model ${id} gave ${values.length} values instead of ${count} x ${dimension}.`);
  }
  return Array.from({ length: count }, (_, i) =>
    normalised(values.slice(i * dimension, (i + 1) * dimension)),
  );
}

async function encodedBy(learned: () => Promise<TokenEncoder>, text: TokenText): Promise<TextEncoding> {
  const [vector] = await (await learned()).encodeTexts([text]);
  return { vector: vector!, matched: [], unmatched: [] };
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

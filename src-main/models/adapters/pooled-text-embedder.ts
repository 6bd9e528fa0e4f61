import { wholeNumbers, type TextTokens } from './text-tokens.ts';
import { floatsOf } from '../onnx-session.ts';
import { normalised } from '../../domain/vector.ts';
import type { TextEmbedderDescription } from '../families/model-description.ts';
import type { ModelSession } from '../families/model-session.ts';
import type { TextEmbedder } from '../families/text-embedder.ts';

/** Texts that go through the graph together. */
const batchSize = 16;

/** Sentence transformers (MiniLM, E5, BGE): a vector for each token, of which the mean or the first counts. */
export class PooledTextEmbedder implements TextEmbedder {
  readonly modelId: string;
  readonly dimension: number;
  readonly #description: TextEmbedderDescription;
  readonly #session: ModelSession;
  readonly #tokens: TextTokens;

  constructor(description: TextEmbedderDescription, session: ModelSession, tokens: TextTokens) {
    this.modelId = description.id;
    this.dimension = description.dimension;
    this.#description = description;
    this.#session = session;
    this.#tokens = tokens;
  }

  async embed(texts: readonly string[], role: 'query' | 'passage' = 'passage'): Promise<Float32Array[]> {
    const { prefixes, maxTokens } = this.#description;
    const prefix = prefixes?.[role] ?? '';
    const rows = texts.map((text) => this.#tokens.encode(prefix + text, maxTokens));
    const result: Float32Array[] = [];
    for (let first = 0; first < rows.length; first += batchSize) {
      result.push(...(await this.#embed(rows.slice(first, first + batchSize))));
    }
    return result;
  }

  async #embed(rows: readonly (readonly number[])[]): Promise<Float32Array[]> {
    const { inputs, output, pooling } = this.#description;
    const zeros = rows.map((row) => row.map(() => 0));
    const outputs = await this.#session.run({
      [inputs.ids]: wholeNumbers(rows, 0),
      [inputs.mask]: wholeNumbers(
        rows.map((row) => row.map(() => 1)),
        0,
      ),
      ...(inputs.types ? { [inputs.types]: wholeNumbers(zeros, 0) } : {}),
    });
    const values = floatsOf(outputs, output);
    const width = Math.max(...rows.map((row) => row.length)) * this.dimension;
    if (values.length !== rows.length * width) {
      throw new Error(
        `The model ${this.modelId} gave ${values.length} values instead of ${rows.length} x ${width}.`,
      );
    }
    return rows.map((row, index) => {
      const tokens = pooling === 'first' ? 1 : row.length;
      const first = index * width;
      return this.#mean(values.subarray(first, first + tokens * this.dimension));
    });
  }

  /** Mean of the tokens' vectors; what fills a shorter text up is not among them. */
  #mean(values: Float32Array): Float32Array {
    const sum = new Float32Array(this.dimension);
    values.forEach((value, at) => (sum[at % this.dimension]! += value));
    return normalised(sum);
  }
}

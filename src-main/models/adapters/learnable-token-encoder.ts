import {
  makeLearnable,
  type LearnableTextEncoder,
} from '../../../native-models/text-encoder/learnable-text-encoder.ts';
import { overridesInput, positionsInput } from '../../../native-models/text-encoder/open-text-encoder.ts';
import { GraphError } from '../../../native-models/onnx/onnx-model.ts';
import { readModel } from '../../../native-models/onnx/read-model.ts';
import { writeModel } from '../../../native-models/onnx/write-model.ts';
import { UserFacingError } from '../../domain/errors.ts';
import type { VisualTextDescription } from '../families/model-description.ts';
import type { ModelFiles } from '../families/model-session.ts';
import { tokenMark, type TokenEncoder, type TokenText } from '../families/token-encoder.ts';
import { floatsOf, floatTensor, type ModelTensor } from '../onnx-session.ts';
import { LoadedGraph } from '../sessions/loaded-graph.ts';
import { TextTokens, wholeNumbers } from './text-tokens.ts';

/** Texts that go through the text tower together. */
const batchSize = 32;

/** Texts as the graphs take them. */
interface Batch {
  readonly inputs: Readonly<Record<string, ModelTensor>>;
  readonly slots: number;
}

type GraphName = 'words' | 'texts' | 'gradient';

/** The text tower of a CLIP, opened for learned tokens. Its graphs are loaded when they are first needed. */
export class LearnableTokenEncoder implements TokenEncoder {
  readonly modelId: string;
  readonly dimension: number;
  readonly tokenDimension: number;
  readonly #description: VisualTextDescription['text'];
  readonly #tokens: TextTokens;
  readonly #made: LearnableTextEncoder;
  readonly #threads: number;
  readonly #graphs = new Map<GraphName, Promise<LoadedGraph>>();
  readonly #mark: number;
  /** The token at the end of every text, with which shorter ones are filled up. */
  readonly #end: number;

  private constructor(
    { id, dimension, text }: VisualTextDescription,
    tokens: TextTokens,
    made: LearnableTextEncoder,
    threads: number,
  ) {
    this.modelId = id;
    this.dimension = dimension;
    this.tokenDimension = made.tokenDimension;
    this.#description = text;
    this.#tokens = tokens;
    this.#made = made;
    this.#threads = threads;
    const [mark, end] = tokens.encode(tokenMark, text.maxTokens).slice(-2);
    this.#mark = mark!;
    this.#end = text.padding?.token ?? end!;
  }

  /** Throws a UserFacingError `bad-model` that says why, when tokens cannot be learned in this text tower. */
  static async open(
    description: VisualTextDescription,
    files: ModelFiles,
    threads: number,
  ): Promise<LearnableTokenEncoder> {
    const { file, input, output, tokenizer, tokenizerConfig } = description.text;
    const tokens = await TextTokens.open(files, tokenizer, tokenizerConfig);
    try {
      const made = makeLearnable(readModel(await files.read(file)), input, output);
      return new LearnableTokenEncoder(description, tokens, made, threads);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      throw new UserFacingError(
        'bad-model',
        `No words can be learned in the text model ${description.id}: ${error.message}`,
        'Pets, objects and places are told by their looks alone; choose another model to have sentences about them.',
        error,
      );
    }
  }

  async wordTokens(text: string): Promise<Float32Array[]> {
    const { input, maxTokens } = this.#description;
    const ids = this.#encode(text, maxTokens);
    const outputs = await (await this.#graph('words')).run({ [input]: wholeNumbers([ids], 0) });
    const rows = rowsOf(floatsOf(outputs, this.#made.wordsOutput), this.tokenDimension);
    const around = this.#encode('', maxTokens).length;
    return rows.slice(around - 1, rows.length - 1);
  }

  async encodeTexts(texts: readonly TokenText[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (let first = 0; first < texts.length; first += batchSize) {
      const { inputs } = this.#batch(texts.slice(first, first + batchSize));
      const outputs = await (await this.#graph('texts')).run(inputs);
      vectors.push(...rowsOf(floatsOf(outputs, this.#made.output), this.dimension));
    }
    return vectors;
  }

  async tokenGradients(
    texts: readonly TokenText[],
    gradients: readonly Float32Array[],
  ): Promise<Float32Array[][]> {
    const { gradientInput, gradientOutput } = this.#made.gradient;
    const found: Float32Array[][] = [];
    for (let first = 0; first < texts.length; first += batchSize) {
      const part = texts.slice(first, first + batchSize);
      const { inputs, slots } = this.#batch(part);
      const back = joined(gradients.slice(first, first + batchSize), this.dimension);
      const outputs = await (
        await this.#graph('gradient')
      ).run({ ...inputs, [gradientInput]: floatTensor(back, [part.length, this.dimension]) });
      const rows = rowsOf(floatsOf(outputs, gradientOutput), this.tokenDimension);
      part.forEach(({ tokens }, index) =>
        found.push(rows.slice(index * slots, index * slots + tokens.length)),
      );
    }
    return found;
  }

  async close(): Promise<void> {
    const graphs = [...this.#graphs.values()];
    this.#graphs.clear();
    for (const graph of graphs) await (await graph).close();
  }

  #graph(name: GraphName): Promise<LoadedGraph> {
    const known = this.#graphs.get(name);
    if (known) return known;
    const model = name === 'gradient' ? this.#made.gradient.model : this.#made[name];
    const options = { provider: 'cpu', threads: this.#threads, arena: false };
    const opening = LoadedGraph.open(writeModel(model), options);
    this.#graphs.set(name, opening);
    return opening;
  }

  #encode(text: string, most: number): number[] {
    return this.#tokens.encode(this.#description.lowerCase ? text.toLowerCase() : text, most);
  }

  #batch(texts: readonly TokenText[]): Batch {
    const { input, mask, maxTokens, padding } = this.#description;
    const rows = texts.map(({ text }) => this.#encode(text, maxTokens));
    const longest = padding ? maxTokens : Math.max(...rows.map(({ length }) => length));
    const filled = rows.map((ids) => [...ids, ...Array<number>(longest - ids.length).fill(this.#end)]);
    const slots = Math.max(0, ...texts.map(({ tokens }) => tokens.length));
    const places = rows.map((ids, index) => this.#places(ids, texts[index]!, slots));
    const overrides = texts.flatMap(({ tokens }) => [
      ...tokens,
      ...Array.from({ length: slots - tokens.length }, () => new Float32Array(this.tokenDimension)),
    ]);
    return {
      slots,
      inputs: {
        [input]: wholeNumbers(filled, 0),
        ...(mask
          ? {
              [mask]: wholeNumbers(
                rows.map((ids) => filled[0]!.map((_, at) => (at < ids.length ? 1 : 0))),
                0,
              ),
            }
          : {}),
        [overridesInput]: floatTensor(joined(overrides, this.tokenDimension), [
          texts.length,
          slots,
          this.tokenDimension,
        ]),
        [positionsInput]: wholeNumbers(places, -1),
      },
    };
  }

  /** Where the tokens stand in a text; -1 in the slots that it does not need, and for what was cut off. */
  #places(ids: readonly number[], { text, tokens }: TokenText, slots: number): number[] {
    const marks = text.split(tokenMark).length - 1;
    if (marks !== tokens.length) {
      throw new RangeError(`“${text}” has ${marks} marks for ${tokens.length} tokens.`);
    }
    const places = ids.flatMap((id, at) => (id === this.#mark ? [at] : []));
    return Array.from({ length: slots }, (_, slot) => places[slot] ?? -1);
  }
}

function joined(rows: readonly Float32Array[], length: number): Float32Array {
  const values = new Float32Array(rows.length * length);
  rows.forEach((row, index) => values.set(row, index * length));
  return values;
}

function rowsOf(values: Float32Array, length: number): Float32Array[] {
  return Array.from({ length: values.length / length }, (_, row) =>
    values.slice(row * length, (row + 1) * length),
  );
}

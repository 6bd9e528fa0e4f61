import { Tokenizer } from '@huggingface/tokenizers';
import { UserFacingError } from '../../domain/errors.ts';
import type { ModelFiles } from '../families/model-session.ts';
import type { ModelTensor } from '../onnx-session.ts';
import ort from '../sessions/onnx-runtime.ts';

/** Cuts texts into a model's tokens as its `tokenizer.json` says. */
export class TextTokens {
  readonly #tokenizer: Tokenizer;

  private constructor(tokenizer: Tokenizer) {
    this.#tokenizer = tokenizer;
  }

  /** Throws a UserFacingError `bad-model` for a tokenizer.json that cannot be read. */
  static async open(files: ModelFiles, name: string, configName?: string): Promise<TextTokens> {
    const read = async (file: string): Promise<object> =>
      JSON.parse(new TextDecoder().decode(await files.read(file))) as object;
    try {
      return new TextTokens(new Tokenizer(await read(name), configName ? await read(configName) : {}));
    } catch (error) {
      throw new UserFacingError(
        'bad-model',
        `The list of words ${name} of a model could not be read.`,
        'Run "kinora models verify", and install the model again if it says so.',
        error,
      );
    }
  }

  /** At most `maxTokens` tokens; a longer text loses its end, never the tokens that the model wants around it. */
  encode(text: string, maxTokens: number): number[] {
    const { ids } = this.#tokenizer.encode(text);
    if (ids.length <= maxTokens) return ids;
    const around = this.#tokenizer.encode('').ids;
    let last = 0;
    while (last < around.length && around.at(-1 - last) === ids.at(-1 - last)) last++;
    return [...ids.slice(0, maxTokens - last), ...ids.slice(ids.length - last)];
  }
}

/** Whole numbers `[rows.length, longest]`; shorter rows are filled up with `filling`. */
export function wholeNumbers(rows: readonly (readonly number[])[], filling: number): ModelTensor {
  const width = Math.max(...rows.map((row) => row.length));
  const values = new BigInt64Array(rows.length * width).fill(BigInt(filling));
  rows.forEach((row, index) => row.forEach((value, at) => (values[index * width + at] = BigInt(value))));
  return new ort.Tensor('int64', values, [rows.length, width]);
}

import { extendModel, freeName, replaceInput } from '../onnx/edit-model.ts';
import {
  attributeOf,
  tensorOf,
  valueOf,
  type AttributeValue,
  type TensorValues,
} from '../onnx/onnx-graph-writer.ts';
import {
  GraphError,
  operatorSetOf,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
} from '../onnx/onnx-model.ts';
import { findTokenEmbedding, type TokenEmbedding } from './token-embedding.ts';

/** Operator set from which GatherND looks up rows of each sentence apart. */
const minOperatorSet = 12;
const castTo = { float32: 1, float16: 10 } as const;

/** Names of the inputs that an opened text encoder has besides its own. */
export const overridesInput = 'token_overrides';
export const positionsInput = 'override_positions';

export interface OpenedTextEncoder {
  readonly model: OnnxModel;
  /** Name of the input of token ids, `[batch, sequence]`. */
  readonly idsInput: string;
  /** Length of the vector of a token. */
  readonly dimension: number;
  /** Number of tokens that the encoder knows. */
  readonly vocabulary: number;
  /** What the vectors of tokens are made of. */
  readonly elementType: 'float32' | 'float16';
  /** The value that holds the vectors of the tokens before anything is overridden; prune to it to look words up. */
  readonly embeddings: string;
}

// Note: how a token is overridden
// override_positions [batch, k] is compared with every place of the sentence. Slot 0 stands for "nothing" and matches
// everywhere by half, a slot whose position is the place matches wholly: the largest match names the slot. The rows of
// token_overrides are then looked up, not multiplied, so that a row arrives to the bit, unused rows may hold anything,
// and k may be 0; where slot 0 has won the original row stays.

/**
 * Gives a CLIP-like text encoder two more inputs, so that learned tokens can stand in a sentence: `token_overrides` float32
 * `[batch, k, dimension]` and `override_positions` int64 `[batch, k]`, the places in the sentence from 0. Positions
 * outside the sentence (-1 by custom) do nothing, of two slots for one place the first counts, k may be 0, and a place
 * that no slot names gives what it gave before, to the bit.
 *
 * Throws a GraphError when the graph does not look up its tokens in one table, is opened already, or uses operators older
 * than version 12.
 * @param idsInput name of the input of token ids, where it is not called `input_ids`
 */
export function openTextEncoder(model: OnnxModel, idsInput = 'input_ids'): OpenedTextEncoder {
  if (operatorSetOf(model) < minOperatorSet) {
    throw new GraphError(
      `The text encoder uses version ${operatorSetOf(model)} of the ONNX operators; learned tokens need at least ${minOperatorSet}.`,
    );
  }
  const inputs = model.graph.input.map(({ name }) => name);
  if ([overridesInput, positionsInput].some((name) => inputs.includes(name))) {
    throw new GraphError('The text encoder is opened for learned tokens already.');
  }
  const embedding = findTokenEmbedding(model, idsInput);
  const lookup = new LookupNodes(model);
  const overridden = lookup.write(idsInput, embedding);
  const { nodes, constants } = lookup;
  const opened = extendModel(replaceInput(model, embedding.value, overridden), {
    nodes,
    constants,
    inputs: [
      valueOf(overridesInput, 'float32', ['batch', 'overrides', embedding.dimension]),
      valueOf(positionsInput, 'int64', ['batch', 'overrides']),
    ],
  });
  const { dimension, vocabulary, elementType, value } = embedding;
  return { model: opened, idsInput, dimension, vocabulary, elementType, embeddings: value };
}

/** Collects the nodes that put overriding rows in the place of tokens. */
class LookupNodes {
  readonly nodes: OnnxNode[] = [];
  readonly constants: OnnxTensor[] = [];
  readonly #prefix: string;

  constructor(model: OnnxModel) {
    this.#prefix = freeName(model.graph, 'learned_tokens');
  }

  /** Writes the nodes and returns the name of the embeddings after overriding. */
  write(ids: string, { value, dimension, elementType }: TokenEmbedding): string {
    const sizes = this.#node('Shape', [ids]);
    const batch = this.#node('Gather', [sizes, this.#wholes([0], 'first')]);
    const length = this.#node('Gather', [sizes, this.#wholes([1], 'second')]);
    const one = this.#wholes([1], 'one');
    const depth = this.#wholes([dimension], 'dimension');

    // Which slot stands at which place: [batch, 1 + k, sequence], then [batch, sequence].
    const bounds = [this.#whole(0, 'start'), this.#node('Squeeze', [length]), this.#whole(1, 'step')];
    const places = this.#node('Range', bounds);
    const positions = this.#node('Reshape', [positionsInput, this.#wholes([0, 0, 1], 'column')]);
    const named = this.#node('Cast', [this.#node('Equal', [positions, places])], {
      to: { int: castTo.float32 },
    });
    const nothing = this.#expand(Float32Array.of(0.5), [1, 1, 1], [batch, one, length], 'nothing');
    const matches = this.#node('Concat', [nothing, named], { axis: { int: 1 } });
    const slots = this.#node('ArgMax', [matches], { axis: { int: 1 }, keepdims: { int: 0 } });

    // The rows of those slots: [batch, sequence, dimension].
    const emptyRow = this.#expand(Float32Array.of(0), [1, 1, 1], [batch, one, depth], 'empty_row');
    const rows = this.#node('Concat', [emptyRow, overridesInput], { axis: { int: 1 } });
    const column = this.#wholes([0, 0, 1], 'slot_column');
    const slotColumn = this.#node('Reshape', [slots, column]);
    let chosen = this.#node('GatherND', [rows, slotColumn], { batch_dims: { int: 1 } });
    if (elementType === 'float16') chosen = this.#node('Cast', [chosen], { to: { int: castTo.float16 } });

    // The table may have been asked with the ids in another shape.
    const sentence = this.#node('Concat', [sizes, depth], { axis: { int: 0 } });
    const own = this.#node('Reshape', [value, sentence]);
    const isOverridden = this.#node('Greater', [slotColumn, this.#whole(0, 'none')]);
    const mixed = this.#node('Where', [isOverridden, chosen, own]);
    return this.#node('Reshape', [mixed, this.#node('Shape', [value])]);
  }

  #expand(values: Float32Array, shape: number[], sizes: string[], hint: string): string {
    const target = this.#node('Concat', sizes, { axis: { int: 0 } });
    return this.#node('Expand', [this.#constant(values, shape, hint), target]);
  }

  #whole(value: number, hint: string): string {
    return this.#constant(BigInt64Array.of(BigInt(value)), [], hint);
  }

  #wholes(values: readonly number[], hint: string): string {
    return this.#constant(BigInt64Array.from(values, BigInt), [values.length], hint);
  }

  #constant(values: TensorValues, shape: readonly number[], hint: string): string {
    const name = `${this.#prefix}/${hint}`;
    this.constants.push(tensorOf(name, values, shape));
    return name;
  }

  #node(
    opType: string,
    input: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): string {
    const name = `${this.#prefix}/${opType}_${this.nodes.length}`;
    const attribute = Object.entries(attributes).map(([key, value]) => attributeOf(key, value));
    this.nodes.push({ opType, name, input: [...input], output: [name], attribute });
    return name;
  }
}

import { addGradient, type GradientModel } from '../gradient/add-gradient.ts';
import { extendModel, freeName } from '../onnx/edit-model.ts';
import { attributeOf, tensorOf } from '../onnx/onnx-graph-writer.ts';
import { GraphError, operatorSetOf, type OnnxModel } from '../onnx/onnx-model.ts';
import { pruneModel } from '../onnx/prune-model.ts';
import { openTextEncoder, overridesInput } from './open-text-encoder.ts';

/** What is made of a text encoder in which tokens can be learned: three graphs with the same weights. */
export interface LearnableTextEncoder {
  /** Token ids to the vectors of the words, before anything is overridden. */
  readonly words: OnnxModel;
  /** Name of the output of `words`, `[batch, sequence, tokenDimension]` or the same in another shape. */
  readonly wordsOutput: string;
  /** Texts with learned tokens to their vectors of length 1. */
  readonly texts: OnnxModel;
  /** The same, and the gradient of the learned tokens. */
  readonly gradient: GradientModel;
  /** Name of the output of vectors of length 1, `[batch, dimension]`, of the last two. */
  readonly output: string;
  readonly tokenDimension: number;
}

/** From here on ReduceL2 takes its axes as an input. */
const axesAreInputs = 18;

/**
 * Opens a CLIP-like text encoder for learned tokens and their gradients. Throws a GraphError when it cannot be opened, no
 * gradient is known for one of its nodes, or its words are 16-bit floats, in which gradients get lost.
 * @param ids name of the input of token ids
 * @param output name of the output of vectors
 */
export function makeLearnable(model: OnnxModel, ids: string, output: string): LearnableTextEncoder {
  const opened = openTextEncoder(model, ids);
  if (opened.elementType !== 'float32') {
    throw new GraphError('The text encoder computes in 16-bit floats, which are too coarse to learn in.');
  }
  const { model: unit, name } = withUnitLength(opened.model, output);
  return {
    words: pruneModel(model, [opened.embeddings]),
    wordsOutput: opened.embeddings,
    texts: pruneModel(unit, [name]),
    gradient: addGradient(unit, name, overridesInput),
    output: name,
    tokenDimension: opened.dimension,
  };
}

/** Adds nodes that bring the vectors of an output to length 1. */
function withUnitLength(model: OnnxModel, output: string): { model: OnnxModel; name: string } {
  const name = freeName(model.graph, 'unit_vectors');
  const node = (
    opType: string,
    input: readonly string[],
    made: string,
    attribute = [attributeOf('keepdims', { int: 1 })],
  ) => ({ opType, name: made, input, output: [made], attribute }) as const;
  const axes = `${name}/axes`;
  const takesAxes = operatorSetOf(model) >= axesAreInputs;
  const length = takesAxes
    ? node('ReduceL2', [output, axes], `${name}/length`)
    : node('ReduceL2', [output], `${name}/length`, [
        attributeOf('keepdims', { int: 1 }),
        attributeOf('axes', [-1]),
      ]);
  const extended = extendModel(model, {
    nodes: [length, node('Div', [output, `${name}/length`], name, [])],
    constants: takesAxes ? [tensorOf(axes, BigInt64Array.of(-1n), [1])] : [],
  });
  return { model: extended, name };
}

import { extendModel, freeName } from '../onnx/edit-model.ts';
import {
  describeNode,
  GraphError,
  namesUsedBy,
  operatorSetOf,
  type OnnxModel,
  type OnnxNode,
  type OnnxValue,
} from '../onnx/onnx-model.ts';
import { elementType } from '../onnx/onnx-schema.ts';
import { pruneModel } from '../onnx/prune-model.ts';
import { elementwiseRules } from './elementwise-rules.ts';
import { formRules } from './form-rules.ts';
import { GradientNodes } from './gradient-nodes.ts';
import type { GradientRule } from './gradient-rule.ts';
import { matrixRules } from './matrix-rules.ts';
import { reductionRules } from './reduction-rules.ts';

export interface GradientModel {
  readonly model: OnnxModel;
  /** Name of the input that takes the gradient of the output, in the output's shape. */
  readonly gradientInput: string;
  /** Name of the output that gives the gradient of the value, in the value's shape. */
  readonly gradientOutput: string;
}

const rules: Readonly<Record<string, GradientRule>> = {
  ...elementwiseRules,
  ...matrixRules,
  ...reductionRules,
  ...formRules,
};

/** From here on operators take their axes as inputs, which the written nodes do. */
const minOperatorSet = 13;
/** From here on ScatterElements adds. Between the two no operator has got another meaning. */
const writtenOperatorSet = 16;
/** What these give moves in steps or not at all, so that nothing flows back through them. */
const steps = new Set(
  'Shape Size ArgMax ArgMin Equal Greater GreaterOrEqual Less LessOrEqual Not And Or IsNaN NonZero ConstantOfShape Range'.split(
    ' ',
  ),
);
/** The numbers of float types in the format: 32, 16 and 64 bits, and bfloat16. */
const floatTypes = [1, 10, 11, 16];

/**
 * Adds to a model what computes the gradient of one of its values: how the sum of the output times a given gradient changes
 * with the value (reverse-mode differentiation). The result is an ordinary graph that computes the output as before and
 * the gradient beside it; what neither needs is left out.
 *
 * Throws a GraphError when the output does not depend on the value, no gradient is known for a node between the two, or the
 * operators are older than version 13.
 * @param output name of an output of floats
 * @param value name of an input or of a value within, of floats
 */
export function addGradient(model: OnnxModel, output: string, value: string): GradientModel {
  const operatorSet = operatorSetOf(model);
  if (operatorSet < minOperatorSet) {
    throw new GraphError(
      `The graph uses version ${operatorSet} of the ONNX operators; its gradient needs at least ${minOperatorSet}.`,
    );
  }
  const write = new GradientNodes(model);
  const gradientInput = freeName(model.graph, 'output_gradient');
  const gradientOutput = freeName(model.graph, 'value_gradient');
  const gradient = new BackwardWalk(model, write).from(output, gradientInput, value);
  write.nodes.push({
    opType: 'Identity',
    name: gradientOutput,
    input: [gradient],
    output: [gradientOutput],
    attribute: [],
  });
  const extended = extendModel(withOperatorSet(model, Math.max(operatorSet, writtenOperatorSet)), {
    nodes: write.nodes,
    constants: write.constants,
    inputs: [inputLike(model, output, gradientInput)],
  });
  return { model: pruneModel(extended, [output, gradientOutput]), gradientInput, gradientOutput };
}

/** Goes through a graph from an output to a value and writes the gradients on the way. */
class BackwardWalk {
  readonly #nodes: readonly OnnxNode[];
  readonly #write: GradientNodes;
  /** By value: the gradients that came back to it, to be added up. */
  readonly #found = new Map<string, string[]>();

  constructor({ graph }: OnnxModel, write: GradientNodes) {
    this.#nodes = graph.node;
    this.#write = write;
  }

  from(output: string, gradient: string, value: string): string {
    const moving = this.#movedBy(value);
    if (!moving.has(output)) throw new GraphError(`“${output}” does not depend on “${value}”.`);
    this.#found.set(output, [gradient]);
    for (const node of this.#nodes.toReversed()) {
      if (isStep(node) || !node.output.some((name) => this.#found.has(name))) continue;
      if (namesUsedBy(node).some((name) => moving.has(name))) this.#passBack(node, moving);
    }
    return this.#sumOf(value)!;
  }

  /** The values that move smoothly with a value, itself among them. */
  #movedBy(value: string): Set<string> {
    const moving = new Set([value]);
    for (const node of this.#nodes) {
      if (isStep(node) || !namesUsedBy(node).some((name) => moving.has(name))) continue;
      for (const name of node.output) if (name !== '') moving.add(name);
    }
    return moving;
  }

  #passBack(node: OnnxNode, moving: ReadonlySet<string>): void {
    const gradients = node.output.map((name) => this.#sumOf(name));
    const several = node.opType !== 'Split' && gradients.slice(1).some((gradient) => gradient !== null);
    const rule = several ? undefined : rules[keyOf(node)];
    const known = rule?.({
      node,
      write: this.#write,
      inputs: node.input,
      outputs: node.output,
      gradients,
      gradient: gradients.find((gradient) => gradient !== null) ?? '',
    });
    node.input.forEach((name, index) => {
      if (!moving.has(name)) return;
      const gradient = known?.[index];
      if (!gradient) throw new GraphError(`No gradient is known for the ${describeNode(node)}.`);
      this.#found.set(name, [...(this.#found.get(name) ?? []), gradient()]);
    });
  }

  #sumOf(name: string): string | null {
    const [first, ...others] = this.#found.get(name) ?? [];
    return first === undefined
      ? null
      : others.length === 0
        ? first
        : this.#write.node('Sum', [first, ...others]);
  }
}

function isStep(node: OnnxNode): boolean {
  if (steps.has(node.opType)) return true;
  const to = node.attribute.find(({ name }) => name === 'to')?.i;
  return node.opType === 'Cast' && to !== undefined && !floatTypes.includes(Number(to));
}

/** ONNX's own operators go by their names, others by their domain as well. */
function keyOf({ domain = '', opType }: OnnxNode): string {
  return domain === '' || domain === 'ai.onnx' ? opType : `${domain}.${opType}`;
}

function withOperatorSet(model: OnnxModel, version: number): OnnxModel {
  const opsetImport = model.opsetImport.map((set) =>
    (set.domain ?? '') === '' || set.domain === 'ai.onnx' ? { ...set, version: BigInt(version) } : set,
  );
  return { ...model, opsetImport };
}

/** An input of the output's type and shape; of any shape where the graph does not tell it. */
function inputLike({ graph }: OnnxModel, output: string, name: string): OnnxValue {
  const like = graph.output.find((one) => one.name === output);
  return { name, type: like?.type ?? { tensorType: { elemType: elementType.float32 } } };
}

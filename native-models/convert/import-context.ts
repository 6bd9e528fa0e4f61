import type { AttributeValue, OnnxGraphWriter } from '../onnx/onnx-graph-writer.ts';
import type { GraphModel, GraphNode } from '../tensorflow/graph-model.ts';
import type { ConstantTensor } from '../tensorflow/weights.ts';

/** Sizes of a tensor in TensorFlow's order; -1 where the size is known only at run time (the batch). */
export type Shape = readonly number[];

/** A tensor of the graph being imported: computed (its name in the ONNX graph) or constant (its values). */
export type Value =
  | { readonly kind: 'computed'; readonly name: string; readonly shape: Shape }
  | { readonly kind: 'constant'; readonly tensor: ConstantTensor; readonly shape: Shape };

/** Writes the ONNX nodes that do what one TensorFlow node does, and returns the node's first output. */
export type OperatorImporter = (node: GraphNode, context: ImportContext) => Value;

/** What an operator importer works with: the values made so far and the graph being written. */
export class ImportContext {
  readonly #graph: GraphModel;
  readonly #writer: OnnxGraphWriter;
  readonly #valueOf: (name: string) => Value;
  readonly #written = new Map<ConstantTensor, string>();

  constructor(graph: GraphModel, writer: OnnxGraphWriter, valueOf: (name: string) => Value) {
    this.#graph = graph;
    this.#writer = writer;
    this.#valueOf = valueOf;
  }

  /** The node's input at `index`. Throws when it has none. */
  input(node: GraphNode, index: number): Value {
    const name = node.inputs[index];
    if (name === undefined) throw importError(node, `has no input ${index}`);
    return this.#valueOf(name);
  }

  /** The node's input at `index`, which must be known at conversion time (a filter, a shape, axes). */
  constant(node: GraphNode, index: number): ConstantTensor {
    const name = this.#constantBehind(node.inputs[index]);
    const tensor = name === undefined ? undefined : this.#graph.constants.get(name);
    if (!tensor) throw importError(node, `needs a constant as input ${index}`);
    return tensor;
  }

  /** Like {@link constant}, as plain whole numbers. */
  wholeNumbers(node: GraphNode, index: number): number[] {
    return Array.from(this.constant(node, index).values);
  }

  /** The value's name in the ONNX graph; a constant is written on its first use. */
  nameOf(value: Value): string {
    if (value.kind === 'computed') return value.name;
    const known = this.#written.get(value.tensor);
    if (known !== undefined) return known;
    const name = this.#writer.addConstant(value.tensor.values, value.shape, 'constant');
    this.#written.set(value.tensor, name);
    return name;
  }

  /** Writes a constant of 32-bit floats and returns its name. */
  floats(values: Float32Array, shape: Shape, hint: string): string {
    return this.#writer.addConstant(values, shape, hint);
  }

  /** Writes a single float and returns its name. */
  scalar(value: number): string {
    return this.#writer.addConstant(Float32Array.of(value), [], 'scalar');
  }

  /** Writes a list of whole numbers (axes, sizes, pads) and returns its name. */
  indices(values: readonly number[]): string {
    return this.#writer.addConstant(BigInt64Array.from(values, BigInt), [values.length], 'indices');
  }

  /** Writes a node of the ONNX operator `opType` and returns its output as a value of `shape`. */
  emit(
    opType: string,
    inputs: readonly string[],
    shape: Shape,
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): Value {
    return { kind: 'computed', name: this.#writer.addNode(opType, inputs, attributes), shape };
  }

  #constantBehind(name: string | undefined): string | undefined {
    let current = name;
    while (current !== undefined && this.#graph.nodes.get(current)?.op === 'Identity') {
      current = this.#graph.nodes.get(current)?.inputs[0];
    }
    return current;
  }
}

/** An error that names the node and its operator. */
export function importError(node: GraphNode, problem: string): Error {
  return new Error(`Operator ${node.op} of node "${node.name}" ${problem}.`);
}

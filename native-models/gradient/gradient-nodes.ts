import { freeName } from '../onnx/edit-model.ts';
import { attributeOf, tensorOf, type AttributeValue, type TensorValues } from '../onnx/onnx-graph-writer.ts';
import type { OnnxModel, OnnxNode, OnnxTensor } from '../onnx/onnx-model.ts';

/** The last position of an axis and all beyond, as Slice takes it. */
const toTheEnd = Number.MAX_SAFE_INTEGER;

// Note: sizes are found when the graph runs
// A file seldom says the sizes, or even the number of axes, of the values between its nodes. So whatever depends on them
// (which axes were broadcast, where a slice came from) is computed by nodes from the values' own shapes. That is a few
// small nodes more, and every graph that runs forward runs backward.

/** Collects the nodes and constants that are added to a graph, and writes what many gradients need. */
export class GradientNodes {
  readonly nodes: OnnxNode[] = [];
  readonly constants: OnnxTensor[] = [];
  readonly #prefix: string;
  readonly #wholes = new Map<string, string>();

  constructor(model: OnnxModel) {
    this.#prefix = freeName(model.graph, 'gradient');
  }

  /** Adds a node with one output and returns the output's name. */
  node(
    opType: string,
    input: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): string {
    const attribute = Object.entries(attributes).map(([name, value]) => attributeOf(name, value));
    return this.copy({ opType, input, output: [''], attribute })[0]!;
  }

  /** Adds a node like another one, with outputs of its own, and returns their names. */
  copy(node: OnnxNode): string[] {
    const name = `${this.#prefix}/${node.opType}_${this.nodes.length}`;
    const output = node.output.map((_, index) => (index === 0 ? name : `${name}:${index}`));
    this.nodes.push({ ...node, name, output });
    return output;
  }

  /** Whole numbers, `[values.length]`. */
  wholes(...values: readonly number[]): string {
    const key = values.join(' ');
    const known = this.#wholes.get(key);
    if (known) return known;
    const name = this.#constant(BigInt64Array.from(values, BigInt), [values.length]);
    this.#wholes.set(key, name);
    return name;
  }

  /** A number in the element type of a value. */
  number(value: number, like: string): string {
    return this.node('CastLike', [this.#constant(Float32Array.of(value), []), like]);
  }

  shape(value: string): string {
    return this.node('Shape', [value]);
  }

  /** A gradient in the shape of the value that it belongs to. */
  inShapeOf(gradient: string, value: string): string {
    return this.node('Reshape', [gradient, this.shape(value)]);
  }

  /** Sums over axes that stay, with length 1. */
  sum(value: string, axes: string): string {
    return this.node('ReduceSum', [value, axes], {
      keepdims: { int: 1 },
      noop_with_empty_axes: { int: 1 },
    });
  }

  /** Means over axes that stay, with length 1. */
  mean(value: string, axes: string): string {
    const sum = this.sum(value, axes);
    return this.node('Div', [sum, this.count(value, sum)]);
  }

  /** How many numbers of `whole` became one of `part`. */
  count(whole: string, part: string): string {
    const count = this.node('Div', [this.node('Size', [whole]), this.node('Size', [part])]);
    return this.node('CastLike', [count, whole]);
  }

  /** Sums a gradient over the axes along which a value was broadcast, so that it gets the value's shape. */
  sumTo(gradient: string, value: string): string {
    const [own, given] = [this.shape(value), this.shape(gradient)];
    const missing = this.node('Sub', [this.shape(given), this.shape(own)]);
    const ones = this.node('Expand', [this.wholes(1), missing]);
    const padded = this.node('Concat', [ones, own], { axis: { int: 0 } });
    const differs = this.node('Not', [this.node('Equal', [padded, given])]);
    const axes = this.node('Reshape', [this.node('NonZero', [differs]), this.wholes(-1)]);
    return this.node('Reshape', [this.sum(gradient, axes), own]);
  }

  /** A value with its last two axes exchanged, however many come before. */
  swapLastTwo(value: string): string {
    const shape = this.shape(value);
    const part = (from: number, to: number): string =>
      this.node('Slice', [shape, this.wholes(from), this.wholes(to)]);
    const [before, rows, columns] = [part(0, -2), part(-2, -1), part(-1, toTheEnd)];
    const joined = (...parts: readonly string[]): string => this.node('Concat', parts, { axis: { int: 0 } });
    const stack = this.node('Reshape', [value, joined(this.wholes(-1), rows, columns)]);
    const swapped = this.node('Transpose', [stack], { perm: [0, 2, 1] });
    return this.node('Reshape', [swapped, joined(before, columns, rows)]);
  }

  #constant(values: TensorValues, shape: readonly number[]): string {
    const name = `${this.#prefix}/constant_${this.constants.length}`;
    this.constants.push(tensorOf(name, values, shape));
    return name;
  }
}

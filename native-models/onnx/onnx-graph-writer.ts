import { attributeType, elementType, ModelProto, type ElementType } from './onnx-schema.ts';

/** Version of the operator set that the written graphs speak. */
const opset = 18;
/** Version of the file format that came with that operator set. */
const irVersion = 8;

/**
 * Attributes of a node by name: text is a string, a list is a list of whole numbers, and a single number says itself
 * whether it is whole or not, since 1.0 and 1 look alike in JavaScript.
 */
export type AttributeValue =
  string | readonly number[] | { readonly int: number } | { readonly float: number };

/** Sizes of a tensor; a word names a size that may differ from run to run, such as the batch. */
export type Dimensions = readonly (number | string)[];

export type TensorValues = Float32Array | Int32Array | BigInt64Array;

/** Collects the nodes, constants, inputs and outputs of one ONNX graph and writes them as a file. */
export class OnnxGraphWriter {
  readonly #name: string;
  readonly #nodes: object[] = [];
  readonly #initializers: object[] = [];
  readonly #inputs: object[] = [];
  readonly #outputs: object[] = [];
  #created = 0;

  constructor(name: string) {
    this.#name = name;
  }

  addInput(name: string, type: ElementType, dimensions: Dimensions): void {
    this.#inputs.push(valueInfo(name, type, dimensions));
  }

  addOutput(name: string, type: ElementType, dimensions: Dimensions): void {
    this.#outputs.push(valueInfo(name, type, dimensions));
  }

  /** Adds a constant and returns its name in the graph. */
  addConstant(values: TensorValues, dimensions: readonly number[], hint: string): string {
    const name = this.#newName(hint);
    this.#initializers.push({
      dims: dimensions,
      dataType: elementType[elementTypeOf(values)],
      name,
      rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    });
    return name;
  }

  /** Adds a node with one output and returns the output's name; `output` fixes that name. */
  addNode(
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
    output = this.#newName(opType),
  ): string {
    this.#nodes.push({
      opType,
      name: this.#newName(opType),
      input: inputs,
      output: [output],
      attribute: Object.entries(attributes).map(([name, value]) => ({ name, ...attribute(value) })),
    });
    return output;
  }

  /** The finished model as the bytes of an .onnx file. */
  toBytes(): Uint8Array {
    return ModelProto.encode({
      irVersion,
      producerName: 'kinora',
      opsetImport: [{ domain: '', version: opset }],
      graph: {
        name: this.#name,
        node: this.#nodes,
        initializer: this.#initializers,
        input: this.#inputs,
        output: this.#outputs,
      },
    }).finish();
  }

  #newName(hint: string): string {
    return `${hint}#${this.#created++}`;
  }
}

function attribute(value: AttributeValue): object {
  if (typeof value === 'string') return { type: attributeType.string, s: new TextEncoder().encode(value) };
  if ('int' in value) return { type: attributeType.int, i: value.int };
  if ('float' in value) return { type: attributeType.float, f: value.float };
  return { type: attributeType.ints, ints: value };
}

function valueInfo(name: string, type: ElementType, dimensions: Dimensions): object {
  const dim = dimensions.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size }));
  return { name, type: { tensorType: { elemType: elementType[type], shape: { dim } } } };
}

function elementTypeOf(values: TensorValues): ElementType {
  if (values instanceof Float32Array) return 'float32';
  return values instanceof Int32Array ? 'int32' : 'int64';
}

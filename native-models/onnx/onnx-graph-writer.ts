import { attributeType, elementType, type ElementType } from './onnx-schema.ts';
import { writeModel } from './write-model.ts';
import type { OnnxAttribute, OnnxModel, OnnxNode, OnnxTensor, OnnxValue } from './onnx-model.ts';

/** Version of the operator set that the written graphs speak. */
const opset = 18n;
/** Version of the file format that came with that operator set. */
const irVersion = 8n;

/**
 * Attributes of a node by name: text is a string, a list is a list of whole numbers, and a single number says itself
 * whether it is whole or not, since 1.0 and 1 look alike in JavaScript.
 */
export type AttributeValue =
  string | readonly number[] | { readonly int: number } | { readonly float: number };

/** Sizes of a tensor; a word names a size that may differ from run to run, such as the batch. */
export type Dimensions = readonly (number | string)[];

export type TensorValues = Float32Array | Int32Array | BigInt64Array | Uint8Array;

/** Collects the nodes, constants, inputs and outputs of one ONNX graph and writes them as a file. */
export class OnnxGraphWriter {
  readonly #name: string;
  readonly #nodes: OnnxNode[] = [];
  readonly #initializers: OnnxTensor[] = [];
  readonly #inputs: OnnxValue[] = [];
  readonly #outputs: OnnxValue[] = [];
  #created = 0;

  constructor(name: string) {
    this.#name = name;
  }

  addInput(name: string, type: ElementType, dimensions: Dimensions): void {
    this.#inputs.push(valueOf(name, type, dimensions));
  }

  addOutput(name: string, type: ElementType, dimensions: Dimensions): void {
    this.#outputs.push(valueOf(name, type, dimensions));
  }

  /** Adds a constant and returns its name in the graph. */
  addConstant(values: TensorValues, dimensions: readonly number[], hint: string): string {
    const name = this.#newName(hint);
    this.#initializers.push(tensorOf(name, values, dimensions));
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
      attribute: Object.entries(attributes).map(([name, value]) => attributeOf(name, value)),
    });
    return output;
  }

  /** The finished model. */
  toModel(): OnnxModel {
    return {
      irVersion,
      producerName: 'kinora',
      opsetImport: [{ domain: '', version: opset }],
      graph: {
        name: this.#name,
        node: [...this.#nodes],
        initializer: [...this.#initializers],
        input: [...this.#inputs],
        output: [...this.#outputs],
        valueInfo: [],
        sparseInitializer: [],
        quantizationAnnotation: [],
      },
      metadataProps: [],
      functions: [],
    };
  }

  /** The finished model as the bytes of an .onnx file. */
  toBytes(): Uint8Array {
    return writeModel(this.toModel());
  }

  #newName(hint: string): string {
    return `${hint}#${this.#created++}`;
  }
}

/** A constant of a graph. */
export function tensorOf(name: string, values: TensorValues, dimensions: readonly number[]): OnnxTensor {
  return {
    dims: dimensions.map(BigInt),
    dataType: elementType[elementTypeOf(values)],
    name,
    rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    floatData: [],
    int32Data: [],
    int64Data: [],
    doubleData: [],
    uint64Data: [],
    stringData: [],
    externalData: [],
  };
}

/** An attribute of a node. */
export function attributeOf(name: string, value: AttributeValue): OnnxAttribute {
  const empty = { name, floats: [], ints: [], strings: [], tensors: [], graphs: [] };
  if (typeof value === 'string') {
    return { ...empty, type: attributeType.string, s: new TextEncoder().encode(value) };
  }
  if ('int' in value) return { ...empty, type: attributeType.int, i: BigInt(value.int) };
  if ('float' in value) return { ...empty, type: attributeType.float, f: value.float };
  return { ...empty, type: attributeType.ints, ints: value.map(BigInt) };
}

/** Name, type and sizes of an input or output. */
export function valueOf(name: string, type: ElementType, dimensions: Dimensions): OnnxValue {
  const dim = dimensions.map((size) =>
    typeof size === 'string' ? { dimParam: size } : { dimValue: BigInt(size) },
  );
  return { name, type: { tensorType: { elemType: elementType[type], shape: { dim } } } };
}

function elementTypeOf(values: TensorValues): ElementType {
  if (values instanceof Float32Array) return 'float32';
  if (values instanceof Uint8Array) return 'uint8';
  return values instanceof Int32Array ? 'int32' : 'int64';
}

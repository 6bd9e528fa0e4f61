/**
 * An ONNX file in memory: the messages of the format as plain objects. Whole numbers of 64 bits are bigints, repeated
 * fields are always there, single ones only where the file has them. Nothing here is changed in place: the functions of
 * this folder return new models that share what they leave alone.
 */
export interface OnnxModel {
  readonly irVersion: bigint;
  readonly producerName?: string;
  readonly producerVersion?: string;
  readonly domain?: string;
  readonly modelVersion?: bigint;
  readonly docString?: string;
  readonly graph: OnnxGraph;
  /** Which version of which operator set the nodes mean; the domain '' is ONNX's own. */
  readonly opsetImport: readonly OnnxOperatorSet[];
  readonly metadataProps: readonly OnnxEntry[];
  readonly functions: readonly OnnxFunction[];
}

export interface OnnxOperatorSet {
  readonly domain?: string;
  readonly version: bigint;
}

export interface OnnxEntry {
  readonly key: string;
  readonly value: string;
}

/** An operator that the file itself defines by other operators. */
export interface OnnxFunction {
  readonly name: string;
  readonly domain?: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly node: readonly OnnxNode[];
}

/** Nodes in the order of computation; values are joined by their names. */
export interface OnnxGraph {
  readonly name?: string;
  readonly node: readonly OnnxNode[];
  readonly initializer: readonly OnnxTensor[];
  readonly input: readonly OnnxValue[];
  readonly output: readonly OnnxValue[];
  readonly valueInfo: readonly OnnxValue[];
  readonly sparseInitializer: readonly OnnxSparseTensor[];
  readonly quantizationAnnotation: readonly { readonly tensorName?: string }[];
  readonly docString?: string;
}

export interface OnnxNode {
  readonly opType: string;
  readonly name?: string;
  /** Operator set; '' or absent is ONNX's own. */
  readonly domain?: string;
  /** Names of values; '' where an input that may be left out is left out. */
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute: readonly OnnxAttribute[];
}

export interface OnnxAttribute {
  readonly name: string;
  readonly type?: number;
  readonly f?: number;
  readonly i?: bigint;
  readonly s?: Uint8Array;
  readonly t?: OnnxTensor;
  readonly g?: OnnxGraph;
  readonly floats: readonly number[];
  readonly ints: readonly bigint[];
  readonly strings: readonly Uint8Array[];
  readonly tensors: readonly OnnxTensor[];
  readonly graphs: readonly OnnxGraph[];
}

/** A constant. Its values are in `rawData` (little-endian) or in the list that belongs to its type. */
export interface OnnxTensor {
  readonly name?: string;
  /** `TensorProto.DataType`. */
  readonly dataType?: number;
  readonly dims: readonly bigint[];
  readonly rawData?: Uint8Array;
  readonly floatData: readonly number[];
  readonly int32Data: readonly number[];
  readonly int64Data: readonly bigint[];
  readonly doubleData: readonly number[];
  readonly uint64Data: readonly bigint[];
  readonly stringData: readonly Uint8Array[];
  readonly externalData: readonly OnnxEntry[];
  /** 1: the values are in another file. */
  readonly dataLocation?: number;
}

export interface OnnxSparseTensor {
  readonly values?: OnnxTensor;
  readonly indices?: OnnxTensor;
  readonly dims: readonly bigint[];
}

/** Name, element type and sizes of an input, an output or a value between. */
export interface OnnxValue {
  readonly name: string;
  readonly type?: OnnxType;
}

export interface OnnxType {
  readonly tensorType?: {
    readonly elemType?: number;
    readonly shape?: { readonly dim: readonly { readonly dimValue?: bigint; readonly dimParam?: string }[] };
  };
}

/** A file or graph that is not what it must be; the sentence says what is wrong and where. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
}

/** A node for messages: its operator and, where it has one, its name. */
export function describeNode({ opType, name, output }: OnnxNode): string {
  return `${opType} node "${name || output[0] || '?'}"`;
}

/** Graphs inside a node: the branches of If, the body of Loop and Scan. They may use every name of the graph around. */
export function innerGraphs(node: OnnxNode): OnnxGraph[] {
  return node.attribute.flatMap(({ g, graphs }) => (g ? [g, ...graphs] : graphs));
}

/** All names that a node uses: its inputs, and what its inner graphs take from outside. */
export function namesUsedBy(node: OnnxNode): string[] {
  const inner = innerGraphs(node).flatMap((graph) => [
    ...graph.node.flatMap(namesUsedBy),
    ...graph.output.map(({ name }) => name),
  ]);
  return [...node.input, ...inner].filter((name) => name !== '');
}

/** Version of ONNX's own operator set. Throws a GraphError where the file names none. */
export function operatorSetOf(model: OnnxModel): number {
  const own = model.opsetImport.find(
    ({ domain }) => domain === undefined || domain === '' || domain === 'ai.onnx',
  );
  if (!own) throw new GraphError('The graph does not say which version of the ONNX operators it uses.');
  return Number(own.version);
}

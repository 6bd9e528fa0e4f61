import fc from 'fast-check';
import { OnnxGraphWriter } from '../../../native-models/onnx/onnx-graph-writer.ts';
import type {
  OnnxAttribute,
  OnnxGraph,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxValue,
} from '../../../native-models/onnx/onnx-model.ts';

const emptyTensor = {
  dims: [],
  floatData: [],
  int32Data: [],
  int64Data: [],
  doubleData: [],
  uint64Data: [],
  stringData: [],
  externalData: [],
  metadataProps: [],
};
const emptyAttribute = {
  floats: [],
  ints: [],
  strings: [],
  tensors: [],
  graphs: [],
  typeProtos: [],
  sparseTensors: [],
};
export const emptyGraph = {
  node: [],
  initializer: [],
  input: [],
  output: [],
  valueInfo: [],
  quantizationAnnotation: [],
  sparseInitializer: [],
  metadataProps: [],
} as const;

/** A node as the reader gives it. */
export const node = (
  opType: string,
  input: readonly string[],
  output: readonly string[],
  attribute: readonly OnnxAttribute[] = [],
): OnnxNode => ({ opType, input, output, attribute });

/** An attribute that holds a graph. */
export const graphAttribute = (name: string, g: OnnxGraph): OnnxAttribute => ({
  ...emptyAttribute,
  name,
  type: 5,
  g,
});

/** A model of operator set 18 around a graph. */
export const modelOf = (graph: Partial<OnnxGraph>): OnnxModel => ({
  irVersion: 8n,
  graph: { ...emptyGraph, ...graph },
  opsetImport: [{ version: 18n }],
  metadataProps: [],
  functions: [],
});

export const floatValue = (name: string): OnnxValue => ({
  name,
  type: { tensorType: { elemType: 1, shape: { dim: [{ dimValue: 2n }] } } },
});

/** A constant of two floats. */
export const twoFloats = (name: string): OnnxTensor => ({
  ...emptyTensor,
  name,
  dataType: 1,
  dims: [2n],
  rawData: new Uint8Array(8),
});

// What a file can hold: any bits, of which not-a-number is left out because it has many spellings.
const text = fc.string({ unit: 'grapheme', maxLength: 8 });
const long = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const float = fc.float({ noNaN: true });
const bytes = fc.uint8Array({ maxLength: 12 }).map((values) => Buffer.from(values));
const list = <T>(values: fc.Arbitrary<T>) => fc.array(values, { maxLength: 3 });

const tensor = fc.record(
  {
    ...constants(emptyTensor),
    name: text,
    dataType: fc.integer({ min: 0, max: 30 }),
    dims: list(long),
    rawData: bytes,
    floatData: list(float),
    int32Data: list(fc.integer()),
    int64Data: list(long),
    doubleData: list(fc.double({ noNaN: true })),
    uint64Data: list(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
    stringData: list(bytes),
  },
  { requiredKeys: [...keys(emptyTensor)] },
);

const value = fc.record(
  {
    name: text,
    metadataProps: fc.constant([]),
    type: fc.record({
      tensorType: fc.record({
        elemType: fc.integer({ min: 0, max: 30 }),
        shape: fc.record({
          dim: list(fc.oneof(fc.record({ dimValue: long }), fc.record({ dimParam: text }))),
        }),
      }),
    }),
  },
  { requiredKeys: ['name', 'metadataProps'] },
);

const { graph: arbitraryGraph } = fc.letrec<{ graph: OnnxGraph; attribute: OnnxAttribute; node: OnnxNode }>(
  (tie) => ({
    attribute: fc.record(
      {
        ...constants(emptyAttribute),
        name: text,
        type: fc.integer({ min: 0, max: 14 }),
        f: float,
        i: long,
        s: bytes,
        t: tensor,
        g: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constant(emptyGraph), tie('graph')),
        floats: list(float),
        ints: list(long),
        strings: list(bytes),
      },
      { requiredKeys: ['name', ...keys(emptyAttribute)] },
    ) as fc.Arbitrary<OnnxAttribute>,
    node: fc.record(
      {
        opType: text,
        name: text,
        domain: text,
        input: list(text),
        output: list(text),
        attribute: list(tie('attribute')),
        metadataProps: fc.constant([]),
      },
      { requiredKeys: ['opType', 'input', 'output', 'attribute', 'metadataProps'] },
    ) as fc.Arbitrary<OnnxNode>,
    graph: fc.record({
      ...constants(emptyGraph),
      name: text,
      node: list(tie('node')),
      initializer: list(tensor),
      input: list(value),
      output: list(value),
      valueInfo: list(value),
    }) as fc.Arbitrary<OnnxGraph>,
  }),
);

/** Any model that the format can hold, sensible or not. */
export const anyModel: fc.Arbitrary<OnnxModel> = arbitraryGraph.map((graph) => ({
  ...modelOf(graph),
  graph,
}));

/**
 * A sound model of sums: `sizes` nodes, each of which adds two values that are there already; outputs are the values that
 * no other node takes.
 */
export const soundModel: fc.Arbitrary<OnnxModel> = fc
  .array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 25 })
  .map((choices) => {
    const writer = new OnnxGraphWriter('sums');
    writer.addInput('x', 'float32', [2]);
    writer.addInput('y', 'float32', [2]);
    const values = ['x', 'y', writer.addConstant(Float32Array.of(1, 2), [2], 'c')];
    const taken = new Set<string>();
    const made = choices.map(([first, second]) => {
      const inputs = [values[first % values.length]!, values[second % values.length]!];
      for (const name of inputs) taken.add(name);
      const name = writer.addNode('Add', inputs);
      values.push(name);
      return name;
    });
    for (const name of made.filter((each) => !taken.has(each))) writer.addOutput(name, 'float32', [2]);
    return writer.toModel();
  });

function constants<T extends object>(values: T): { [K in keyof T]: fc.Arbitrary<T[K]> } {
  return Object.fromEntries(Object.entries(values).map(([key, each]) => [key, fc.constant(each)])) as {
    [K in keyof T]: fc.Arbitrary<T[K]>;
  };
}

function keys<T extends object>(values: T): (keyof T)[] {
  return Object.keys(values) as (keyof T)[];
}

import {
  GraphError,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
} from '../onnx/onnx-model.ts';

/** Where a text encoder turns token ids into vectors. */
export interface TokenEmbedding {
  /** Name of the looked-up vectors, as floats. */
  readonly value: string;
  readonly elementType: 'float32' | 'float16';
  readonly dimension: number;
  readonly vocabulary: number;
}

/** Operators that leave ids what they are, in another form. */
const idForms = ['Cast', 'Reshape', 'Unsqueeze', 'Squeeze', 'Flatten', 'Identity', 'Clip', 'Expand'];
/** Operators through which a table of vectors is still the same table. */
const tableForms = ['Identity', 'Cast', 'DequantizeLinear'];
const floatTypes: Readonly<Record<number, 'float32' | 'float16'>> = { 1: 'float32', 10: 'float16' };

/**
 * Finds the one Gather that looks up rows of a constant table by ids that come from the named input, whatever form they
 * take between, and the floats it gives (after DequantizeLinear, where the table is quantised). Throws a GraphError that
 * says what is missing.
 */
export function findTokenEmbedding({ graph }: OnnxModel, idsInput: string): TokenEmbedding {
  if (!graph.input.some(({ name }) => name === idsInput)) {
    const names = graph.input.map(({ name }) => name).join(', ');
    throw new GraphError(
      `The graph has no input "${idsInput}", but ${names || 'none'}: it is no text encoder.`,
    );
  }
  const ids = formsOf(graph, idsInput);
  const lookups = graph.node.flatMap((node) => {
    const [data = '', indices = ''] = node.input;
    const table = node.opType === 'Gather' && ids.has(indices) ? tableBehind(graph, data) : null;
    return table && isRowLookup(node) ? [{ node, table }] : [];
  });
  const [lookup, ...others] = lookups;
  if (!lookup) {
    throw new GraphError(
      `No Gather looks up "${idsInput}" in a table of vectors: the graph cannot take learned tokens.`,
    );
  }
  if (others.length > 0) {
    throw new GraphError(
      `${lookups.length} tables are looked up by "${idsInput}": which one holds the words is not known.`,
    );
  }
  const [vocabulary = 0n, dimension = 0n] = lookup.table.dims;
  return { ...floatsOf(graph, lookup.node), vocabulary: Number(vocabulary), dimension: Number(dimension) };
}

/** The names under which a value goes on, changed in form alone. */
function formsOf(graph: OnnxGraph, name: string): Set<string> {
  const names = new Set([name]);
  for (const { opType, input, output } of graph.node) {
    if (idForms.includes(opType) && names.has(input[0] ?? '')) names.add(output[0] ?? '');
  }
  return names;
}

/** The constant matrix that a value is, or is made of by widening; null when it is none. */
function tableBehind(graph: OnnxGraph, name: string): OnnxTensor | null {
  let current = name;
  for (let steps = 0; steps < 8; steps++) {
    const constant = graph.initializer.find((tensor) => tensor.name === current);
    if (constant) return constant.dims.length === 2 ? constant : null;
    const maker = graph.node.find(({ output }) => output[0] === current);
    if (!maker) return null;
    if (maker.opType === 'Constant') {
      const tensor = maker.attribute.find((attribute) => attribute.name === 'value')?.t;
      return tensor?.dims.length === 2 ? tensor : null;
    }
    if (!tableForms.includes(maker.opType)) return null;
    current = maker.input[0] ?? '';
  }
  return null;
}

function isRowLookup({ attribute }: OnnxNode): boolean {
  return (attribute.find(({ name }) => name === 'axis')?.i ?? 0n) === 0n;
}

/** The floats that a lookup gives, itself or through one DequantizeLinear or Cast behind it. */
function floatsOf(graph: OnnxGraph, lookup: OnnxNode): { value: string; elementType: 'float32' | 'float16' } {
  const value = lookup.output[0] ?? '';
  const own = elementTypeOf(graph, lookup.input[0] ?? '');
  if (own) return { value, elementType: own };
  const widened = graph.node.filter(({ input }) => input[0] === value);
  const [node, ...others] = widened;
  const elementType = node ? elementTypeOf(graph, node.output[0] ?? '') : null;
  if (!node || !elementType || others.length > 0 || !tableForms.includes(node.opType)) {
    throw new GraphError(`The looked-up vectors "${value}" are not floats and nothing makes them floats.`);
  }
  return { value: node.output[0] ?? '', elementType };
}

/** The float type of a constant or of what is made of one by widening; null for another type. */
function elementTypeOf(graph: OnnxGraph, name: string): 'float32' | 'float16' | null {
  const typeOf = (type: number | undefined) => floatTypes[type ?? 0] ?? null;
  const constant = graph.initializer.find((tensor) => tensor.name === name);
  if (constant) return typeOf(constant.dataType);
  const maker = graph.node.find(({ output }) => output[0] === name);
  switch (maker?.opType) {
    case 'Constant':
      return typeOf(maker.attribute.find((attribute) => attribute.name === 'value')?.t?.dataType);
    case 'Cast':
      return typeOf(Number(maker.attribute.find((attribute) => attribute.name === 'to')?.i ?? 0n));
    case 'DequantizeLinear':
      return elementTypeOf(graph, maker.input[1] ?? '');
    case 'Identity':
      return elementTypeOf(graph, maker.input[0] ?? '');
    default:
      return null;
  }
}

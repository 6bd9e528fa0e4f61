import { convolutionImporters } from './convolution.ts';
import { elementwiseImporters } from './elementwise.ts';
import { ImportContext, importError, type OperatorImporter, type Value } from './import-context.ts';
import { matrixImporters } from './matrix.ts';
import { paddingImporters } from './padding.ts';
import { poolingImporters } from './pooling.ts';
import { reductionImporters } from './reduction.ts';
import { resizeImporters } from './resize.ts';
import { shapeImporters } from './shape.ts';
import { OnnxGraphWriter } from '../onnx/onnx-graph-writer.ts';
import type { GraphModel, GraphNode } from '../tensorflow/graph-model.ts';

const importers: Readonly<Record<string, OperatorImporter>> = {
  ...convolutionImporters,
  ...elementwiseImporters,
  ...matrixImporters,
  ...paddingImporters,
  ...poolingImporters,
  ...reductionImporters,
  ...resizeImporters,
  ...shapeImporters,
};

/** Names of the TensorFlow operators that can be converted. */
export const supportedOperators: readonly string[] = [
  ...Object.keys(importers),
  'Const',
  'Placeholder',
].toSorted();

/**
 * Converts a TensorFlow.js graph to the bytes of an ONNX file (opset 18) that computes the named outputs; nodes that
 * none of them needs are left out. Inputs and outputs keep their names, element order (channels last) and shapes; an
 * open first size becomes the size `batch`. Throws an Error that names the node and the operator it cannot convert.
 */
export function convertGraph(graph: GraphModel, name: string, outputs: readonly string[]): Uint8Array {
  const writer = new OnnxGraphWriter(name);
  const values = new Map<string, Value>();
  const open = new Set<string>();

  const valueOf = (nodeName: string): Value => {
    const known = values.get(nodeName);
    if (known) return known;
    const node = graph.nodes.get(nodeName);
    if (!node && /:\d+$/.test(nodeName)) {
      throw new Error(`Output ${nodeName} is needed; only the first output of a node is supported.`);
    }
    if (!node) throw new Error(`The graph has no node "${nodeName}".`);
    if (open.has(nodeName)) throw importError(node, 'depends on itself');
    open.add(nodeName);
    const value = importNode(node);
    open.delete(nodeName);
    values.set(nodeName, value);
    return value;
  };
  const context = new ImportContext(graph, writer, valueOf);

  const importNode = (node: GraphNode): Value => {
    if (node.op === 'Const') return constantOf(graph, node);
    if (node.op === 'Placeholder') return addInput(writer, node);
    const importer = importers[node.op];
    if (!importer) throw importError(node, 'is not supported by the converter');
    return importer(node, context);
  };

  for (const output of outputs) {
    const value = valueOf(output);
    // A node of its own, so that the output carries TensorFlow's name even where it is another node's value.
    writer.addNode('Identity', [context.nameOf(value)], {}, output);
    writer.addOutput(output, 'float32', dimensionsOf(value.shape));
  }
  return writer.toBytes();
}

function constantOf(graph: GraphModel, node: GraphNode): Value {
  const tensor = graph.constants.get(node.name);
  if (!tensor) throw importError(node, 'has no weights');
  return { kind: 'constant', tensor, shape: tensor.shape };
}

function addInput(writer: OnnxGraphWriter, node: GraphNode): Value {
  const shape = node.shape('shape');
  if (!shape) throw importError(node, 'has no shape');
  writer.addInput(node.name, 'float32', dimensionsOf(shape));
  return { kind: 'computed', name: node.name, shape };
}

function dimensionsOf(shape: readonly number[]): (number | string)[] {
  return shape.map((size, axis) => (size === -1 ? (axis === 0 ? 'batch' : `size${axis}`) : size));
}

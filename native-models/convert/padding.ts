import { importError, type ImportContext, type OperatorImporter } from './import-context.ts';
import type { AttributeValue } from '../onnx/onnx-graph-writer.ts';
import type { GraphNode } from '../tensorflow/graph-model.ts';

/** Writes a Pad whose amounts are the node's second input, `[rank, 2]` before and after each axis. */
function pad(node: GraphNode, context: ImportContext, fill: string | null, mode: AttributeValue) {
  const input = context.input(node, 0);
  const amounts = context.wholeNumbers(node, 1);
  if (amounts.length !== input.shape.length * 2) throw importError(node, 'has paddings of another rank');
  const before = amounts.filter((_, index) => index % 2 === 0);
  const after = amounts.filter((_, index) => index % 2 === 1);
  const shape = input.shape.map((size, axis) => {
    const extra = before[axis]! + after[axis]!;
    if (size === -1 && extra > 0) throw importError(node, 'pads an axis of open size');
    return size + extra;
  });
  const inputs = [context.nameOf(input), context.indices([...before, ...after])];
  return context.emit('Pad', fill === null ? inputs : [...inputs, fill], shape, { mode });
}

const mirrorPad: OperatorImporter = (node, context) => {
  const mode = node.text('mode', 'REFLECT');
  if (mode !== 'REFLECT') throw importError(node, `has the mode ${mode}, which ONNX does not know`);
  return pad(node, context, null, 'reflect');
};

export const paddingImporters: Readonly<Record<string, OperatorImporter>> = {
  Pad: (node, context) => pad(node, context, null, 'constant'),
  PadV2: (node, context) => pad(node, context, context.nameOf(context.input(node, 2)), 'constant'),
  MirrorPad: mirrorPad,
};

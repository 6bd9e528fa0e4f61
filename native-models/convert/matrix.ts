import { applyActivation, fusedTail } from './fused-tail.ts';
import { importError, type ImportContext, type OperatorImporter, type Value } from './import-context.ts';
import type { GraphNode } from '../tensorflow/graph-model.ts';

/** A product of two matrices, with whatever TensorFlow has fused to it. */
const matMul: OperatorImporter = (node, context) => {
  const left = operand(node, context, 0, node.flag('transpose_a'));
  const right = operand(node, context, 1, node.flag('transpose_b'));
  const [rows, inner] = left.shape;
  const [depth, columns] = right.shape;
  if (inner !== depth) throw importError(node, `multiplies ${inner} columns with ${depth} rows`);
  const shape = [rows!, columns!];
  let product = context.emit('MatMul', [context.nameOf(left), context.nameOf(right)], shape);
  const tail = fusedTail(node, context);
  if (tail.bias) {
    const bias = context.floats(Float32Array.from(tail.bias.values), tail.bias.shape, 'bias');
    product = context.emit('Add', [context.nameOf(product), bias], shape);
  }
  return applyActivation(node, tail, product, context, ({ values, shape: sizes }) =>
    context.floats(Float32Array.from(values), sizes, 'slopes'),
  );
};

function operand(node: GraphNode, context: ImportContext, index: number, transposed: boolean): Value {
  const value = context.input(node, index);
  if (value.shape.length !== 2) throw importError(node, `needs matrices, not [${value.shape.join(', ')}]`);
  if (!transposed) return value;
  return context.emit('Transpose', [context.nameOf(value)], value.shape.toReversed(), { perm: [1, 0] });
}

export const matrixImporters: Readonly<Record<string, OperatorImporter>> = {
  MatMul: matMul,
  _FusedMatMul: matMul,
};

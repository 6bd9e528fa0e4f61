import { importError, type ImportContext, type Value } from './import-context.ts';
import type { GraphNode } from '../tensorflow/graph-model.ts';

/** Writes an activation without parameters of its own; `name` is TensorFlow's. */
export function activate(node: GraphNode, name: string, input: Value, context: ImportContext): Value {
  const operand = context.nameOf(input);
  const { shape } = input;
  switch (name) {
    case 'Relu':
    case 'Elu':
    case 'Sigmoid':
    case 'Tanh':
      return context.emit(name, [operand], shape);
    case 'Relu6':
      return context.emit('Clip', [operand, context.scalar(0), context.scalar(6)], shape);
    case 'LeakyRelu': {
      const fused = node.number('leakyrelu_alpha', 0.2);
      return context.emit('LeakyRelu', [operand], shape, { alpha: { float: node.number('alpha', fused) } });
    }
    default:
      throw importError(node, `has the unsupported activation ${name}`);
  }
}

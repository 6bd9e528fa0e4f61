import { activate } from './activation.ts';
import { importError, type OperatorImporter, type Shape } from './import-context.ts';
import type { GraphNode } from '../tensorflow/graph-model.ts';

/** The shape that two operands have together; sizes of 1 stretch, and an open size stays open. */
export function broadcastShape(node: GraphNode, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left === right || right === 1) return left;
    if (left === 1) return right;
    if (left === -1 || right === -1) return Math.max(left, right);
    throw importError(node, `cannot join the shapes [${a.join(', ')}] and [${b.join(', ')}]`);
  });
}

function binary(opType: string): OperatorImporter {
  return (node, context) => {
    const a = context.input(node, 0);
    const b = context.input(node, 1);
    const shape = broadcastShape(node, a.shape, b.shape);
    return context.emit(opType, [context.nameOf(a), context.nameOf(b)], shape);
  };
}

function unary(opType: string): OperatorImporter {
  return (node, context) => {
    const input = context.input(node, 0);
    return context.emit(opType, [context.nameOf(input)], input.shape);
  };
}

const activation: OperatorImporter = (node, context) =>
  activate(node, node.op, context.input(node, 0), context);

const softmax: OperatorImporter = (node, context) => {
  const input = context.input(node, 0);
  return context.emit('Softmax', [context.nameOf(input)], input.shape, { axis: { int: -1 } });
};

/** The bias lies along the last axis, where channels are in TensorFlow's order: an ordinary sum. */
const biasAdd: OperatorImporter = (node, context) => {
  if (node.text('data_format', 'NHWC') !== 'NHWC')
    throw importError(node, 'adds a bias to channels-first data');
  return binary('Add')(node, context);
};

/**
 * A value that is a float already. Pictures that TensorFlow takes as whole numbers enter the ONNX graph as floats, so
 * that a cast of them changes nothing; any other cast is refused.
 */
const cast: OperatorImporter = (node, context) => {
  const target = node.elementType('DstT', 'DT_FLOAT');
  if (target !== 'DT_FLOAT') throw importError(node, `casts to ${target}, which is not supported`);
  const input = context.input(node, 0);
  if (input.kind === 'computed') return input;
  const { shape, values } = input.tensor;
  return { kind: 'constant', tensor: { shape, values: Float32Array.from(values) }, shape };
};

export const elementwiseImporters: Readonly<Record<string, OperatorImporter>> = {
  Add: binary('Add'),
  AddV2: binary('Add'),
  BiasAdd: biasAdd,
  Sub: binary('Sub'),
  Mul: binary('Mul'),
  RealDiv: binary('Div'),
  Minimum: binary('Min'),
  Maximum: binary('Max'),
  Prelu: binary('PRelu'),
  Neg: unary('Neg'),
  Abs: unary('Abs'),
  Exp: unary('Exp'),
  Sqrt: unary('Sqrt'),
  Relu: activation,
  Relu6: activation,
  Elu: activation,
  LeakyRelu: activation,
  Sigmoid: activation,
  Tanh: activation,
  Softmax: softmax,
  Cast: cast,
  Identity: (node, context) => context.input(node, 0),
};

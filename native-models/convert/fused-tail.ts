import { activate } from './activation.ts';
import { importError, type ImportContext, type Value } from './import-context.ts';
import type { GraphNode } from '../tensorflow/graph-model.ts';
import type { ConstantTensor } from '../tensorflow/weights.ts';

/** What a fused operator does after its product: adds a bias, then applies an activation. */
export interface FusedTail {
  readonly bias: ConstantTensor | null;
  /** TensorFlow's name of the activation; null for none. */
  readonly activation: string | null;
  /** Slopes of a Prelu. */
  readonly slopes: ConstantTensor | null;
}

/** Reads `fused_ops` and the inputs that belong to it: bias at 2, slopes at 3. */
export function fusedTail(node: GraphNode, context: ImportContext): FusedTail {
  const [first, second, ...rest] = node.texts('fused_ops');
  if (first === undefined) return { bias: null, activation: null, slopes: null };
  if (first !== 'BiasAdd' || rest.length > 0) {
    throw importError(node, `fuses ${[first, second, ...rest].join(' + ')}, which is not supported`);
  }
  const slopes = second === 'Prelu' ? context.constant(node, 3) : null;
  return { bias: context.constant(node, 2), activation: second ?? null, slopes };
}

/**
 * Applies a fused activation to a product. `placeSlopes` brings a Prelu's slopes into the order of the product's
 * data, which need not be TensorFlow's.
 */
export function applyActivation(
  node: GraphNode,
  tail: FusedTail,
  product: Value,
  context: ImportContext,
  placeSlopes: (slopes: ConstantTensor) => string,
): Value {
  if (tail.activation === null) return product;
  if (!tail.slopes) return activate(node, tail.activation, product, context);
  return context.emit('PRelu', [context.nameOf(product), placeSlopes(tail.slopes)], product.shape);
}

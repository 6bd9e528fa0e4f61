import {
  floatAttribute,
  wholeAttribute,
  wholesAttribute,
  type BackwardStep,
  type GradientRule,
} from './gradient-rule.ts';

/** Operators in which the numbers along an axis meet. */
export const reductionRules: Readonly<Record<string, GradientRule>> = {
  ReduceSum: (step) => [() => spread(step, step.gradient)],
  ReduceMean: (step) => [
    () => {
      const { write, inputs, outputs } = step;
      return write.node('Div', [spread(step, step.gradient), write.count(inputs[0]!, outputs[0]!)]);
    },
  ],
  ReduceL2: (step) => [
    () => {
      const { write, inputs, outputs, gradient } = step;
      const share = write.node('Div', [gradient, outputs[0]!]);
      return write.node('Mul', [inputs[0]!, spread(step, share)]);
    },
  ],
  Softmax: ({ node, write, outputs: [y], gradient }) => [
    () => {
      const axis = write.wholes(wholeAttribute(node, 'axis', -1));
      const mean = write.sum(write.node('Mul', [gradient, y!]), axis);
      return write.node('Mul', [y!, write.node('Sub', [gradient, mean])]);
    },
  ],
  LayerNormalization: ({ node, write, inputs: [x, gain, shift], gradient }) => {
    const axes = axesFrom(wholeAttribute(node, 'axis', -1), x!, write);
    const centred = write.node('Sub', [x!, write.mean(x!, axes)]);
    const variance = write.mean(write.node('Mul', [centred, centred]), axes);
    const epsilon = write.number(floatAttribute(node, 'epsilon', 1e-5), x!);
    const deviation = write.node('Sqrt', [write.node('Add', [variance, epsilon])]);
    const standard = write.node('Div', [centred, deviation]);
    return [
      () => {
        const scaled = write.node('Mul', [gradient, gain!]);
        const along = write.mean(write.node('Mul', [scaled, standard]), axes);
        const flat = write.node('Sub', [scaled, write.mean(scaled, axes)]);
        const own = write.node('Sub', [flat, write.node('Mul', [standard, along])]);
        return write.node('Div', [own, deviation]);
      },
      () => write.sumTo(write.node('Mul', [gradient, standard]), gain!),
      () => write.sumTo(gradient, shift!),
    ];
  },
};

/** Lays a value in the shape of a reduction's output over the shape of its input. */
function spread({ node, write, inputs: [x, given] }: BackwardStep, value: string): string {
  const attribute = wholesAttribute(node, 'axes');
  const axes = attribute ? write.wholes(...attribute) : given;
  // Without axes all are summed: one number is laid over everything.
  const isWhole = wholeAttribute(node, 'keepdims', 1) === 1 || !axes;
  const restored = isWhole ? value : write.node('Unsqueeze', [value, axes]);
  return write.node('Expand', [restored, write.shape(x!)]);
}

/** All axes from the given one on. */
function axesFrom(axis: number, value: string, write: BackwardStep['write']): string {
  if (axis < 0) return write.wholes(...Array.from({ length: -axis }, (_, index) => axis + index));
  const ends = [write.wholes(axis), write.shape(write.shape(value)), write.wholes(1)];
  return write.node(
    'Range',
    ends.map((end) => write.node('Squeeze', [end])),
  );
}

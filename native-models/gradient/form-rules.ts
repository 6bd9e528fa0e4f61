import { wholeAttribute, wholesAttribute, type BackwardStep, type GradientRule } from './gradient-rule.ts';

const reshaped: GradientRule = ({ write, inputs: [x], gradient }) => [() => write.inShapeOf(gradient, x!)];
const selected: GradientRule = (step) => [() => returned(step)];

/** Operators that move numbers without changing them. */
export const formRules: Readonly<Record<string, GradientRule>> = {
  Reshape: reshaped,
  Flatten: reshaped,
  Squeeze: reshaped,
  Unsqueeze: reshaped,
  Expand: ({ write, inputs: [x], gradient }) => [() => write.sumTo(gradient, x!)],
  Transpose: ({ node, write, gradient }) => [
    () => {
      const order = wholesAttribute(node, 'perm');
      // Without an order all axes are turned round, which is its own reverse.
      if (!order) return write.node('Transpose', [gradient]);
      return write.node('Transpose', [gradient], { perm: order.map((_, axis) => order.indexOf(axis)) });
    },
  ],
  Concat: ({ node, write, inputs, gradient }) => {
    const axis = wholeAttribute(node, 'axis', 0);
    let parts: string[] | null = null;
    const split = (): string[] => {
      const sizes = inputs.map((input) => write.node('Gather', [write.shape(input), write.wholes(axis)]));
      const all = write.node('Concat', sizes, { axis: { int: 0 } });
      const attribute = node.attribute.filter(({ name }) => name === 'axis');
      return write.copy({ opType: 'Split', input: [gradient, all], output: inputs, attribute });
    };
    return inputs.map((_, index) => () => (parts ??= split())[index]!);
  },
  Gather: selected,
  GatherND: selected,
  GatherElements: selected,
  Slice: selected,
  Split: selected,
};

/**
 * The gradient of what an operator selects from, whichever it is: the same operator is asked to select from the positions
 * of the numbers, and what came back is added up at those positions.
 */
function returned({ node, write, inputs: [x, ...how], outputs, gradients, gradient }: BackwardStep): string {
  const scalar = (value: string): string => write.node('Squeeze', [value]);
  const length = write.node('Reshape', [write.node('Size', [x!]), write.wholes(1)]);
  const all = write.node('Range', [scalar(write.wholes(0)), scalar(length), scalar(write.wholes(1))]);
  const positions = write.inShapeOf(all, x!);
  const chosen = write.copy({ ...node, input: [positions, ...how], output: outputs });
  let sums = write.node('Expand', [write.number(0, gradient), length]);
  chosen.forEach((taken, index) => {
    const values = gradients[index];
    if (values === null || values === undefined) return;
    const flat = [taken, values].map((one) => write.node('Reshape', [one, write.wholes(-1)]));
    sums = write.node('ScatterElements', [sums, ...flat], { axis: { int: 0 }, reduction: 'add' });
  });
  return write.inShapeOf(sums, x!);
}

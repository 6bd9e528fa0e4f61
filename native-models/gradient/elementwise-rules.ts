import { floatAttribute, textAttribute, type BackwardStep, type GradientRule } from './gradient-rule.ts';

/** The gradient of the one input is that of the output times the slope there. */
function slope(of: (step: BackwardStep) => string): GradientRule {
  return (step) => [() => step.write.node('Mul', [step.gradient, of(step)])];
}

const passedOn: GradientRule = ({ gradient }) => [() => gradient];

/** Operators that treat each number alone; inputs of two are broadcast to one another. */
export const elementwiseRules: Readonly<Record<string, GradientRule>> = {
  Identity: passedOn,
  // Nothing is dropped outside of training.
  Dropout: passedOn,
  Cast: ({ write, inputs, gradient }) => [() => write.node('CastLike', [gradient, inputs[0]!])],
  Neg: ({ write, gradient }) => [() => write.node('Neg', [gradient])],
  Add: ({ write, inputs, gradient }) => inputs.map((input) => () => write.sumTo(gradient, input)),
  Sub: ({ write, inputs: [a, b], gradient }) => [
    () => write.sumTo(gradient, a!),
    () => write.sumTo(write.node('Neg', [gradient]), b!),
  ],
  Mul: ({ write, inputs: [a, b], gradient }) => [
    () => write.sumTo(write.node('Mul', [gradient, b!]), a!),
    () => write.sumTo(write.node('Mul', [gradient, a!]), b!),
  ],
  Div: ({ write, inputs: [a, b], outputs, gradient }) => [
    () => write.sumTo(write.node('Div', [gradient, b!]), a!),
    () => {
      const share = write.node('Div', [write.node('Mul', [gradient, outputs[0]!]), b!]);
      return write.sumTo(write.node('Neg', [share]), b!);
    },
  ],
  Pow: ({ write, inputs: [base, given], gradient }) => [
    () => {
      const exponent = write.node('CastLike', [given!, base!]);
      const lower = write.node('Sub', [exponent, write.number(1, base!)]);
      const slopes = write.node('Mul', [exponent, write.node('Pow', [base!, lower])]);
      return write.sumTo(write.node('Mul', [gradient, slopes]), base!);
    },
    null,
  ],
  Where: ({ write, inputs: [condition, a, b], gradient }) => {
    const zero = (): string => write.number(0, gradient);
    return [
      null,
      () => write.sumTo(write.node('Where', [condition!, gradient, zero()]), a!),
      () => write.sumTo(write.node('Where', [condition!, zero(), gradient]), b!),
    ];
  },
  Sqrt: slope(({ write, outputs: [y] }) => write.node('Div', [write.number(0.5, y!), y!])),
  Exp: slope(({ outputs: [y] }) => y!),
  Log: slope(({ write, inputs: [x] }) => write.node('Reciprocal', [x!])),
  Reciprocal: slope(({ write, outputs: [y] }) => write.node('Neg', [write.node('Mul', [y!, y!])])),
  Relu: slope(({ write, inputs: [x] }) =>
    write.node('CastLike', [write.node('Greater', [x!, write.number(0, x!)]), x!]),
  ),
  Tanh: slope(({ write, outputs: [y] }) =>
    write.node('Sub', [write.number(1, y!), write.node('Mul', [y!, y!])]),
  ),
  Sigmoid: slope(({ write, outputs: [y] }) => sigmoidSlope(write, y!)),
  Erf: slope(({ write, inputs: [x] }) => bell(write, x!, 2 / Math.sqrt(Math.PI), 1)),
  Gelu: (step) => (textAttribute(step.node, 'approximate') === 'tanh' ? [] : gelu(step)),
  'com.microsoft.Gelu': (step) => gelu(step),
  'com.microsoft.QuickGelu': slope(({ node, write, inputs: [x] }) => {
    const alpha = write.number(floatAttribute(node, 'alpha', 1.702), x!);
    const gate = write.node('Sigmoid', [write.node('Mul', [x!, alpha])]);
    const change = write.node('Mul', [write.node('Mul', [x!, alpha]), sigmoidSlope(write, gate)]);
    return write.node('Add', [gate, change]);
  }),
};

/** `x Φ(x)` rises by `Φ(x) + x φ(x)`. */
const gelu = slope(({ write, inputs: [x] }) => {
  const erf = write.node('Erf', [write.node('Mul', [x!, write.number(Math.SQRT1_2, x!)])]);
  const half = write.number(0.5, x!);
  const share = write.node('Mul', [write.node('Add', [erf, write.number(1, x!)]), half]);
  const density = bell(write, x!, 1 / Math.sqrt(2 * Math.PI), 0.5);
  return write.node('Add', [share, write.node('Mul', [x!, density])]);
});

function sigmoidSlope(write: BackwardStep['write'], y: string): string {
  return write.node('Mul', [y, write.node('Sub', [write.number(1, y), y])]);
}

/** `height exp(-narrowness x²)` */
function bell(write: BackwardStep['write'], x: string, height: number, narrowness: number): string {
  const square = write.node('Mul', [write.node('Mul', [x, x]), write.number(-narrowness, x)]);
  return write.node('Mul', [write.node('Exp', [square]), write.number(height, x)]);
}

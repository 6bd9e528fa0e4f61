import { floatAttribute, wholeAttribute, type GradientRule } from './gradient-rule.ts';

/** Products of matrices. Vectors of one axis are not covered: text encoders multiply matrices. */
export const matrixRules: Readonly<Record<string, GradientRule>> = {
  MatMul: ({ write, inputs: [a, b], gradient }) => [
    () => write.sumTo(write.node('MatMul', [gradient, write.swapLastTwo(b!)]), a!),
    () => write.sumTo(write.node('MatMul', [write.swapLastTwo(a!), gradient]), b!),
  ],
  Gemm: ({ node, write, inputs: [a, b, c], gradient }) => {
    const [transA, transB] = [wholeAttribute(node, 'transA', 0), wholeAttribute(node, 'transB', 0)];
    const product = (left: string, right: string, turnLeft: number, turnRight: number): string =>
      write.node('Gemm', [left, right], {
        alpha: { float: floatAttribute(node, 'alpha', 1) },
        transA: { int: turnLeft },
        transB: { int: turnRight },
      });
    const beta = (): string => write.number(floatAttribute(node, 'beta', 1), gradient);
    return [
      () => (transA ? product(b!, gradient, transB, 1) : product(gradient, b!, 0, 1 - transB)),
      () => (transB ? product(gradient, a!, 1, transA) : product(a!, gradient, 1 - transA, 0)),
      () => write.sumTo(write.node('Mul', [gradient, beta()]), c!),
    ];
  },
};

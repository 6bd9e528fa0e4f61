import type { OperatorImporter } from './import-context.ts';

/** Reductions along constant axes; axes may count from the end. */
function reduce(opType: string): OperatorImporter {
  return (node, context) => {
    const input = context.input(node, 0);
    const rank = input.shape.length;
    const axes = context.wholeNumbers(node, 1).map((axis) => (axis < 0 ? axis + rank : axis));
    const keep = node.flag('keep_dims');
    const shape = input.shape.flatMap((size, axis) => (axes.includes(axis) ? (keep ? [1] : []) : [size]));
    return context.emit(opType, [context.nameOf(input), context.indices(axes)], shape, {
      keepdims: { int: keep ? 1 : 0 },
    });
  };
}

export const reductionImporters: Readonly<Record<string, OperatorImporter>> = {
  Mean: reduce('ReduceMean'),
  Sum: reduce('ReduceSum'),
  Max: reduce('ReduceMax'),
  Min: reduce('ReduceMin'),
};

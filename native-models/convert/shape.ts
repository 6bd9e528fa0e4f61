import { importError, type OperatorImporter, type Shape } from './import-context.ts';

const count = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

const reshape: OperatorImporter = (node, context) => {
  const input = context.input(node, 0);
  const wanted = context.wholeNumbers(node, 1);
  if (wanted.includes(0)) throw importError(node, 'reshapes to an empty tensor');
  const open = input.shape.includes(-1);
  const known = count(wanted.filter((size) => size !== -1));
  const shape = wanted.map((size) => (size === -1 && !open ? count(input.shape) / known : size));
  return context.emit('Reshape', [context.nameOf(input), context.indices(wanted)], shape);
};

const expandDims: OperatorImporter = (node, context) => {
  const input = context.input(node, 0);
  const [wanted = 0] = context.wholeNumbers(node, 1);
  const axis = wanted < 0 ? wanted + input.shape.length + 1 : wanted;
  const shape = input.shape.toSpliced(axis, 0, 1);
  return context.emit('Unsqueeze', [context.nameOf(input), context.indices([axis])], shape);
};

const squeeze: OperatorImporter = (node, context) => {
  const input = context.input(node, 0);
  const named = node.numbers('squeeze_dims').map((axis) => (axis < 0 ? axis + input.shape.length : axis));
  const axes = named.length > 0 ? named : input.shape.flatMap((size, axis) => (size === 1 ? [axis] : []));
  const shape = input.shape.filter((_, axis) => !axes.includes(axis));
  return context.emit('Squeeze', [context.nameOf(input), context.indices(axes)], shape);
};

/** The slices along an axis as tensors of their own; only the first can be used, so that there must be but one. */
const unpack: OperatorImporter = (node, context) => {
  const input = context.input(node, 0);
  const wanted = node.number('axis', 0);
  const axis = wanted < 0 ? wanted + input.shape.length : wanted;
  if (input.shape[axis] !== 1) throw importError(node, 'gives more than one output, which is not supported');
  const shape = input.shape.toSpliced(axis, 1);
  return context.emit('Squeeze', [context.nameOf(input), context.indices([axis])], shape);
};

const transpose: OperatorImporter = (node, context) => {
  const input = context.input(node, 0);
  const perm = context.wholeNumbers(node, 1);
  return context.emit(
    'Transpose',
    [context.nameOf(input)],
    perm.map((axis) => input.shape[axis]!),
    { perm },
  );
};

const concat: OperatorImporter = (node, context) => {
  const last = node.inputs.length - 1;
  const parts = node.inputs.slice(0, last).map((_, index) => context.input(node, index));
  const first = parts[0];
  if (!first) throw importError(node, 'joins nothing');
  const [wanted = 0] = context.wholeNumbers(node, last);
  const axis = wanted < 0 ? wanted + first.shape.length : wanted;
  const sizes = parts.map((part) => part.shape[axis]!);
  if (sizes.includes(-1)) throw importError(node, 'joins along an axis of open size');
  const shape = first.shape.with(
    axis,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  const names = parts.map((part) => context.nameOf(part));
  return context.emit('Concat', names, shape, { axis: { int: axis } });
};

const stridedSlice: OperatorImporter = (node, context) => {
  const input = context.input(node, 0);
  for (const mask of ['ellipsis_mask', 'new_axis_mask']) {
    if (node.number(mask, 0) !== 0) throw importError(node, `has an ${mask}, which is not supported`);
  }
  const bit = (mask: string, axis: number): boolean => ((node.number(mask, 0) >> axis) & 1) === 1;
  const begin = context.wholeNumbers(node, 1);
  const end = context.wholeNumbers(node, 2);
  const strides = context.wholeNumbers(node, 3);
  const ranges = begin.map((start, axis) => {
    const size = input.shape[axis]!;
    const step = strides[axis]!;
    if (bit('shrink_axis_mask', axis)) return { start, stop: start === -1 ? size : start + 1, step: 1 };
    if (step < 1) throw importError(node, 'walks backwards, which is not supported');
    const from = bit('begin_mask', axis) ? 0 : start;
    const whole = bit('end_mask', axis) || end[axis]! >= size;
    if (size === -1 && (from !== 0 || !bit('end_mask', axis) || step !== 1)) {
      throw importError(node, 'cuts an axis of open size');
    }
    const stop = whole ? size : end[axis]! < 0 ? end[axis]! + size : end[axis]!;
    return { start: from < 0 ? from + size : from, stop, step };
  });
  const cut = ranges.flatMap((_, axis) => (input.shape[axis] === -1 ? [] : [axis]));
  const pick = (key: 'start' | 'stop' | 'step') => context.indices(cut.map((axis) => ranges[axis]![key]));
  const shape = input.shape.map((size, axis) => {
    const range = ranges[axis];
    return !range || size === -1 ? size : Math.max(0, Math.ceil((range.stop - range.start) / range.step));
  });
  const sliced = context.emit(
    'Slice',
    [context.nameOf(input), pick('start'), pick('stop'), context.indices(cut), pick('step')],
    shape,
  );
  const dropped = ranges.flatMap((_, axis) => (bit('shrink_axis_mask', axis) ? [axis] : []));
  if (dropped.length === 0) return sliced;
  const left = shape.filter((_, axis) => !dropped.includes(axis));
  return context.emit('Squeeze', [context.nameOf(sliced), context.indices(dropped)], left);
};

export const shapeImporters: Readonly<Record<string, OperatorImporter>> = {
  Reshape: reshape,
  ExpandDims: expandDims,
  Squeeze: squeeze,
  Unpack: unpack,
  Transpose: transpose,
  ConcatV2: concat,
  StridedSlice: stridedSlice,
};

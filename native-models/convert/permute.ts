/**
 * Reorders the axes of row-major values: axis `i` of the result is axis `order[i]` of the input.
 * `shape` is the input's.
 */
export function permute(
  values: Float32Array | Int32Array,
  shape: readonly number[],
  order: readonly number[],
): Float32Array<ArrayBuffer> {
  const inputStrides = shape.map((_, axis) =>
    shape.slice(axis + 1).reduce((product, size) => product * size, 1),
  );
  const sizes = order.map((axis) => shape[axis]!);
  const strides = order.map((axis) => inputStrides[axis]!);
  const result = new Float32Array(values.length);
  const position = sizes.map(() => 0);
  let source = 0;
  for (let target = 0; target < result.length; target++) {
    result[target] = values[source]!;
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      position[axis]!++;
      source += strides[axis]!;
      if (position[axis]! < sizes[axis]!) break;
      source -= strides[axis]! * sizes[axis]!;
      position[axis] = 0;
    }
  }
  return result;
}

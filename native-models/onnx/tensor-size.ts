import type { OnnxTensor } from './onnx-model.ts';

/** Bits of one value of each `TensorProto.DataType`; 0 for text, whose values have no common size. */
const bitsOf: Readonly<Record<number, number>> = {
  1: 32, // float
  2: 8, // uint8
  3: 8, // int8
  4: 16, // uint16
  5: 16, // int16
  6: 32, // int32
  7: 64, // int64
  8: 0, // string
  9: 8, // bool
  10: 16, // float16
  11: 64, // double
  12: 32, // uint32
  13: 64, // uint64
  14: 64, // complex64
  15: 128, // complex128
  16: 16, // bfloat16
  17: 8, // float8, four kinds
  18: 8,
  19: 8,
  20: 8,
  21: 4, // uint4
  22: 4, // int4
  23: 4, // float4
  24: 8, // float8 exponent only
  25: 2, // uint2
  26: 2, // int2
};

/** `TensorProto.DataType` of text. */
const text = 8;
const complex = [14, 15];

/** Whether the number is an element type of the format. */
export function isElementType(type: number | undefined): type is number {
  return type !== undefined && bitsOf[type] !== undefined;
}

/** How many values a constant has by its sizes; null when a size is negative or the product exceeds 2^53. */
export function valueCount({ dims }: OnnxTensor): number | null {
  if (dims.some((size) => size < 0n)) return null;
  if (dims.includes(0n)) return 0;
  let count = 1n;
  for (const size of dims) {
    count *= size;
    // A file may state a hundred thousand sizes, whose product would be a number of megabytes.
    if (count > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  }
  return Number(count);
}

/** Whether a constant that lies in the file itself has as many values as its sizes say. */
export function hasItsValues(tensor: OnnxTensor): boolean {
  const count = valueCount(tensor);
  const type = tensor.dataType;
  if (count === null || !isElementType(type)) return false;
  if (type === text) return tensor.stringData.length === count;
  const bits = bitsOf[type]!;
  const raw = tensor.rawData?.byteLength ?? 0;
  if (raw > 0) return raw === Math.ceil((count * bits) / 8);
  // Without raw bytes the values are in one of the lists: complex numbers take two places there, and values of fewer than
  // eight bits share one.
  const places = complex.includes(type) ? 2 * count : bits < 8 ? Math.ceil((count * bits) / 8) : count;
  const { floatData, int32Data, int64Data, doubleData, uint64Data } = tensor;
  const lists = [floatData, int32Data, int64Data, doubleData, uint64Data];
  return lists.reduce((sum, list) => sum + list.length, 0) === places;
}

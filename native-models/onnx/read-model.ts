import protobuf from 'protobufjs/light.js';
import { GraphError, type OnnxModel } from './onnx-model.ts';
import { ModelProto } from './onnx-schema.ts';

/** What reading may cost. */
export interface ReadLimits {
  /** Size of the file in bytes. */
  readonly bytes: number;
  /** Memory that the parsed messages may take besides the file itself, roughly, in bytes. */
  readonly memory: number;
}

/** A protobuf file cannot be larger than 2 GiB; a real model of a million nodes takes less than this memory. */
const defaultLimits: ReadLimits = { bytes: 2 ** 31 - 1, memory: 2 ** 29 };
/** Graphs lie in graphs only a few levels deep. */
const maxDepth = 40;

// Note: why the bytes are walked twice
// A message of two bytes becomes an object of some hundred, a number of one byte a bigint: a file of 100 MB could fill
// any memory. The first walk follows only the lengths, makes no objects, and adds up what the second will make.

const costs = { message: 200, text: 60, number: 40, float: 8 };

/**
 * Reads the bytes of an ONNX file. The values of large constants are not copied: they are windows on `bytes`. Takes time in
 * proportion to the bytes, whatever they are. Throws a GraphError when they are no ONNX file or exceed a limit.
 */
export function readModel(bytes: Uint8Array, limits: ReadLimits = defaultLimits): OnnxModel {
  if (bytes.byteLength > limits.bytes) {
    throw new GraphError(`The file has ${bytes.byteLength} bytes; at most ${limits.bytes} are read.`);
  }
  let model: OnnxModel;
  try {
    measure(bytes, limits.memory);
    model = ModelProto.toObject(ModelProto.decode(bytes), { arrays: true, longs: BigInt }) as OnnxModel;
  } catch (error) {
    if (error instanceof GraphError) throw error;
    throw new GraphError('The file is not an ONNX model, or is damaged.', { cause: error });
  }
  // Any bytes that happen to be fields of protobuf parse as some message: these fields every model has.
  if (!(model.graph as unknown) || !(model.irVersion as unknown)) {
    throw new GraphError('The file holds no ONNX graph.');
  }
  return model;
}

/** Walks through the fields and throws a GraphError once their objects would take more than `budget` bytes. */
function measure(bytes: Uint8Array, budget: number): void {
  let left = budget;
  const walk = (type: protobuf.Type, reader: protobuf.Reader, end: number, depth: number): void => {
    if (depth > maxDepth) throw new GraphError('The graph has more graphs within graphs than are read.');
    while (reader.pos < end) {
      const tag = reader.uint32();
      const wire = tag & 7;
      const field = type.fieldsById[tag >>> 3];
      if (wire !== 2) {
        reader.skipType(wire);
        left -= costs.number;
      } else {
        const length = reader.uint32();
        const next = reader.pos + length;
        if (next > end) throw new RangeError('A field is longer than what it lies in.');
        const inner = field?.resolve().resolvedType;
        left -= costOf(field, length);
        if (inner instanceof protobuf.Type) walk(inner, reader, next, depth + 1);
        reader.pos = next;
      }
      if (left < 0) throw new GraphError('The graph has more parts than are read.');
    }
  };
  walk(ModelProto, protobuf.Reader.create(bytes), bytes.byteLength, 0);
}

function costOf(field: protobuf.Field | undefined, length: number): number {
  if (!field) return costs.text + length;
  if (field.resolvedType) return costs.message;
  switch (field.type) {
    case 'bytes':
      return costs.text;
    case 'string':
      return costs.text + 2 * length;
    case 'float':
      return (length / 4) * costs.float;
    case 'double':
      return length;
    default:
      return length * costs.number;
  }
}

import { VectorColumns } from '../domain/vector-columns.ts';
import { openLoops, roomIn } from '../domain/wasm-loops.ts';
import { keptVectorWasm } from './kept-vector-wasm.ts';

// Note: how a frame's vector is kept
// Values of a vector of length 1 as whole numbers of 1/32767: an error of 0.00003, far below what models differ by from
// one machine to another. The concept bank's vectors have a thousand places of which a few dozen are not 0, so that places
// and values of those take a tenth of the room; an encoder like CLIP fills every place. The first byte tells which it is.

const sparse = 1;
const dense = 2;
/** What stands for 1. */
export const steps = 32767;
const headBytes = 5;
/** Values that are turned into steps at once. */
const atOnce = 8;

interface KeepLoops {
  keep(floats: number, numbers: number, count: number, steps: number): void;
}

/** The bytes of a vector whose values lie in -1..1, of at most 65,535 places; smaller values than 1/65534 become 0. */
export function encodeVector(vector: Float32Array): Buffer {
  const values = numbersOf(vector);
  let filled = 0;
  for (let place = 0; place < vector.length; place++) if (values[place] !== 0) filled++;
  const isSparse = filled * 2 < vector.length;
  const bytes = Buffer.allocUnsafe(headBytes + (isSparse ? filled * 4 : vector.length * 2));
  bytes.writeUInt8(isSparse ? sparse : dense, 0);
  bytes.writeUInt32LE(vector.length, 1);
  if (!isSparse) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, vector.length * 2), headBytes);
    return bytes;
  }
  let at = headBytes;
  for (let place = 0; place < vector.length; place++) {
    const value = values[place]!;
    if (value === 0) continue;
    at = bytes.writeUInt16LE(place, at);
    at = bytes.writeInt16LE(value, at);
  }
  return bytes;
}

let loops: ReturnType<typeof openLoops<KeepLoops>> | null = null;

/** A vector's values in steps, at least as many as it has; valid until the next call. */
function numbersOf(vector: Float32Array): Int16Array {
  loops ??= openLoops<KeepLoops>(keptVectorWasm);
  const count = Math.ceil(vector.length / atOnce) * atOnce;
  const numbersAt = count * Float32Array.BYTES_PER_ELEMENT;
  const buffer = roomIn(loops.memory, numbersAt + count * Int16Array.BYTES_PER_ELEMENT);
  new Float32Array(buffer, 0, count).set(vector);
  if (count > 0) loops.keep(0, numbersAt, count, steps);
  return new Int16Array(buffer, numbersAt, count);
}

/** How many bytes a vector of so many places takes that is kept with all of them. */
export function denseBytes(places: number): number {
  return headBytes + places * 2;
}

/** Whether the vector of such bytes, which begin at some place, is kept with all its places. */
export function isDense(bytes: Buffer, from = 0): boolean {
  return bytes[from] === dense;
}

/** The whole numbers of 16 bits, `steps` for 1, of a vector that is kept with all its places; null for any other. */
export function denseNumbers(bytes: Buffer, places: number): Uint8Array | null {
  return isDense(bytes) && bytes.length === denseBytes(places) ? bytes.subarray(headBytes) : null;
}

/** The vector of bytes that {@link encodeVector} wrote. Throws a RangeError for any other bytes. */
export function decodeVector(bytes: Buffer): Float32Array {
  const length = lengthOf(bytes);
  if (isDense(bytes)) {
    // A copy of its own: numbers of 16 bits lie at even places in it.
    const values = new Int16Array(new Uint8Array(bytes.subarray(headBytes)).buffer);
    const vector = new Float32Array(length);
    for (let place = 0; place < length; place++) vector[place] = values[place]! / steps;
    return vector;
  }
  const vector = new Float32Array(length);
  eachValue(bytes, (place, value) => (vector[place] = value));
  return vector;
}

/** The vectors of such bytes, all of one length, by their places. Throws a RangeError for any other bytes. */
export function decodeColumns(codes: readonly Buffer[]): VectorColumns {
  const filled = new Uint32Array(codes[0] ? lengthOf(codes[0]) : 0);
  for (const bytes of codes) {
    if (lengthOf(bytes) !== filled.length) throw new RangeError('The vectors differ in length.');
    eachValue(bytes, (place) => filled[place]!++);
  }
  return new VectorColumns(codes.length, filled, (give) => {
    for (const [row, bytes] of codes.entries()) {
      eachValue(bytes, (place, value) => give(row, place, value));
    }
  });
}

function lengthOf(bytes: Buffer): number {
  const kind = bytes.readUInt8(0);
  const length = bytes.readUInt32LE(1);
  const items = (bytes.length - headBytes) / (kind === sparse ? 4 : 2);
  if ((kind !== sparse && kind !== dense) || length > 65_535 || !Number.isInteger(items)) {
    throw new RangeError('These bytes are no vector.');
  }
  if (kind === dense && items !== length) throw new RangeError('The vector is cut off.');
  return length;
}

/** The values that are not 0, with their places. */
function eachValue(bytes: Buffer, take: (place: number, value: number) => void): void {
  const isSparse = bytes[0] === sparse;
  const length = bytes.readUInt32LE(1);
  let place = 0;
  for (let at = headBytes; at < bytes.length; at += 2, place++) {
    if (isSparse) {
      place = bytes[at]! | (bytes[at + 1]! << 8);
      if (place >= length) throw new RangeError('The vector names a place that it does not have.');
      at += 2;
    }
    // The upper byte is moved to the top and back, for its sign.
    const value = bytes[at]! | ((bytes[at + 1]! << 24) >> 16);
    if (value !== 0) take(place, value / steps);
  }
}

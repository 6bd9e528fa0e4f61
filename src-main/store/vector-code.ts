// Note: how a frame's vector is kept
// Values of a vector of length 1 as whole numbers of 1/32767: an error of 0.00003, far below what models differ by from
// one machine to another. The concept bank's vectors have a thousand places of which a few dozen are not 0, so that places
// and values of those take a tenth of the room; an encoder like CLIP fills every place. The first byte tells which it is.

const sparse = 1;
const dense = 2;
const steps = 32767;
const headBytes = 5;

/** The bytes of a vector whose values lie in -1..1, of at most 65,535 places; smaller values than 1/65534 become 0. */
export function encodeVector(vector: Float32Array): Buffer {
  const values = new Int16Array(vector.length);
  let filled = 0;
  for (let place = 0; place < values.length; place++) {
    values[place] = Math.round(Math.max(-1, Math.min(1, vector[place]!)) * steps);
    if (values[place] !== 0) filled++;
  }
  const isSparse = filled * 2 < values.length;
  const bytes = Buffer.allocUnsafe(headBytes + (isSparse ? filled * 4 : values.length * 2));
  bytes.writeUInt8(isSparse ? sparse : dense, 0);
  bytes.writeUInt32LE(values.length, 1);
  let at = headBytes;
  for (let place = 0; place < values.length; place++) {
    const value = values[place]!;
    if (isSparse && value === 0) continue;
    if (isSparse) at = bytes.writeUInt16LE(place, at);
    at = bytes.writeInt16LE(value, at);
  }
  return bytes;
}

/** The vector of bytes that {@link encodeVector} wrote. Throws a RangeError for any other bytes. */
export function decodeVector(bytes: Buffer): Float32Array {
  const kind = bytes.readUInt8(0);
  const length = bytes.readUInt32LE(1);
  const itemBytes = kind === sparse ? 4 : 2;
  const items = (bytes.length - headBytes) / itemBytes;
  if ((kind !== sparse && kind !== dense) || length > 65_535 || !Number.isInteger(items)) {
    throw new RangeError('These bytes are no vector.');
  }
  if (kind === dense && items !== length) throw new RangeError('The vector is cut off.');
  const vector = new Float32Array(length);
  for (let item = 0, at = headBytes; item < items; item++, at += itemBytes) {
    const place = kind === sparse ? bytes.readUInt16LE(at) : item;
    if (place >= length) throw new RangeError('The vector names a place that it does not have.');
    vector[place] = bytes.readInt16LE(at + itemBytes - 2) / steps;
  }
  return vector;
}

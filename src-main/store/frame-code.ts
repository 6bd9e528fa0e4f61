import { blockRows, type SignCodes } from '../domain/sign-code.ts';

// Note: how codes of frames are kept
// Little-endian: the number of places and of frames (4 bytes each), the frames' times (64-bit floats), the mean and the
// scales and what these miss (32-bit floats), and the signs.

const headBytes = 8;
const timeBytes = 8;
const floatBytes = 4;

/** A film's frames as small codes, in time order. */
export interface FrameCodes extends SignCodes {
  /** Seconds, ascending. */
  readonly times: Float64Array;
}

export function encodeFrameCodes({ places, times, mean, scales, misses, signs }: FrameCodes): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(places, 0);
  head.writeUInt32LE(times.length, 4);
  const parts = [times, mean, scales, misses, signs];
  return Buffer.concat([
    head,
    ...parts.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  ]);
}

/** What {@link encodeFrameCodes} wrote; null for any other bytes, for instance what a Kinora from before wrote. */
export function decodeFrameCodes(bytes: Buffer): FrameCodes | null {
  if (bytes.length < headBytes) return null;
  const places = bytes.readUInt32LE(0);
  const count = bytes.readUInt32LE(4);
  const signBytes = Math.ceil(count / blockRows) * blockRows * (places / 8);
  const size = headBytes + count * timeBytes + (places + 2 * count) * floatBytes + signBytes;
  if (places % 8 !== 0 || bytes.length !== size) return null;
  // A copy of its own: the numbers lie at multiples of their size in it.
  const { buffer } = Uint8Array.from(bytes);
  const times = new Float64Array(buffer, headBytes, count);
  const mean = new Float32Array(buffer, headBytes + count * timeBytes, places);
  const scales = new Float32Array(buffer, mean.byteOffset + mean.byteLength, count);
  const misses = new Float32Array(buffer, scales.byteOffset + scales.byteLength, count);
  const signs = new Uint8Array(buffer, misses.byteOffset + misses.byteLength, signBytes);
  return { places, times, mean, scales, misses, signs };
}

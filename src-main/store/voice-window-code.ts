import type { Interval } from '../domain/interval.ts';

// Note: how windows of speech are kept
// Little-endian: the length of all vectors (4 bytes), then window by window its start and its end in whole milliseconds
// (4 bytes each) and its vector as 32-bit floats.

const headBytes = 4;
const timeBytes = 4;
const floatBytes = 4;

/** A short stretch of speech as a speaker embedder describes it. */
export interface VoiceWindow extends Interval {
  /** `[dimension]`, length 1. */
  readonly vector: Float32Array;
}

/** The bytes of windows whose vectors all have one length. Throws a RangeError where they have not. */
export function encodeVoiceWindows(windows: readonly VoiceWindow[]): Buffer {
  const dimension = windows[0]?.vector.length ?? 0;
  const size = 2 * timeBytes + dimension * floatBytes;
  const bytes = Buffer.alloc(headBytes + windows.length * size);
  bytes.writeUInt32LE(dimension, 0);
  windows.forEach(({ start, end, vector }, index) => {
    if (vector.length !== dimension) throw new RangeError('Vectors of voices must be of one length.');
    const at = headBytes + index * size;
    bytes.writeUInt32LE(Math.round(start * 1000), at);
    bytes.writeUInt32LE(Math.round(end * 1000), at + timeBytes);
    vector.forEach((value, i) => bytes.writeFloatLE(value, at + 2 * timeBytes + i * floatBytes));
  });
  return bytes;
}

/** The windows of bytes that {@link encodeVoiceWindows} wrote. Throws a RangeError for other bytes. */
export function decodeVoiceWindows(bytes: Buffer): VoiceWindow[] {
  if (bytes.length < headBytes) throw new RangeError('These bytes are no windows of speech.');
  const dimension = bytes.readUInt32LE(0);
  const size = 2 * timeBytes + dimension * floatBytes;
  if ((bytes.length - headBytes) % size !== 0) throw new RangeError('These bytes are no windows of speech.');
  return Array.from({ length: (bytes.length - headBytes) / size }, (_, index) => {
    const at = headBytes + index * size;
    return {
      start: bytes.readUInt32LE(at) / 1000,
      end: bytes.readUInt32LE(at + timeBytes) / 1000,
      vector: Float32Array.from({ length: dimension }, (_value, i) =>
        bytes.readFloatLE(at + 2 * timeBytes + i * floatBytes),
      ),
    };
  });
}

// Note: how voice frames are kept
// Little-endian, frame by frame: the middle's time in whole milliseconds (4 bytes), then each of the values in steps of
// its own in one byte. What is lost is a tenth of what differs between two utterances of one voice; two hours of
// dialogue take some 3 MB.

const timeBytes = 4;
/** Values are clipped to 127 steps around the middle. */
const cepstrumStep = 0.4;
const pitchStep = 0.01;
const pitchMiddle = 5.15;

/** One voiced frame of speech. */
export interface KeptFrame {
  /** Seconds at the frame's middle. */
  readonly time: number;
  /** Coefficients of the cepstrum, and the logarithm of the pitch in Hz as the last. */
  readonly values: ArrayLike<number>;
}

/** The bytes of frames that hold `dimension` values each. */
export function encodeVoiceFrames(frames: readonly KeptFrame[], dimension: number): Buffer {
  const size = timeBytes + dimension;
  const bytes = Buffer.allocUnsafe(frames.length * size);
  frames.forEach(({ time, values }, index) => {
    bytes.writeUInt32LE(Math.round(time * 1000), index * size);
    for (let i = 0; i < dimension; i++) {
      const steps = i === dimension - 1 ? (values[i]! - pitchMiddle) / pitchStep : values[i]! / cepstrumStep;
      bytes.writeInt8(Math.round(Math.max(-127, Math.min(127, steps))), index * size + timeBytes + i);
    }
  });
  return bytes;
}

/** The frames of bytes that {@link encodeVoiceFrames} wrote. Throws a RangeError for any other length. */
export function decodeVoiceFrames(bytes: Buffer, dimension: number): KeptFrame[] {
  const size = timeBytes + dimension;
  if (bytes.length % size !== 0) throw new RangeError('These bytes are no voice frames.');
  return Array.from({ length: bytes.length / size }, (_, index) => {
    const values = new Float64Array(dimension);
    for (let i = 0; i < dimension; i++) {
      const steps = bytes.readInt8(index * size + timeBytes + i);
      values[i] = i === dimension - 1 ? steps * pitchStep + pitchMiddle : steps * cepstrumStep;
    }
    return { time: bytes.readUInt32LE(index * size) / 1000, values };
  });
}

import type { Point } from '../domain/box.ts';

// Note: how mouths are kept
// Little-endian, mouth by mouth: the picture's time in milliseconds (4 bytes), the middle of the face's box over the
// picture's width and height in 1/65535 (2 bytes each), and the opening in 1/1000 of the face's height (2 bytes). Of
// faces that are seen to speak the certainty stands in the opening's place.

const sampleBytes = 10;

/** How far somebody's mouth is open at one time. */
export interface MouthSample {
  readonly time: number;
  /** The middle of the face's box, in fractions of the picture. */
  readonly centre: Point;
  /** Between the lips, over the height from forehead to chin, 0..1. */
  readonly opening: number;
}

/** How certain it is that the face at a place speaks what is heard at one time. */
export interface SpeakingFace {
  readonly time: number;
  /** The middle of the face's box, in fractions of the picture. */
  readonly centre: Point;
  /** 0..1 */
  readonly certainty: number;
}

export function encodeMouths(samples: readonly MouthSample[]): Buffer {
  const bytes = Buffer.allocUnsafe(samples.length * sampleBytes);
  const part = (value: number, whole: number): number => Math.round(Math.max(0, Math.min(1, value)) * whole);
  samples.forEach(({ time, centre, opening }, index) => {
    let at = bytes.writeUInt32LE(Math.round(time * 1000), index * sampleBytes);
    at = bytes.writeUInt16LE(part(centre.x, 65_535), at);
    at = bytes.writeUInt16LE(part(centre.y, 65_535), at);
    bytes.writeUInt16LE(part(opening, 1000), at);
  });
  return bytes;
}

/** The mouths of bytes that {@link encodeMouths} wrote. Throws a RangeError for any other length. */
export function decodeMouths(bytes: Buffer): MouthSample[] {
  if (bytes.length % sampleBytes !== 0) throw new RangeError('These bytes are no mouths.');
  return Array.from({ length: bytes.length / sampleBytes }, (_, index) => {
    const at = index * sampleBytes;
    return {
      time: bytes.readUInt32LE(at) / 1000,
      centre: { x: bytes.readUInt16LE(at + 4) / 65_535, y: bytes.readUInt16LE(at + 6) / 65_535 },
      opening: bytes.readUInt16LE(at + 8) / 1000,
    };
  });
}

export function encodeSpeakingFaces(faces: readonly SpeakingFace[]): Buffer {
  return encodeMouths(faces.map(({ certainty, ...face }) => ({ ...face, opening: certainty })));
}

/** The faces of bytes that {@link encodeSpeakingFaces} wrote. Throws a RangeError for any other length. */
export function decodeSpeakingFaces(bytes: Buffer): SpeakingFace[] {
  return decodeMouths(bytes).map(({ opening, ...face }) => ({ ...face, certainty: opening }));
}

import { voiceDimension as size } from '../../models/voice-frames.ts';
import type { LearnedVoice } from './learned-voice.ts';
import type { VoiceSum } from './voice-sum.ts';

const values = 1 + size + (size * (size + 1)) / 2;

/** The bytes of a voice's sums over frames: the count, the sums, the upper triangle of the products, as 64-bit floats. */
export function encodeVoice({ count, sum, products }: VoiceSum): Buffer {
  const floats = new Float64Array(values);
  floats[0] = count;
  floats.set(sum, 1);
  let at = 1 + size;
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) floats[at++] = products[i * size + j]!;
  }
  return Buffer.from(floats.buffer);
}

/** The voice of bytes that {@link encodeVoice} wrote. Throws a RangeError for any other length. */
export function decodeVoice(bytes: Buffer, learned: LearnedVoice | null = null): VoiceSum {
  if (bytes.length !== values * 8) throw new RangeError('These bytes are no voice.');
  const floats = new Float64Array(Uint8Array.from(bytes).buffer);
  const products = new Float64Array(size * size);
  let at = 1 + size;
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) products[i * size + j] = floats[at++]!;
  }
  return { count: floats[0]!, sum: floats.slice(1, 1 + size), products, learned };
}

/** The bytes of what a speaker embedder makes of a voice: its threshold, seconds, the vectors' sum, as 64-bit floats. */
export function encodeLearned({ threshold, seconds, sum }: LearnedVoice): Buffer {
  return Buffer.from(Float64Array.of(threshold, seconds, ...sum).buffer);
}

/** What {@link encodeLearned} wrote of what a model made. Throws a RangeError for bytes that are no such floats. */
export function decodeLearned(bytes: Buffer, model: string): LearnedVoice {
  const [threshold, seconds, ...sum] = new Float64Array(Uint8Array.from(bytes).buffer);
  if (threshold === undefined || seconds === undefined) throw new RangeError('These bytes are no voice.');
  return { model, threshold, seconds, sum: Float64Array.from(sum) };
}

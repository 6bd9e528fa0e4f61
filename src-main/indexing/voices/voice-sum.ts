import { voiceDimension as size } from '../../models/voice-frames.ts';
import { addLearned, type LearnedVoice } from './learned-voice.ts';

/** What is remembered of frames of a voice: enough for its mean and its covariance, whatever is added later. */
export interface VoiceSum {
  readonly count: number;
  /** `[17]` */
  readonly sum: Float64Array;
  /** `[17, 17]`: sums of products, the upper triangle filled in. */
  readonly products: Float64Array;
  /** What a speaker embedder makes of it; null where none is chosen, or too little was heard. */
  readonly learned: LearnedVoice | null;
}

export function emptyVoice(): VoiceSum {
  return { count: 0, sum: new Float64Array(size), products: new Float64Array(size * size), learned: null };
}

/** Sums over frames of 17 values each. */
export function voiceOf(frames: Iterable<ArrayLike<number>>, learned: LearnedVoice | null = null): VoiceSum {
  const sum = new Float64Array(size);
  const products = new Float64Array(size * size);
  let count = 0;
  for (const frame of frames) {
    count++;
    for (let i = 0; i < size; i++) {
      const value = frame[i]!;
      sum[i]! += value;
      for (let j = i; j < size; j++) products[i * size + j]! += value * frame[j]!;
    }
  }
  return { count, sum, products, learned };
}

/** Both together; with `weight` -1 the second is taken out of the first. */
export function addVoices(a: VoiceSum, b: VoiceSum, weight = 1): VoiceSum {
  return {
    count: a.count + weight * b.count,
    sum: a.sum.map((value, i) => value + weight * b.sum[i]!),
    products: a.products.map((value, i) => value + weight * b.products[i]!),
    learned: addLearned(a.learned, b.learned, weight),
  };
}

export function totalVoice(voices: Iterable<VoiceSum>): VoiceSum {
  let total = emptyVoice();
  for (const voice of voices) total = addVoices(total, voice);
  return total;
}

import type { FaceLabel } from './heard-utterance.ts';
import type { VoiceGaussian } from './voice-gaussian.ts';
import type { VoiceSum } from './voice-sum.ts';

/** An utterance's nearest known voice. */
export interface NearestVoice {
  readonly label: FaceLabel;
  /** Between the means, in standard deviations of the pool. */
  readonly distance: number;
}

/**
 * The baseline ("Look, Listen and Recognise", section 6.1.3): each utterance is its mean, each character the mean of
 * their exemplars, and the nearest character speaks. Whoever asks decides from which distance on nobody is known.
 * Null for an utterance without voice, or without anybody known.
 */
export function nearestVoice(
  utterance: VoiceSum,
  known: ReadonlyMap<FaceLabel, VoiceSum>,
  pool: VoiceGaussian,
): NearestVoice | null {
  if (utterance.count === 0) return null;
  let best: NearestVoice | null = null;
  for (const [label, voice] of known) {
    let square = 0;
    voice.sum.forEach((value, i) => {
      const apart = value / voice.count - utterance.sum[i]! / utterance.count;
      square += (apart * apart) / pool.covariance[i * pool.mean.length + i]!;
    });
    const distance = Math.sqrt(square);
    if (!best || distance < best.distance) best = { label, distance };
  }
  return best;
}

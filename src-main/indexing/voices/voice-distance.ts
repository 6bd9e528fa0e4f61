import { learnedDistance } from './learned-voice.ts';
import { fitVoice, likelihood, type VoiceGaussian } from './voice-gaussian.ts';
import { addVoices, type VoiceSum } from './voice-sum.ts';

/** Which clusters are one voice: none farther apart than this, in nats a frame, by the distance with a penalty. */
export interface Likeness {
  readonly furthest: number;
  /**
   * What two distributions must describe better than one beforehand, in nats: as in the Bayesian information criterion, it
   * counts the less, the more of both voices was heard.
   */
  readonly penalty: number;
}

/** Two clusters farther apart than this are two voices, in nats a frame. */
export const clusterDistance = 1.7;
const usualLikeness: Likeness = { furthest: clusterDistance, penalty: 0 };

/** A voice with how well its own distribution describes it. */
export interface FittedVoice {
  readonly voice: VoiceSum;
  /** Nats a frame. */
  readonly likelihood: number;
}

export function fitted(voice: VoiceSum, pool: VoiceGaussian): FittedVoice {
  return { voice, likelihood: likelihood(voice, fitVoice(voice, pool)) };
}

/**
 * How much worse one distribution describes two voices than one each does: the generalised likelihood ratio, in nats per
 * frame of the harmonic mean of their counts, so that short and long stretches of speech compare. About 0 to 3 for two
 * lines of one voice; 2 and more for two voices. Where a speaker embedder has described both it is told by that: they are
 * `furthest` apart where the model takes them for one voice no longer.
 */
export function voiceDistance(
  a: FittedVoice,
  b: FittedVoice,
  pool: VoiceGaussian,
  { furthest, penalty } = usualLikeness,
): number {
  const learned = learnedDistance(a.voice.learned, b.voice.learned);
  if (learned !== null) return furthest * learned;
  const both = fitVoice(addVoices(a.voice, b.voice), pool);
  const loss =
    a.voice.count * (a.likelihood - likelihood(a.voice, both)) +
    b.voice.count * (b.likelihood - likelihood(b.voice, both));
  return ((loss - penalty) * (a.voice.count + b.voice.count)) / (a.voice.count * b.voice.count);
}

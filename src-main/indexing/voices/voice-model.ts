import { learnedDistance, type LearnedVoice } from './learned-voice.ts';
import type { FittedVoice } from './voice-distance.ts';
import { fitVoice, likelihood, type VoiceGaussian } from './voice-gaussian.ts';
import type { VoiceSum } from './voice-sum.ts';

/** What a line is compared with to tell whether somebody speaks it. */
export interface VoiceModel {
  readonly gaussian: VoiceGaussian;
  /** What a speaker embedder makes of the voice; null where none is chosen, or little was heard. */
  readonly learned: LearnedVoice | null;
}

/** How much worse a voice may describe a line than the line's own distribution does and still be the one that speaks, in nats a frame. */
export const strange = 3.2;

export function voiceModel(voice: VoiceSum, pool: VoiceGaussian): VoiceModel {
  return { gaussian: fitVoice(voice, pool), learned: voice.learned };
}

/**
 * How unlike a voice a line sounds, in nats a frame; nobody sounds like the line from {@link strange} on. Where a speaker
 * embedder has described both it is told by that, on the same scale.
 */
export function voiceLoss(line: FittedVoice, { gaussian, learned }: VoiceModel): number {
  const distance = learnedDistance(line.voice.learned, learned);
  return distance === null ? line.likelihood - likelihood(line.voice, gaussian) : strange * distance;
}

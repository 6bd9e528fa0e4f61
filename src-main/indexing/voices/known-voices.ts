import { clusterDistance, fitted, voiceDistance } from './voice-distance.ts';
import { poolGaussian } from './voice-gaussian.ts';
import { totalVoice, type VoiceSum } from './voice-sum.ts';

/** A voice that was heard in another film. */
export interface VoiceAbroad {
  readonly voiceId: number;
  readonly voice: VoiceSum;
}

/** The voice of other films that one voice sounds like; null when it sounds like none of them. */
export function closestVoice(voice: VoiceSum, abroad: readonly VoiceAbroad[]): number | null {
  const pool = poolGaussian(totalVoice([voice, ...abroad.map((each) => each.voice)]));
  if (!pool || voice.count === 0) return null;
  const own = fitted(voice, pool);
  let best: { voiceId: number; distance: number } | null = null;
  for (const { voiceId, voice: other } of abroad) {
    if (other.count === 0) continue;
    const distance = voiceDistance(own, fitted(other, pool), pool);
    if (distance < clusterDistance && (!best || distance < best.distance)) best = { voiceId, distance };
  }
  return best?.voiceId ?? null;
}

import type { KeptFrame } from '../../store/voice-frame-code.ts';
import { frameLikelihood, type VoiceGaussian } from './voice-gaussian.ts';

/** What a frame is worth, since neighbouring ones tell the same. */
const frameWeight = 0.15;
/** How unlikely it is that another voice goes on, in nats: after a pause, and within a word, where hardly anybody falls in. */
const changeAfterPause = 5;
const changeWithin = 16;
/** Seconds between voiced frames from which there is a pause. */
const pause = 0.15;

/**
 * The voice that each frame is likeliest of, with all frames before and after in view (Viterbi).
 *
 * @param voices at least one
 * @returns for each frame the place of its voice
 */
export function voicePath(frames: readonly KeptFrame[], voices: readonly VoiceGaussian[]): Int32Array {
  let best = new Float64Array(voices.length);
  const came = new Int32Array(frames.length * voices.length);
  let before = -Infinity;
  frames.forEach(({ time, values }, frame) => {
    const top = placeOfMost(best);
    const change = time - before >= pause ? changeAfterPause : changeWithin;
    before = time;
    best = best.map((stay, voice) => {
      const isNew = best[top]! - change > stay;
      came[frame * voices.length + voice] = isNew ? top : voice;
      return Math.max(stay, best[top]! - change) + frameWeight * frameLikelihood(values, voices[voice]!);
    });
  });
  const path = new Int32Array(frames.length);
  let voice = placeOfMost(best);
  for (let frame = frames.length - 1; frame >= 0; frame--) {
    path[frame] = voice;
    voice = came[frame * voices.length + voice]!;
  }
  return path;
}

function placeOfMost(values: Float64Array): number {
  let place = 0;
  for (let at = 1; at < values.length; at++) if (values[at]! > values[place]!) place = at;
  return place;
}

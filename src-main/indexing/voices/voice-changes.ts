import type { Interval } from '../../domain/interval.ts';
import type { KeptFrame } from '../../store/voice-frame-code.ts';
import { fitted, voiceDistance } from './voice-distance.ts';
import type { VoiceGaussian } from './voice-gaussian.ts';
import { voiceOf } from './voice-sum.ts';

/** Voiced frames on each side of a change of voice, and how unlike both sides must be, in nats a frame. */
const sideFrames = 30;
const leastFrames = 15;
const change = 3.2;
/** A pause of so many seconds between voiced frames, where a change is looked for first. */
const pause = 0.2;
const leastSeconds = 0.5;

/** The voiced frames of each stretch of speech, divided where the voice may change. `frames` are in time order. */
export function piecesOfSpeech(
  speech: readonly Interval[],
  frames: readonly KeptFrame[],
  pool: VoiceGaussian,
): KeptFrame[][] {
  let from = 0;
  return speech.flatMap(({ start, end }) => {
    while (from < frames.length && frames[from]!.time < start) from++;
    let to = from;
    while (to < frames.length && frames[to]!.time < end) to++;
    const own = frames.slice(from, to);
    const edges = [0, ...changesIn(own, pool), own.length];
    return edges.slice(1).map((edge, index) => own.slice(edges[index], edge));
  });
}

/** The first frames of other voices: the best places first, apart from each other. */
function changesIn(frames: readonly KeptFrame[], pool: VoiceGaussian): number[] {
  const places: { at: number; worth: number }[] = [];
  for (let at = leastFrames; at + leastFrames <= frames.length; at++) {
    const gap = frames[at]!.time - frames[at - 1]!.time;
    // Between pauses a change is looked for at every other frame only: neighbours tell the same.
    if (gap < pause && at % 2 === 1) continue;
    const side = (from: number, until: number) =>
      fitted(voiceOf(frames.slice(from, until).map(({ values }) => values)), pool);
    const distance = voiceDistance(
      side(Math.max(0, at - sideFrames), at),
      side(at, Math.min(frames.length, at + sideFrames)),
      pool,
    );
    const worth = distance + (gap >= pause ? 0.6 : 0);
    if (worth >= change) places.push({ at, worth });
  }
  const chosen: number[] = [];
  for (const { at } of places.toSorted((a, b) => b.worth - a.worth)) {
    const { time } = frames[at]!;
    if (chosen.every((other) => Math.abs(frames[other]!.time - time) >= leastSeconds)) chosen.push(at);
  }
  return chosen.toSorted((a, b) => a - b);
}

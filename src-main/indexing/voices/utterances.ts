import type { Interval } from '../../domain/interval.ts';
import type { CueRow } from '../../store/cue-table.ts';
import type { KeptFrame } from '../../store/voice-frame-code.ts';
import { poolGaussian, type VoiceGaussian } from './voice-gaussian.ts';
import { fitted, voiceDistance } from './voice-distance.ts';
import { voiceOf } from './voice-sum.ts';

/** A stretch of speech by one voice, with the cue whose words it has. */
export interface Utterance extends Interval {
  readonly cueId: number | null;
}

/** Sounds in brackets and lines that are sung. */
const notSpoken = /\[[^\]]*\]|\([^)]*\)|[♪♫#]+[^♪♫#]*[♪♫#]*/gu;
/** A line that another speaker than the line before says. */
const dash = /^\s*[-‐–—]\s*\S/u;

/** The utterances of given subtitles: one for each cue, or for each of a cue's lines that begin with a dash. */
export function utterancesOfCues(
  cues: readonly Pick<CueRow, 'id' | 'start' | 'end' | 'text'>[],
): Utterance[] {
  return cues
    .flatMap(({ id, start, end, text }) => {
      const lines = text.split('\n').filter((line) => line.replace(notSpoken, '').trim() !== '');
      const parts = lines.length > 1 && lines.every((line) => dash.test(line)) ? lines : [lines.join(' ')];
      const letters = parts.reduce((sum, part) => sum + part.length, 0);
      let at = start;
      return parts
        .filter((part) => part !== '')
        .map((part) => {
          const begin = at;
          at += ((end - start) * part.length) / letters;
          return { start: begin, end: at, cueId: id };
        });
    })
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Voiced frames on each side of a change of voice, and how unlike both sides must be, in nats a frame. */
const sideFrames = 30;
const leastFrames = 15;
const change = 3.2;
/** A pause of so many seconds between voiced frames, where a change is looked for first. */
const pause = 0.2;
const leastSeconds = 0.5;

/** The utterances of speech without words: each stretch, divided where the voice changes. `frames` are in time order. */
export function utterancesOfSpeech(speech: readonly Interval[], frames: readonly KeptFrame[]): Utterance[] {
  const pool = poolGaussian(voiceOf(frames.map(({ values }) => values)));
  let from = 0;
  return speech.flatMap(({ start, end }) => {
    while (from < frames.length && frames[from]!.time < start) from++;
    let to = from;
    while (to < frames.length && frames[to]!.time < end) to++;
    const edges = [start, ...(pool ? changesIn(frames.slice(from, to), pool) : []), end];
    return edges.slice(1).map((edge, index) => ({ start: edges[index]!, end: edge, cueId: null }));
  });
}

/** Times at which another voice goes on: the best places first, apart from each other. */
function changesIn(frames: readonly KeptFrame[], pool: VoiceGaussian): number[] {
  const places: { time: number; worth: number }[] = [];
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
    if (worth >= change) places.push({ time: (frames[at - 1]!.time + frames[at]!.time) / 2, worth });
  }
  const chosen: number[] = [];
  for (const { time } of places.toSorted((a, b) => b.worth - a.worth)) {
    if (chosen.every((other) => Math.abs(other - time) >= leastSeconds)) chosen.push(time);
  }
  return chosen.toSorted((a, b) => a - b);
}

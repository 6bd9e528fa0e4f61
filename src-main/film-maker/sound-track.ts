import type { PlaceName } from './drawing/place.ts';
import { sampleRate } from './film-format.ts';
import type { Random } from '../domain/random.ts';
import { seededRandom } from '../domain/random.ts';
import type { TimedShot, Timeline } from './timeline.ts';

interface Ambience {
  /** Loudness of the noise, and how much of it is low (0 bright .. 1 rumble). */
  readonly gain: number;
  readonly low: number;
  /** Seconds of one swell, 0 for none. */
  readonly swell: number;
  readonly birds: boolean;
}

const ambiences: Readonly<Record<PlaceName, Ambience>> = {
  kitchen: { gain: 0.0025, low: 0.9, swell: 0, birds: false },
  street: { gain: 0.006, low: 0.97, swell: 5, birds: false },
  park: { gain: 0.002, low: 0.6, swell: 7, birds: true },
  library: { gain: 0.0012, low: 0.9, swell: 0, birds: false },
  beach: { gain: 0.007, low: 0.75, swell: 4.5, birds: false },
};

function addAmbience(track: Float32Array, shot: TimedShot, random: Random): void {
  const { gain, low, swell, birds } = ambiences[shot.script.place];
  const first = Math.round(shot.start * sampleRate);
  const last = Math.min(track.length, Math.round(shot.end * sampleRate));
  const ramp = 0.03 * sampleRate;
  const loudness = gain / Math.sqrt((1 - low) / (1 + low));
  let state = 0;
  for (let i = first; i < last; i++) {
    state = low * state + (1 - low) * (random.next() * 2 - 1);
    const edge = Math.min(1, (i - first) / ramp, (last - i) / ramp);
    const swelling = swell ? 0.65 + 0.35 * Math.sin((2 * Math.PI * i) / sampleRate / swell) : 1;
    track[i]! += state * loudness * edge * swelling;
  }
  if (!birds) return;
  for (let at = shot.start + random.between(0.2, 1.4); at < shot.end - 0.4; at += random.between(0.9, 2.6)) {
    const pitch = random.between(3200, 5200);
    for (let call = 0; call < random.whole(1, 3); call++) addChirp(track, at + call * 0.13, pitch);
  }
}

function addChirp(track: Float32Array, at: number, pitch: number): void {
  const first = Math.round(at * sampleRate);
  const count = Math.round(0.07 * sampleRate);
  for (let i = 0; i < count && first + i < track.length; i++) {
    const share = i / count;
    const phase = (2 * Math.PI * i * pitch * (1 + 0.18 * Math.sin(share * Math.PI))) / sampleRate;
    track[first + i]! += 0.004 * Math.sin(phase) * Math.sin(Math.PI * share);
  }
}

/** The whole film's sound: every line at its time over the quiet noise of each place. Mono, -1..1, the film's rate. */
export function mixSound(timeline: Timeline, speech: readonly Float32Array[]): Float32Array {
  const track = new Float32Array(Math.round(timeline.duration * sampleRate));
  const random = seededRandom(timeline.script.seed + 17);
  for (const shot of timeline.shots) addAmbience(track, shot, random);
  timeline.lines.forEach((line, index) => {
    const first = Math.round(line.start * sampleRate);
    speech[index]?.forEach((value, i) => {
      if (first + i < track.length) track[first + i]! += value;
    });
  });
  return track;
}

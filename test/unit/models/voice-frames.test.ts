import { describe, expect, it } from 'vitest';
import { PitchFinder } from '../../../src-main/models/pitch.ts';
import { seededRandom } from '../../../src-main/domain/random.ts';
import { VoiceDescriber, voiceDimension } from '../../../src-main/models/voice-frames.ts';

const rate = 16_000;

/** A buzz with the harmonics of a voice. */
function buzz(pitch: number, seconds: number): Float32Array {
  return Float32Array.from({ length: seconds * rate }, (_, at) => {
    let value = 0;
    for (let harmonic = 1; harmonic * pitch < 4000; harmonic++) {
      value += Math.sin((2 * Math.PI * harmonic * pitch * at) / rate) / harmonic;
    }
    return 0.1 * value;
  });
}

describe('the pitch of a voice', () => {
  it.each([80, 120, 210, 340])('is found at %d Hz', (pitch) => {
    const found = new PitchFinder().find(buzz(pitch, 0.2), 400)!;
    expect(Math.abs(found - pitch) / pitch).toBeLessThan(0.02);
  });

  it('is none in noise and in silence', () => {
    const random = seededRandom(3);
    const noise = Float32Array.from({ length: 2000 }, () => random.next() * 0.2 - 0.1);
    expect(new PitchFinder().find(noise, 0)).toBeNull();
    expect(new PitchFinder().find(new Float32Array(2000), 0)).toBeNull();
  });
});

describe('the frames of a voice', () => {
  it('come fifty times a second, and tell the pitch whatever the loudness is', () => {
    const describer = new VoiceDescriber();
    const loud = describer.describe(buzz(150, 1));
    const soft = describer.describe(buzz(150, 1).map((value) => value / 4));
    expect(loud.length).toBeGreaterThan(45);
    expect(loud[0]!.values).toHaveLength(voiceDimension);
    expect(Math.exp(loud[10]!.values[16]!)).toBeCloseTo(150, -1);
    loud[10]!.values.forEach((value, place) => expect(soft[10]!.values[place]).toBeCloseTo(value, 1));
  });

  it('are none of silence, and none of less sound than a pitch needs', () => {
    expect(new VoiceDescriber().describe(new Float32Array(rate))).toEqual([]);
    expect(new VoiceDescriber().describe(buzz(150, 0.05))).toEqual([]);
  });
});

import type { Interval } from '../../domain/interval.ts';
import { pitchWindow } from '../../models/pitch.ts';
import { VoiceDescriber } from '../../models/voice-frames.ts';
import type { KeptFrame } from '../../store/voice-frame-code.ts';

const sampleRate = 16_000;
/** Steps with less speech than this are in no segment, nor between two steps of one. */
const leastSpeech = 0.3;
/** Seconds from a frame's first sample to its middle. */
const middle = 0.016;

/** Describes the voices of a film while its speech is being found. */
export class VoiceListener {
  readonly #describer = new VoiceDescriber();
  readonly #frames: KeptFrame[] = [];

  /**
   * @param time of the first sample, in seconds
   * @param speech the probability of speech of each `stepSize` samples
   */
  hear(time: number, samples: Float32Array, speech: readonly number[], stepSize: number): void {
    for (let step = 0; step < speech.length; step++) {
      if (speech[step]! < leastSpeech) continue;
      const first = step;
      while (step + 1 < speech.length && speech[step + 1]! >= leastSpeech) step++;
      const from = first * stepSize;
      const part = samples.subarray(
        from,
        Math.max((step + 1) * stepSize, Math.min(samples.length, from + pitchWindow)),
      );
      for (const { first: sample, values } of this.#describer.describe(part)) {
        this.#frames.push({ time: time + (from + sample) / sampleRate + middle, values });
      }
    }
  }

  /** The voiced frames inside some stretches of speech, which come in time order and apart. */
  within(speech: readonly Interval[]): KeptFrame[] {
    let index = 0;
    return this.#frames.filter(({ time }) => {
      while (index < speech.length && speech[index]!.end <= time) index++;
      return index < speech.length && speech[index]!.start <= time;
    });
  }
}

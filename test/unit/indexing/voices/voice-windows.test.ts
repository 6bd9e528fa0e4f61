import { describe, expect, it } from 'vitest';
import { VoiceWindowListener, voiceWindows } from '../../../../src-main/indexing/voices/voice-windows.ts';
import type { SpeakerEmbedder } from '../../../../src-main/models/families/speaker-embedder.ts';

const sampleRate = 16_000;

/** Notes what it is given; the vector tells where the samples begin and how many there are. */
class NotingEmbedder implements SpeakerEmbedder {
  readonly modelId = 'noting';
  readonly minSeconds = 0.5;
  readonly threshold = 0.4;
  async describe(samples: Float32Array): Promise<Float32Array> {
    return Float32Array.of(samples[0]!, samples.length / sampleRate);
  }
}

/** Each sample is its own time in seconds. */
function* sound(seconds: number, step: number): Generator<[number, Float32Array]> {
  for (let from = 0; from < seconds * sampleRate; from += step) {
    yield [from / sampleRate, Float32Array.from({ length: step }, (_, i) => (from + i) / sampleRate)];
  }
}

describe('windows of speech', () => {
  it('cover each stretch from its beginning to its end, no farther apart than half a window', () => {
    const windows = voiceWindows([{ start: 2, end: 6 }], 0.5);
    expect(windows[0]!.start).toBe(2);
    expect(windows.at(-1)!.end).toBeCloseTo(6, 9);
    for (const { start, end } of windows) expect(end - start).toBeCloseTo(1.5, 9);
    windows.slice(1).forEach(({ start }, index) => {
      expect(start - windows[index]!.start).toBeLessThanOrEqual(0.75 + 1e-9);
    });
  });

  it('are the whole of a short stretch, and none where it says too little', () => {
    const short = { start: 1, end: 1.8 };
    expect(voiceWindows([short, { start: 4, end: 4.3 }], 0.5)).toEqual([short]);
  });

  it('are given to the model exactly, however the sound comes in', async () => {
    for (const step of [512, 1600, 40_000]) {
      const listener = new VoiceWindowListener(new NotingEmbedder(), [
        { start: 0.25, end: 1.25 },
        { start: 2, end: 4.25 },
      ]);
      for (const [time, samples] of sound(5, step)) await listener.hear(time, samples);
      const { model, threshold, windows } = await listener.finish();
      expect([model, threshold]).toEqual(['noting', 0.4]);
      expect(windows.map(({ start, end, vector }) => [start, end, ...vector])).toEqual([
        [0.25, 1.25, 0.25, 1],
        [2, 3.5, 2, 1.5],
        [2.75, 4.25, 2.75, 1.5],
      ]);
    }
  });

  it('leave out what the model has no numbers for', async () => {
    const broken: SpeakerEmbedder = {
      modelId: 'broken',
      minSeconds: 0.5,
      threshold: 0.4,
      describe: async () => Float32Array.of(NaN, NaN),
    };
    const listener = new VoiceWindowListener(broken, [{ start: 0, end: 1 }]);
    for (const [time, samples] of sound(2, 512)) await listener.hear(time, samples);
    expect((await listener.finish()).windows).toEqual([]);
  });
});
